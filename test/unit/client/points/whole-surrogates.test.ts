// Changes of text that cut no character in two, whatever the difference of UTF-16 units says.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Splice } from '../../../../client/points/binding/whole-surrogates.ts';
import { wholeSurrogates, withWholeSurrogates } from '../../../../client/points/binding/whole-surrogates.ts';
import { bodyOf, flatText, seedBody } from '../../../../shared/text/point-text.ts';

const apply = (old: string, { index, remove, insert }: Splice): string =>
  old.slice(0, index) + insert + old.slice(index + remove);

const cuts = (text: string, at: number): boolean => !text.slice(0, at).isWellFormed();

it('[E4] slides an emoji typed before its cousin, so that the cousin keeps its identity', () => {
  expect(wholeSurrogates('😎', { index: 1, remove: 0, insert: '\udc08\ud83d' })).toEqual({
    index: 0,
    remove: 0,
    insert: '🐈',
  });
});

it('[E4] slides the deletion of one of two cousins', () => {
  expect(wholeSurrogates('🐈😎', { index: 1, remove: 2, insert: '' })).toEqual({ index: 0, remove: 2, insert: '' });
});

it('[E4] widens the change of one emoji into another', () => {
  expect(wholeSurrogates('😎', { index: 1, remove: 1, insert: '\udc08' })).toEqual({
    index: 0,
    remove: 2,
    insert: '🐈',
  });
});

const characters = fc
  .array(fc.constantFrom('😎', '🐈', '👩', 'a', ' ', 'س'), { maxLength: 8 })
  .map(list => list.join(''));

it('[E4] makes the same change of any two texts, and cuts none of their characters', () => {
  fc.assert(
    fc.property(characters, characters, (old, wanted) => {
      const safe = wholeSurrogates(old, differenceInUnits(old, wanted));
      expect(apply(old, safe)).toBe(wanted);
      expect(cuts(old, safe.index) || cuts(old, safe.index + safe.remove)).toBe(false);
      expect(safe.insert.isWellFormed()).toBe(true);
    }),
    { seed: 4, numRuns: 2_000 },
  );
});

/** Common beginning and end left out, in UTF-16 units: as an editor finds what was typed. */
function differenceInUnits(old: string, wanted: string): Splice {
  let index = 0;
  while (index < Math.min(old.length, wanted.length) && old[index] === wanted[index]) index++;
  let end = 0;
  while (end < Math.min(old.length, wanted.length) - index && old.at(-1 - end) === wanted.at(-1 - end)) end++;
  return { index, remove: old.length - index - end, insert: wanted.slice(index, wanted.length - end) };
}

it('[E4] writes one sync as one step, also when it only deletes', () => {
  const doc = new Y.Doc();
  const root = bodyOf(doc, 'p0');
  seedBody(root, ['🐈😎 agreed']);
  const origin = {};
  const undo = new Y.UndoManager(root, { trackedOrigins: new Set([origin]) });
  withWholeSurrogates(root, origin, null, () => [...flatText(root).base.keys()][0]?.delete(1, 2));
  expect(flatText(root).text).toBe('😎 agreed\n');
  undo.undo();
  expect(flatText(root).text).toBe('🐈😎 agreed\n');
});
