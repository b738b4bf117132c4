// Letters of others that my undo or redo took out with a line of mine, or left away from their neighbours: puts them
// where they belong (rule E3).
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
  for (const run of runsOf(known, lines, ({ key }, { at }) => !at.has(key)))
    known.write(lettersOf(run), homeOf(known, lines, run));
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

/**
 * Beside what it was written beside; else beside what is left of its line; else in its own text or in the empty line
 * that came back; else behind what stood before it.
 */
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

const behind = ({ text, index }: Place): Place => ({ text, index: index + 1 });
const lettersOf = ({ line, from, to }: Run): readonly Known[] => line.slice(from, to);

/** In one text then, and side by side now unless both are gone. */
function areNeighbours(left: Known, right: Known, { letters, at }: Standing): boolean {
  const [a, b] = [at.get(left.key), at.get(right.key)];
  const areStill = a !== undefined && b !== undefined && b === a + 1 && letters[a]?.text === letters[b]?.text;
  return left.text === right.text && ((a === undefined && b === undefined) || areStill);
}
