// A comma after somebody's words, unless they end with a mark of their own.
import { expect, test } from 'vitest';
import { commaAfter } from '../../../../client/ui/comma-after.ts';

test('no comma follows the mark that ends a sentence, quoted or not', () => {
  expect(['affirmed it', 'raised it: over borders”'].map(commaAfter)).toEqual([',', ',']);
  expect(['raised it: On the ground.', 'room for a change?', 'UKR “borders.”', 'Yes! '].map(commaAfter)).toEqual(
    Array(4).fill(''),
  );
});
