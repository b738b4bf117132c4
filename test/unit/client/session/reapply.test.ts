// Putting words back after a refusal: what was mine alone returns exactly; beside others' words only what I had added does.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { differenceOf, reapply } from '../../../../client/session/reapply.ts';
import { bodyOf, flatText, seedBody } from '../../../../shared/text/point-text.ts';

function back(theirs: string, mine: string, othersWrote = false): string {
  const root = bodyOf(new Y.Doc(), 'p');
  seedBody(root, [theirs]);
  const difference = differenceOf(theirs, mine);
  if (difference) reapply(root, difference, othersWrote);
  return flatText(root).text.trimEnd();
}

test.each([
  ['The parties agree.', 'The parties shall agree.'],
  ['The parties agree.', 'Parties agree.'],
  ['aaa', 'aa'],
  ['😀', '😁'],
  ['', 'new'],
])('[C1] %j becomes %j again', (theirs, mine) => {
  expect(back(theirs, mine)).toBe(mine);
});

test('[C1] where others wrote meanwhile, nothing of theirs is undone', () => {
  expect(back('The parties firmly agree.', 'The parties shall agree.', true)).toContain('firmly');
  expect(back('The parties firmly agree.', 'The parties shall agree.', true)).toContain('shall');
});
