// What is done after each pause in a point costs time in proportion to its length, whatever it holds.
import { expect, it } from 'vitest';
import { movedOffset } from '../../../../shared/text/moved-offset.ts';
import { withoutTrailingBreaks } from '../../../../shared/text/point-text.ts';

it('[E5] a canonical text leaves out the breaks at its end, and no others', () => {
  expect(withoutTrailingBreaks('\none\n\ntwo\n\n\n')).toBe('\none\n\ntwo');
  expect(withoutTrailingBreaks('\n\n')).toBe('');
});

it('[E5] hundreds of thousands of breaks before a last letter are read once', () => {
  const breaks = '\n'.repeat(400_000); // the square of it would take minutes
  expect(withoutTrailingBreaks(`${breaks}x`)).toHaveLength(400_001);
  expect(movedOffset(`${breaks}x`, `${breaks}yx`, breaks.length, 'left')).toBe(breaks.length);
});
