// Who goes next, when several wait.
import { expect, test } from 'vitest';
import { Turns } from '../../../../server/sync/turns.ts';
import { turnMs } from '../../../../shared/budget-limits.ts';

/** Everything that waits, as it is taken; each takes `ms` of its member's. */
function order(turns: Turns<string>, msOf: (who: string) => number): string[] {
  const taken: string[] = [];
  for (let turn = turns.next(); turn; turn = turns.next()) {
    taken.push(turn.item);
    turns.spent(turn.who, msOf(turn.who));
  }
  return taken;
}

test('[R5] who holds nobody up is taken in the order in which everything came', () => {
  const turns = new Turns<string>();
  for (const item of ['a1', 'a2', 'b1', 'a3', 'c1']) turns.add(item.charAt(0), item);
  expect(order(turns, () => 0)).toEqual(['a1', 'a2', 'b1', 'a3', 'c1']);
});

test('[R5] who has held the others up comes after them, each in their own order', () => {
  const turns = new Turns<string>();
  for (const item of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) turns.add(item.charAt(0), item);
  expect(order(turns, who => (who === 'a' ? 3 * turnMs : 1))).toEqual(['a1', 'b1', 'b2', 'c1', 'a2', 'a3']);
});

test('[R5] what was spent counts in the next tick, as long as something waits; after that it is forgotten', () => {
  const turns = new Turns<string>();
  for (const item of ['a1', 'a2']) turns.add('a', item);
  turns.next();
  turns.spent('a', 3 * turnMs);
  turns.rest();
  turns.add('b', 'b1');
  expect(order(turns, () => 0)).toEqual(['b1', 'a2']);
  turns.rest();
  for (const item of ['a3', 'b2']) turns.add(item.charAt(0), item);
  expect(order(turns, () => 0)).toEqual(['a3', 'b2']);
});
