// Changing a preview: nothing that a document said is lost by merging, splitting and moving.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OutlineEdit } from '../../../../client/importing/outline-edits.ts';
import { edited, readyOutline } from '../../../../client/importing/outline-edits.ts';
import { textOf } from '../../../../shared/documents/source.ts';
import type { Block } from '../../../../shared/text/blocks.ts';
import type { OutlineText } from '../../../../shared/text/outline-text.ts';

const line = (text: string): Block => ({ kind: 'paragraph', runs: [{ text, marks: [], link: null }] });
const outline: OutlineText = {
  title: null,
  themes: [
    {
      title: 'A',
      points: [
        { title: 'One', blocks: [line('a'), line('b')] },
        { title: 'Two', blocks: [line('c')] },
      ],
    },
    { title: 'B', points: [{ title: 'Three', blocks: [line('d'), line('e'), line('f')] }] },
  ],
};
const titles = ({ themes }: OutlineText): string =>
  themes.map(({ points }) => points.map(({ title }) => title).join()).join(' | ');
const words = ({ themes }: OutlineText): string[] =>
  themes.flatMap(({ points }) =>
    points.flatMap(({ blocks }) => blocks.map(block => (block.kind === 'list' ? '' : textOf(block.runs)))),
  );

test('[D1] merged points keep both titles and all words, also across themes', () => {
  const merged = edited(outline, { kind: 'merge-up', at: { theme: 1, point: 0 } });
  expect(titles(merged)).toBe('One,Two | ');
  expect(words(merged)).toEqual(['a', 'b', 'c', 'Three', 'd', 'e', 'f']);
  expect(readyOutline(merged).themes).toHaveLength(1);
});

test('[D1] a point is split before a block, which names the new one', () => {
  expect(titles(edited(outline, { kind: 'split', at: { theme: 1, point: 0 }, block: 1 }))).toBe('One,Two | Three,e');
});

test('[D1] a point is not split before its first block: nothing would be left of it', () => {
  expect(edited(outline, { kind: 'split', at: { theme: 1, point: 0 }, block: 0 })).toBe(outline);
});

test('[D1] a point at the end of its theme moves over into the next', () => {
  expect(titles(edited(outline, { kind: 'move', at: { theme: 0, point: 1 }, by: 1 }))).toBe('One | Two,Three');
  expect(titles(edited(outline, { kind: 'move', at: { theme: 0, point: 0 }, by: 1 }))).toBe('Two,One | Three');
  expect(edited(outline, { kind: 'move', at: { theme: 0, point: 0 }, by: -1 })).toBe(outline);
});

test('[D1] no sequence of merges, splits and moves loses a word', () => {
  const at = fc.record({ theme: fc.nat(2), point: fc.nat(3) });
  const edit: fc.Arbitrary<OutlineEdit> = fc.oneof(
    fc.record({ kind: fc.constant('merge-up' as const), at }),
    fc.record({ kind: fc.constant('split' as const), at, block: fc.nat(4) }),
    fc.record({ kind: fc.constant('move' as const), at, by: fc.constantFrom(1 as const, -1 as const) }),
  );
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 20 }), edits => {
      const left = words(edits.reduce(edited, outline));
      for (const word of words(outline)) expect(left.filter(each => each === word)).toHaveLength(1);
    }),
    { numRuns: process.env['LONG'] === '1' ? 50_000 : 1_000 },
  );
});
