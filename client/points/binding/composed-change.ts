// What was composed, as a change of the words that stood when the composition began, carried to the words as they stand
// now (rule E15). Takes away the letters that were taken then and no others; what others have written meanwhile stays.
// Writes nothing.
import type { EditorState } from 'lexical';
import type * as Y from 'yjs';
import type { Attributes, Splice } from '../../../shared/text/change-flow.ts';
import { difference } from '../../../shared/text/change-flow.ts';
import type { Line, Marks } from '../../../shared/text/flow.ts';
import { keyOf, lineEnd } from '../../../shared/text/flow.ts';
import { $lines } from './editor-lines.ts';
import { $selected } from './own-caret.ts';
import type { Letter, OldLetter } from './standing-letters.ts';
import { lettersOf, linesWith, oldLettersOf, StandingLetters, textOf } from './standing-letters.ts';
import type { Selected, TiedTo } from './typed-splices.ts';
import { typedSplices } from './typed-splices.ts';
import { withoutUnseen } from './unseen-letters.ts';

/** When the composition began. */
export type Stood = {
  readonly letters: readonly OldLetter[];
  readonly selected: Selected | null;
  readonly behind: TiedTo | null;
};

/** `base` shows what the flow holds. A point that is not here yet has one line. */
export function stoodIn(flow: Y.XmlText | null, base: EditorState, tiedAt: (offset: number) => TiedTo | null): Stood {
  const at = base.read($selected);
  const selected = at && { from: Math.min(at.anchor, at.focus), to: Math.max(at.anchor, at.focus) };
  return {
    letters: flow ? oldLettersOf(flow) : [{ unit: lineEnd, set: {}, id: null }],
    selected,
    behind: selected && tiedAt(selected.from),
  };
}

/** The lines as they are to be, where they differ from those that stand, and the place behind what was composed. */
export type Entering = { readonly lines: readonly Line[]; readonly splices: readonly Splice[]; readonly caret: number };

/** `words`: what was composed, as far as it is known. Null: nothing has changed. */
export function enteringNow(
  flow: Y.XmlText,
  { letters, selected, behind }: Stood,
  now: EditorState,
  words: string,
): Entering | null {
  const at = now.read($selected);
  const caret = at && at.anchor === at.focus ? at.focus : null;
  const composed = lettersOf(now.read($lines));
  const [before, after] = [textOf(letters), textOf(composed)];
  if (before === after) return null;
  const splices = typedSplices(selected, caret, behind)(before, after);
  const isBehindWords = caret !== null && words !== '' && after.slice(0, caret).endsWith(words);
  const whole = inOne(splices, selected, isBehindWords ? { from: caret - words.length, to: caret } : null, after);
  const standing = new StandingLetters(flow, letters);
  return carried(standing, composed, whole && isParted(standing, splices, whole) ? [whole] : splices, caret);
}

// --- words that were composed stay whole ---------------------------------------

/** What was selected, what was composed in `after`, and all that differs, as one. */
function inOne(
  splices: readonly Splice[],
  selected: Selected | null,
  composed: Selected | null,
  after: string,
): Splice | null {
  const [first, last] = [splices[0], splices.at(-1)];
  if (!first || !last) return null;
  const grown = splices.reduce((sum, { insert, remove }) => sum + insert.length - remove, 0);
  const stretches = [{ from: first.at, to: last.at + last.remove }];
  if (selected && selected.from < selected.to) stretches.push(selected);
  if (composed) stretches.push({ from: composed.from, to: composed.to - grown });
  const from = Math.min(...stretches.map(stretch => stretch.from));
  const to = Math.max(...stretches.map(stretch => stretch.to));
  return { at: from, remove: to - from, insert: after.slice(from, to + grown) };
}

/** Whether others have written within what was composed, between letters that stay and letters that come. */
function isParted(standing: StandingLetters, splices: readonly Splice[], whole: Splice): boolean {
  const goes = (letter: number): boolean => splices.some(({ at, remove }) => at <= letter && letter < at + remove);
  const places: number[] = [];
  for (let letter = whole.at; letter < whole.at + whole.remove; letter++) {
    const place = goes(letter) ? null : standing.placeOf(letter);
    if (place !== null) places.push(place, place + 1);
  }
  for (const splice of splices) if (splice.insert !== '') places.push(placeOf(standing, splice));
  return places.length > 0 && standing.hasNewBetween(Math.min(...places), Math.max(...places));
}

// --- carried to what stands now --------------------------------------------------

type Coming = { readonly letters: readonly Letter[]; readonly behind: Y.ID | null; readonly rest: number | null };

function carried(
  standing: StandingLetters,
  composed: readonly Letter[],
  splices: readonly Splice[],
  caret: number | null,
): Entering {
  const gone = new Set<number>();
  const comes = new Map<number, Coming[]>();
  const sets = standing.now.map(({ set }) => set);
  let [was, is] = [0, 0];
  const keepTo = (end: number): void => {
    for (; was < end; was++, is++) {
      const place = standing.placeOf(was);
      const [old, now] = [standing.old[was], composed[is]];
      if (place !== null && old && now) sets[place] = worn(old.set, now.set, sets[place] ?? {});
    }
  };
  for (const splice of splices) {
    const { at, remove, insert } = splice;
    keepTo(at);
    const place = placeOf(standing, splice);
    const letters = seen(composed.slice(is, is + insert.length)).map(letter =>
      dressed(standing, splice, place, letter),
    );
    const end = is + insert.length;
    const isCaretIn = caret !== null && is <= caret && caret <= end;
    const rest = isCaretIn ? seen(composed.slice(caret, end)).length : splice === splices.at(-1) ? 0 : null;
    const tied = letterTiedTo(standing, splice);
    const behind = tied && standing.placeAgain(tied, 'behind') === null ? tied : null; // no place of one that went
    comes.set(place, [...(comes.get(place) ?? []), { letters, behind, rest }]);
    for (; was < at + remove; was++) gone.add(standing.placeOf(was) ?? -1);
    is = end;
  }
  keepTo(standing.old.length);
  const now = standing.now.map((letter, place) => ({ ...letter, set: sets[place] ?? letter.set }));
  return woven(now, gone, comes);
}

const seen = (letters: readonly Letter[]): readonly Letter[] =>
  letters.filter(({ unit }) => withoutUnseen(unit) !== '');

function woven(
  now: readonly Letter[],
  gone: ReadonlySet<number>,
  comes: ReadonlyMap<number, readonly Coming[]>,
): Entering {
  const letters: Letter[] = [];
  const splices: Splice[] = [];
  let caret = 0;
  for (let place = 0; place <= now.length; place++) {
    for (const come of comes.get(place) ?? []) {
      letters.push(...come.letters);
      if (come.rest !== null) caret = letters.length - come.rest;
      if (come.letters.length > 0)
        splices.push({ at: place, remove: 0, insert: textOf(come.letters), behind: come.behind });
    }
    const letter = now[place];
    if (!gone.has(place) && letter) letters.push(letter);
    else if (letter) splices.push({ at: place, remove: 1, insert: '' });
  }
  return { lines: linesWith(letters), splices: joined(splices), caret };
}

/** Letters that go one behind another go at once. */
const joined = (splices: readonly Splice[]): readonly Splice[] =>
  splices.reduce<Splice[]>((all, splice) => {
    const last = all.at(-1);
    if (last && last.at + last.remove === splice.at && last.remove > 0 && splice.insert === '')
      all[all.length - 1] = { ...last, remove: last.remove + splice.remove };
    else all.push(splice);
    return all;
  }, []);

/** Words go in before what is left of those that they take the place of, else behind the letter of the caret. */
function placeOf(standing: StandingLetters, splice: Splice): number {
  const { at, remove } = splice;
  for (let letter = at; letter < at + remove; letter++) {
    const place = standing.placeOf(letter);
    if (place !== null) return place;
  }
  const tied = letterTiedTo(standing, splice);
  const place = tied && standing.placeAtId(tied, 'behind');
  return place ?? (remove > 0 ? standing.placeBeside(at + remove - 1, 'behind') : standing.placeBeside(at, 'before'));
}

/**
 * Of words that have all gone it is the last one. At the beginning of a line a caret is tied to what stands behind it
 * (rule E8).
 */
function letterTiedTo(standing: StandingLetters, { at, remove, behind = null }: Splice): Y.ID | null {
  const { old } = standing;
  if (remove > 0) {
    const isLeft = old.slice(at, at + remove).some((_, i) => standing.placeOf(at + i) !== null);
    return isLeft ? null : (old[at + remove - 1]?.id ?? null);
  }
  const before = old[at - 1];
  if (behind && behind !== 'what-goes') return behind;
  return before && before.unit !== lineEnd ? before.id : null;
}

// --- marks -----------------------------------------------------------------------

/** What has become of `before` in the one place, made of what stands in the other. */
function worn(before: Attributes, after: Attributes, now: Attributes): Attributes {
  if (keyOf(before) === keyOf(after)) return now;
  const set = { ...now, ...difference(before, after) };
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null));
}

/**
 * A letter that comes has the marks that were chosen for it; else it goes by its neighbour, which others may have
 * marked meanwhile. At the edge of a link it stays in or out of it.
 */
function dressed(standing: StandingLetters, splice: Splice, place: number, letter: Letter): Letter {
  const { old, now } = standing;
  const neighbour = neighbourOf(standing, splice);
  const at = neighbour === null ? null : standing.placeOf(neighbour);
  if (neighbour === null || at === null || letter.unit === lineEnd) return letter;
  const set = worn(old[neighbour]?.set ?? {}, letter.set, now[at]?.set ?? {});
  const isAtEdge =
    splice.remove === 0 && linkAlone(now[place - 1]?.set ?? {}).link !== linkAlone(now[place]?.set ?? {}).link;
  return { ...letter, set: isAtEdge ? worn(linkAlone(set), linkAlone(letter.set), set) : set };
}

const linkAlone = (set: Attributes): Marks => ('link' in set && set.link !== undefined ? { link: set.link } : {});

/** The letter whose marks typing goes on with there. */
function neighbourOf({ old }: StandingLetters, { at, remove }: Splice): number | null {
  const candidates = remove > 0 ? [at] : [at - 1, at];
  return candidates.find(letter => old[letter] && old[letter].unit !== lineEnd) ?? null;
}
