// Letters of others that my undo or redo took out with a line of mine, or left away from their neighbours: puts them where they belong (rule E3).
import * as Y from 'yjs';
import { must } from '../../../../shared/assert.ts';
import { eachItem, isShown, typeOf } from '../standing-letters.ts';
import type { Known, KnownLetters, Place, Standing } from './known-letters.ts';

/** By line, in reading order. */
export type Lines = ReadonlyMap<Y.XmlElement, readonly Known[]>;
/** Neighbours in what stood in one line; `to` is not included. */
type Run = { readonly line: readonly Known[]; readonly from: number; readonly to: number };

/** `lines`: as they stood before. */
export function putLettersHome(known: KnownLetters, lines: Lines): void {
  eachItem(known.root, known.root, item => putBehindOwnLeft(known, item));
  for (const run of runsOf(known, lines, ({ key }, { at }) => !at.has(key)))
    known.write(lettersOf(run), homeOf(known, lines, run));
  const isWhereItWas = ({ key, id }: Known, { letters, at }: Standing): boolean =>
    Y.compareIDs(letters[at.get(key) ?? -1]?.id ?? null, id);
  for (const run of runsOf(known, lines, isWhereItWas)) bringHome(known, run);
}

/** A text that came back without a letter. */
export function newEmptyText(known: KnownLetters): Y.XmlText | null {
  let found: Y.XmlText | null = null;
  eachItem(known.root, known.root, item => {
    const text = typeOf(item);
    if (text instanceof Y.XmlText && text.length === 0 && isShown(text) && known.isNew(item.id)) found ??= text;
  });
  return found;
}

/** Where somebody has typed within what stood to the left of it, Yjs brings it back too far to the left. */
function putBehindOwnLeft(known: KnownLetters, { left, id, length, redone, content }: Y.Item): void {
  if (!redone || !known.isNew(redone) || !(content instanceof Y.ContentString)) return;
  const { letters, at } = known.now;
  const keyAt = (client: number, clock: number): string => known.keyOf(Y.createID(client, clock));
  const own = new Set(Array.from({ length }, (_, i) => keyAt(id.client, id.clock + i)));
  const isBack = ({ key, id: now }: Known): boolean => own.has(key) && known.isNew(now);
  const from = letters.findIndex(isBack);
  const first = letters[from];
  let before = left;
  // What came back stands to the left of what it came back for.
  while (before && !(before.content instanceof Y.ContentString && isOther(keyAt(...ends(before)))))
    before = before.left;
  const target = before ? letters[at.get(keyAt(...ends(before))) ?? -1] : undefined;
  if (!target || !first || first.text !== target.text || first.index > target.index) return;
  let to = from + 1;
  while (letters[to]?.text === first.text && isBack(must(letters[to], 'it has a text'))) to++;
  first.text.delete(first.index, to - from);
  known.write(letters.slice(from, to), { text: target.text, index: target.index + 1 - (to - from) });

  function isOther(key: string): boolean {
    return at.has(key) && !own.has(key);
  }
}

/** What others wrote, as far as it is so now, by neighbours. */
function runsOf({ now }: KnownLetters, lines: Lines, is: (letter: Known, now: Standing) => boolean): readonly Run[] {
  const runs: Run[] = [];
  for (const line of lines.values())
    for (const [from, letter] of line.entries()) {
      if (letter.isMine || !is(letter, now)) continue;
      const last = runs.at(-1);
      const left = line[from - 1];
      const goesOn = left && last?.line === line && last.to === from && areNeighbours(left, letter, now);
      if (goesOn) runs[runs.length - 1] = { ...last, to: from + 1 };
      else runs.push({ line, from, to: from + 1 });
    }
  return runs;
}

/** Beside what it was written beside; else beside what is left of its line; else in its own text or in the empty line that came back; else behind what stood before it. */
function homeOf(known: KnownLetters, lines: Lines, run: Run): Place {
  const { line, from, to } = run;
  const first = must(line[from], 'a run has letters');
  const before = known.now.letters.find(letter => known.wasTypedBehind(letter, first));
  if (before) return behind(before);
  const [left, right] = neighboursOf(known, run);
  const isLeftNearer = left !== null && (left.key === line[from - 1]?.key || right?.key !== line[to]?.key);
  if (left && (isLeftNearer || !right)) return behind(left);
  if (right) return right;
  const { text, index } = first;
  if (isShown(text)) return { text, index: Math.min(index, text.length) };
  const empty = newEmptyText(known);
  return empty ? { text: empty, index: 0 } : outside(known, lines, run);
}

function outside(known: KnownLetters, lines: Lines, { line }: Run): Place {
  const all = [...lines.values()];
  const before = known.nearest(all.slice(0, all.indexOf(line)).flat().reverse());
  if (before) return behind(before);
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  paragraph.insert(0, [text]);
  known.root.insert(0, [paragraph]);
  return { text, index: 0 };
}

/** What stood nearest in its line and still stands. */
const neighboursOf = (known: KnownLetters, { line, from, to }: Run): readonly [Known | null, Known | null] => [
  known.nearest(line.slice(0, from).reverse()),
  known.nearest(line.slice(to)),
];

/** What stood before it has come back elsewhere, nothing that stood beside it still does, and it is not beside what it was written beside. */
function bringHome(known: KnownLetters, run: Run): void {
  const { letters, at } = known.now;
  const [left, right] = neighboursOf(known, run);
  const first = at.get(must(run.line[run.from], 'a run has letters').key);
  const here = first === undefined ? undefined : letters[first];
  if (!left || !known.isNew(left.id) || first === undefined || !here) return;
  const [leftNow, rightNow] = [letters[first - 1], letters[first + run.to - run.from]];
  if (leftNow?.key === left.key || (right && rightNow?.key === right.key)) return;
  const last = must(run.line[run.to - 1], 'a run has letters');
  if ((leftNow && known.wasTypedBehind(leftNow, here)) || (rightNow && known.wasTypedBehind(last, rightNow))) return;
  here.text.delete(here.index, run.to - run.from);
  known.changed();
  const [target] = neighboursOf(known, run);
  if (target) known.write(lettersOf(run), behind(target));
}

const ends = ({ lastId: { client, clock } }: Y.Item): [number, number] => [client, clock];
const behind = ({ text, index }: Place): Place => ({ text, index: index + 1 });
const lettersOf = ({ line, from, to }: Run): readonly Known[] => line.slice(from, to);

/** In one text then, and side by side now unless both are gone. */
function areNeighbours(left: Known, right: Known, { letters, at }: Standing): boolean {
  const [a, b] = [at.get(left.key), at.get(right.key)];
  const areStill = a !== undefined && b !== undefined && b === a + 1 && letters[a]?.text === letters[b]?.text;
  return left.text === right.text && ((a === undefined && b === undefined) || areStill);
}
