// What would not fit into a point is not pasted, and the sentence says how much would.
import { expect, test } from 'vitest';
import { tooMuch } from '../../../../client/points/pasting/paste-guard.ts';

test('[T16] a paste that would make the point too long is refused with its size, the bound and the room that is left', () => {
  expect(tooMuch(400, 2_000_000)).toMatch(/2,000,000 characters.*at most 100,000.*room for 99,600/);
  expect(tooMuch(400, 2_000_000)).not.toMatch(/pasted|copied/i); // what is dropped is told so, too
  expect(tooMuch(2_000_000, 3)).toMatch(/room for 0 here/); // a point that was longer before
});

test('[T16] what fits is pasted, also into a full point in the place of what is chosen', () => {
  expect(tooMuch(0, 100_000)).toBeNull();
  expect(tooMuch(99_999, 1)).toBeNull();
  expect(tooMuch(2_000_000, 0)).toBeNull(); // a picture has no text
});
