// What is typed on where a point was removed under somebody's hands: one run, told anew at each key.
import { expect, test } from 'vitest';
import { TypedOnAfterRemoval } from '../../../../../client/page/keys/typed-on.ts';

function story() {
  const kept = new Map<string, string>();
  const removed = new Set<string>();
  const typedOn = new TypedOnAfterRemoval({
    gone: point => (removed.has(point) ? 'Chair removed this point at 14:02.' : ''),
    wordBefore: () => 'mo',
    keep: (point, words, { id, wordBefore }) => void kept.set(`${point} ${id} ${wordBefore}`, words),
  });
  const types = (point: string, ...keys: readonly string[]): string =>
    keys.map(key => typedOn.key(key, point)).at(-1) ?? '';
  return { removed, typedOn, types, kept: () => [...kept].map(([run, words]) => [run.split(' ')[0], words]) };
}

test('[T13] what is typed on after a removal is kept as one run, with its corrections, and it is said', () => {
  const { removed, types, kept } = story();
  expect(types('p1', 'x')).toBe('');
  removed.add('p1');
  const said = types('p1', ...'le newx', 'Backspace', 'Enter', 't');
  expect(said).toBe('Chair removed this point at 14:02. What you typed since then is kept for you above the text.');
  expect(kept()).toEqual([['p1', 'le new\nt']]);
});

test('[T13] it goes on when the point comes back, and ends with the hands', () => {
  const { removed, typedOn, types, kept } = story();
  removed.add('p1');
  types('p1', 'a');
  removed.clear();
  expect(types('p1', 'b')).toMatch(/is here again\. What you typed since then is kept/);
  typedOn.end();
  expect(types('p1', 'c')).toBe('');
  removed.add('p1');
  types('p1', 'd');
  expect(kept()).toEqual([
    ['p1', 'ab'],
    ['p1', 'd'],
  ]);
});
