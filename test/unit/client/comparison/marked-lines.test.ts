// Lines of a comparison have the bullets and numbers of the side that their words come from, once each.
import { expect, it } from 'vitest';
import { markedLines } from '../../../../client/comparison/marked-lines.ts';
import type { Piece } from '../../../../shared/api/record.ts';

const shown = (
  pieces: readonly (readonly [Piece['kind'], string])[],
  before: readonly string[],
  after: readonly string[],
  stayed: 'before' | 'after' = 'after',
) =>
  markedLines(
    pieces.map(([kind, text]) => ({ kind, text, by: null })),
    { before, after },
    stayed,
  )
    .flat()
    .map(({ mark, text }) => mark + text)
    .join('');

it('[E7] a line that was added or removed has the mark of its own side, one that stayed that of the later', () => {
  const pieces = [
    ['same', 'leave\n'],
    ['removed', 'wait\n'],
    ['added', 'rest\nand '],
    ['same', 'sign\n'],
  ] as const;
  const [before, after] = [
    ['1.', '2.', '3.'],
    ['•', '•', '•'],
  ] as const;
  expect(shown(pieces, before, after)).toBe('•leave\n2.wait\n•rest\n•and sign\n');
  const earlier = pieces.filter(([kind]) => kind !== 'added');
  expect(shown(earlier, before, after, 'before')).toBe('1.leave\n2.wait\n3.sign\n');
});

it('[E7] a line in which words of both sides stand has one mark', () => {
  expect(
    shown(
      [
        ['removed', 'wait'],
        ['added', 'rest'],
        ['same', ' here\nend\n'],
      ],
      ['1.', ''],
      ['1.', ''],
    ),
  ).toBe('1.waitrest here\nend\n');
});
