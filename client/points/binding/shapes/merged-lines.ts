// The lines as they ought to stand where two people have shaped them without hearing of one another: each letter that
// stood once, in its old order, with the breaks, links, kinds and formats of both; what either has typed stays behind
// what it was typed behind (rule E9). Pure.
import type { Line, Seen, Shape } from './shape.ts';
import { formatOf, keyOf } from './shape.ts';
import type { SideOf, Version } from './views.ts';
import { Views, versionsIn } from './views.ts';

/** A letter as it is to stand; `breaks`: how many line breaks before it. */
export type Wanted = {
  readonly key: string;
  readonly versions: readonly Seen[];
  readonly link: string | null;
  readonly format: number;
  readonly breaks: number;
};
export type WantedLine = { readonly kind: string; readonly letters: readonly Wanted[] };
/** `region`: lines that stand, side by side; they are to become the wanted ones. */
export type MergedLines = { readonly region: readonly Line[]; readonly wanted: readonly WantedLine[] };

const twinLettersMin = 3;

/** Null where no letter stands twice, or where it is not understood who wrote what anew: then it stays as it is. */
export function mergedLines(base: Shape, now: Shape, sideOf: SideOf, me: number): MergedLines | null {
  const views = new Views(base, now, sideOf, me);
  const versions = versionsIn(now);
  const twins = twinsIn(now, versions, views);
  const isTwice = ({ key }: Seen): boolean => twins.has(key);
  const from = now.findIndex(({ letters }) => letters.some(isTwice));
  if (from < 0) return null;
  const region = now.slice(from, now.findLastIndex(({ letters }) => letters.some(isTwice)) + 1);
  if (!isEachInOrder(region, views, sideOf)) return null;
  const typed = typedBeside(region, views, sideOf, twins);
  const keys = new Set(region.flatMap(({ letters }) => letters.map(({ key }) => key)));
  const order = [...keys]
    .filter(key => views.order.has(key))
    .sort((one, other) => (views.order.get(one) ?? 0) - (views.order.get(other) ?? 0));
  return { region, wanted: linesOf(order, versions, views, typed, twins) };
}

/** Whoever splits or joins changes no order; else letters were taken for others. */
function isEachInOrder(region: readonly Line[], views: Views, sideOf: SideOf): boolean {
  const last = new Map<number | null, number>();
  for (const { letters } of region)
    for (const { id, key } of letters) {
      const place = views.order.get(key);
      if (place === undefined) continue;
      if (place <= (last.get(sideOf(id)) ?? -1)) return false;
      last.set(sideOf(id), place);
    }
  return true;
}

type Typed = Seen & { readonly rowsBefore: number };
type Beside = { readonly behind: Typed[]; readonly before: Typed[] };

/** Letters that did not stand before, by what they were typed beside. */
function typedBeside(
  region: readonly Line[],
  views: Views,
  sideOf: SideOf,
  twins: ReadonlySet<string>,
): ReadonlyMap<string, Beside> {
  const found = new Map<string, Beside>();
  const taken = new Set<string>();
  for (const { letters } of region) {
    let last: Seen | null = null;
    for (const [index, letter] of letters.entries()) {
      if (views.base.has(letter.key) || taken.has(letter.key)) continue;
      const place = placeOf(letters, index, views, sideOf);
      if (!place) continue;
      if (twins.has(letter.key)) taken.add(letter.key);
      const beside = found.get(place.key) ?? { behind: [], before: [] };
      found.set(place.key, beside);
      const previous = beside[place.side].includes(last as Typed)
        ? last
        : place.side === 'behind'
          ? place.letter
          : letter;
      const seen: Typed = {
        ...letter,
        rowsBefore: Math.max(0, letter.breaks.length - (previous ?? letter).breaks.length),
      };
      beside[place.side].push(seen);
      last = seen;
    }
  }
  return found;
}

type Place = { readonly key: string; readonly side: 'behind' | 'before'; readonly letter: Seen };

/**
 * To the left in its row, else to the right, else in its line. Copies of another's that its writer had not read are no
 * neighbours, where there are others.
 */
function placeOf(letters: readonly Seen[], index: number, views: Views, sideOf: SideOf): Place | null {
  const own = letters[index];
  if (!own) return null;
  const left = letters.slice(0, index).reverse();
  const right = letters.slice(index + 1);
  const stood = ({ key }: Seen): boolean => views.base.has(key);
  const isKin = (letter: Seen): boolean =>
    stood(letter) &&
    (sideOf(letter.id) === sideOf(own.id) ||
      keyOf(views.base.get(letter.key)?.seen.id ?? letter.id) === keyOf(letter.id));
  const isInRow = ({ breaks }: Seen): boolean => breaks.length === own.breaks.length;
  for (const is of [(letter: Seen) => isKin(letter) && isInRow(letter), isKin, stood]) {
    const [one, other] = [left.find(is), right.find(is)];
    if (one) return { key: one.key, side: 'behind', letter: one };
    if (other) return { key: other.key, side: 'before', letter: other };
  }
  return null;
}

function linesOf(
  order: readonly string[],
  versions: ReadonlyMap<string, readonly Version[]>,
  views: Views,
  typed: ReadonlyMap<string, Beside>,
  twins: ReadonlySet<string>,
): readonly WantedLine[] {
  const lines: { kind: string; letters: Wanted[] }[] = [];
  const versionsOf = (letter: Seen): readonly Seen[] =>
    twins.has(letter.key) ? (versions.get(letter.key) ?? []).map(({ seen }) => seen) : [letter];
  let last: string | null = null;
  let rows = 0;
  for (const key of order) {
    const gap = last === null ? 'line' : views.between(last, key);
    const kind = views.kindOf(key);
    if (gap === 'line' || lines.at(-1)?.kind !== kind) lines.push({ kind, letters: [] });
    const letters = lines.at(-1)?.letters ?? [];
    const { behind, before } = typed.get(key) ?? { behind: [], before: [] };
    const breaks = gap === 'line' ? 0 : Math.max(0, gap - rows);
    const own: Wanted = {
      key,
      versions: (versions.get(key) ?? []).map(({ seen }) => seen),
      link: views.linkOf(key),
      format: views.formatOf(key),
      breaks: before.length === 0 ? breaks : 0,
    };
    letters.push(...before.map((seen, i) => asTyped(seen, i === 0 ? breaks : seen.rowsBefore, versionsOf(seen))), own);
    letters.push(...behind.map(seen => asTyped(seen, seen.rowsBefore, versionsOf(seen))));
    rows = behind.reduce((sum, { rowsBefore }) => sum + rowsBefore, 0);
    last = key;
  }
  return lines;
}

const asTyped = (seen: Typed, breaks: number, versions: readonly Seen[]): Wanted => {
  return { key: seen.key, versions, link: seen.link, format: formatOf(seen.marks), breaks };
};

/**
 * What stands twice. Single letters may be taken for one another by chance; those that stood, and end their line, are
 * not.
 */
function twinsIn(now: Shape, versions: ReadonlyMap<string, readonly Version[]>, views: Views): ReadonlySet<string> {
  const isTwice = ({ key }: Seen): boolean => (versions.get(key)?.length ?? 0) > 1;
  const surely = new Set<Seen>();
  for (const { letters } of now)
    for (let from = 0; from < letters.length; from++) {
      let to = from;
      while (letters[to] && isTwice(letters[to] as Seen)) to++;
      for (const letter of letters.slice(from, to))
        if (to - from >= twinLettersMin || (views.base.has(letter.key) && to === letters.length)) surely.add(letter);
      from = Math.max(from, to - 1);
    }
  return new Set(
    [...versions].flatMap(([key, all]) => (all.length > 1 && all.every(({ seen }) => surely.has(seen)) ? [key] : [])),
  );
}
