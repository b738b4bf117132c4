// Of a letter that stood twice I kept the one, and somebody else at the same moment the other: both have gone. Writes
// it again beside its neighbours (rule E9).
import type * as Y from 'yjs';
import { standingLetters } from '../standing-letters.ts';
import type { WhoseLetters } from '../whose-letters.ts';
import type { MergedLines, Wanted } from './merged-lines.ts';
import { keyOf } from './shape.ts';

export const twinsOf = ({ wanted }: MergedLines): readonly Wanted[] =>
  wanted.flatMap(({ letters }) => letters.filter(({ versions }) => versions.length > 1));

/** Call it in a transaction. */
export function writeLostTwins(root: Y.XmlElement, merged: MergedLines, whose: WhoseLetters): void {
  const twins = new Set(twinsOf(merged));
  for (const { letters } of merged.wanted)
    for (const [index, letter] of letters.entries()) {
      if (!twins.has(letter)) continue;
      const standing = new Map(standingLetters(root).map(each => [keyOf(whose.of(each.id).first), each]));
      const source = letter.versions[0];
      if (standing.has(letter.key) || !source) continue;
      const left = standing.get(letters[index - 1]?.key ?? '');
      const right = letters.slice(index + 1).flatMap(({ key }) => standing.get(key) ?? [])[0];
      const place = left ? { text: left.text, index: left.index + 1 } : right;
      if (!place) continue;
      place.text.insert(place.index, source.unit, { ...source.marks });
      const now = standingLetters(root).find(({ text, index: at }) => text === place.text && at === place.index);
      if (now) whose.copied(source.id, now.id);
    }
}
