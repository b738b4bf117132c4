// Margin cards: beside their words, never overlapping, the active one exactly at its height.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Slot } from '../../../../../client/threads/margin/margin-layout.ts';
import { columnHeight, marginTops } from '../../../../../client/threads/margin/margin-layout.ts';

const slot = (id: string, target: number | null, height = 100): Slot => ({ id, target, height });
const topsOf = (slots: readonly Slot[], active: string | null = null): number[] => [
  ...marginTops(slots, active, 10).values(),
];

test('[T1] cards with room stand at their words', () => {
  expect(topsOf([slot('a', 0), slot('b', 200), slot('c', 900)])).toEqual([0, 200, 900]);
});

test('[T1] a card gives way downward to the one before it', () => {
  expect(topsOf([slot('a', 50), slot('b', 60), slot('c', 70)])).toEqual([50, 160, 270]);
});

test('[T1] the active card is at its words, those before it make room upward', () => {
  expect(topsOf([slot('a', 300), slot('b', 310), slot('c', 320)], 'c')).toEqual([100, 210, 320]);
});

test('[T1] those before the active card go no further up than they must', () => {
  expect(topsOf([slot('a', 0), slot('b', 310), slot('c', 320)], 'c')).toEqual([0, 210, 320]);
});

test('[T1] the active card is at its words even where there is no room above', () => {
  expect(topsOf([slot('a', 0), slot('b', 20)], 'b')).toEqual([-90, 20]);
});

test('[T1] a card without words on the page stands after all others', () => {
  expect(topsOf([slot('a', 0), slot('lost', null)], 'lost')).toEqual([0, 110]);
});

test('the column holds its lowest card', () => {
  const slots = [slot('a', 0), slot('b', 500, 40)];
  expect(columnHeight(slots, marginTops(slots, null, 10))).toBe(540);
});

test('[T1] no two cards overlap, whatever is active', () => {
  const targets = fc.array(fc.record({ target: fc.nat(3000), height: fc.integer({ min: 1, max: 400 }) }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(targets, fc.nat(30), (shapes, active) => {
      const slots = shapes
        .sort((a, b) => a.target - b.target)
        .map(({ target, height }, i) => slot(String(i), target, height));
      const tops = topsOf(slots, String(active));
      for (const [i, top] of tops.entries()) {
        const above = slots[i - 1];
        if (above) expect(top).toBeGreaterThanOrEqual((tops[i - 1] ?? 0) + above.height + 10);
      }
      if (slots[active]) expect(tops[active]).toBe(slots[active].target);
    }),
    { seed: 20_261_123 },
  );
});
