// Puts the letters of each line into the order that they have ever had, when an undo or redo has brought some of them
// back (rule E3). What has come back goes around what others typed meanwhile; what others typed moves only where its
// own words came back in another line.
import * as Y from 'yjs';
import { typeOf } from '../standing-letters.ts';
import type { Known, KnownLetters, Place } from './known-letters.ts';
import type { LetterPlace } from './letter-places.ts';

type Placed = Known & { readonly place: LetterPlace };
/** `line`: where it belongs. */
type Away = { readonly run: readonly Placed[]; readonly line: Y.XmlElement };

export function putLettersInOrder(known: KnownLetters): void {
  writeLate(known);
  for (const { run, line } of awayFromTheirLine(known)) move(known, run, line);
  const lines = Map.groupBy(placed(known), ({ line }) => line);
  for (const letters of lines.values()) putLineInOrder(known, letters);
}

/** What others typed in a text that had gone and is back. */
function writeLate(known: KnownLetters): void {
  for (const { letter, place } of known.order.late) {
    const now = letter.text._item && known.trailOf(letter.text._item);
    const text = now && known.isNew(now.id) ? typeOf(now) : null;
    if (!(text instanceof Y.XmlText)) continue;
    const before = placed(known).findLast(other => other.text === text && other.place.rank < place.rank);
    known.write([known.known(letter)], { text, index: before ? before.index + 1 : 0 });
    place.goneSince = null;
  }
}

function placed(known: KnownLetters): readonly Placed[] {
  return known.now.letters.flatMap(letter => {
    const place = known.order.of(letter.id);
    return place ? [{ ...letter, place }] : [];
  });
}

const byRank = (one: Placed, other: Placed): number => one.place.rank - other.place.rank;

/** Between words that came back and stand in one other line. */
function awayFromTheirLine(known: KnownLetters): readonly Away[] {
  const sorted = placed(known).toSorted(byRank);
  const sizes = Map.groupBy(sorted, ({ line }) => line);
  const runs: Placed[][] = [];
  for (const letter of sorted) {
    const last = runs.at(-1);
    const isAlike =
      last?.[0]?.line === letter.line &&
      known.isNew(last[0].id) === known.isNew(letter.id) &&
      last[0].isMine === letter.isMine;
    if (isAlike) last.push(letter);
    else runs.push([letter]);
  }
  const isBefore = (one: Known, other: Known): boolean =>
    (known.now.at.get(one.key) ?? 0) < (known.now.at.get(other.key) ?? 0);
  return runs.flatMap((run, index) => {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last || sizes.get(first.line)?.length === run.length) return []; // a line of its own
    const [left, right] = [runs[index - 1]?.at(-1), runs[index + 1]?.[0]];
    const goesOnLeft = left !== undefined && isTypedOn(left, first);
    const goesOnRight = right !== undefined && isTypedOn(last, right);
    const mayMoveTo = (other: Placed, opposite: Placed | undefined, goesOn: boolean): boolean =>
      other.line !== first.line &&
      (known.isNew(first.id)
        ? goesOn && isPieceOfLine(other) && opposite?.line !== first.line
        : !first.isMine && known.isNew(other.id));
    if (left && mayMoveTo(left, right, goesOnLeft))
      if (isBefore(first, left) || (goesOnLeft && !goesOnRight)) return [{ run, line: left.line }];
    if (right && mayMoveTo(right, left, goesOnRight))
      if (isBefore(right, first) || (goesOnRight && !goesOnLeft)) return [{ run, line: right.line }];
    return [];
  });

  /** Somebody has made it of a line since, and it stays one. */
  function isPieceOfLine(letter: Placed): boolean {
    const isWhole = runs.some(run => run.includes(letter) && sizes.get(letter.line)?.length === run.length);
    return isWhole && !known.isNew(letter.id) && !Y.compareIDs(letter.first, letter.id);
  }
}

const isTypedOn = ({ first: left }: Known, { first: right }: Known): boolean =>
  left.client === right.client && left.clock + 1 === right.clock;

function putLineInOrder(known: KnownLetters, letters: readonly Placed[]): void {
  const misplaced = misplacedIn(known, letters);
  for (const run of runsIn(letters.toSorted(byRank), misplaced)) if (run[0]) move(known, run, run[0].line);
}

/** Of what has come back. */
function misplacedIn(known: KnownLetters, letters: readonly Placed[]): ReadonlySet<Placed> {
  const misplaced = new Set<Placed>();
  let next = Number.POSITIVE_INFINITY;
  const ends = new Map<Placed, number>();
  for (const letter of letters.toReversed()) {
    ends.set(letter, next);
    if (!known.isNew(letter.id)) next = Math.min(next, letter.place.rank);
  }
  let last = -1;
  for (const letter of letters) {
    const { rank } = letter.place;
    if (known.isNew(letter.id) && (rank < last || rank > (ends.get(letter) ?? rank))) misplaced.add(letter);
    else last = Math.max(last, rank);
  }
  return misplaced;
}

function runsIn(sorted: readonly Placed[], of: ReadonlySet<Placed>): readonly (readonly Placed[])[] {
  const runs: Placed[][] = [];
  for (const [index, letter] of sorted.entries()) {
    if (!of.has(letter)) continue;
    const last = runs.at(-1);
    if (last && last.at(-1) === sorted[index - 1]) last.push(letter);
    else runs.push([letter]);
  }
  return runs;
}

/** In that line, behind what stands before it in the order; else before what stands behind it. */
function move(known: KnownLetters, run: readonly Placed[], line: Y.XmlElement): void {
  if (run.some(({ text }) => isLink(text))) return;
  const rank = run[0]?.place.rank ?? 0;
  for (const { key } of run) {
    const now = known.now.letters.find(letter => letter.key === key);
    now?.text.delete(now.index, 1);
    known.changed();
  }
  const others = placed(known)
    .filter(other => other.line === line && !isLink(other.text))
    .toSorted(byRank);
  const left = others.findLast(other => other.place.rank < rank);
  const place = left ? { text: left.text, index: left.index + 1 } : (others[0] ?? textIn(line));
  if (place) known.write(run, place);
}

function textIn(line: Y.XmlElement): Place | null {
  const text = line.toArray().find(inner => inner instanceof Y.XmlText);
  return text ? { text, index: 0 } : null;
}

const isLink = ({ parent }: Y.XmlText): boolean => parent instanceof Y.XmlElement && parent.nodeName === 'link';
