// The bar at selected words stands above or below them, inside what is seen, and never over them.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BarQuestion, Box } from '../../../../client/page/selection/bar-place.ts';
import { barPlace } from '../../../../client/page/selection/bar-place.ts';

const room: Box = { left: 300, top: 46, right: 1100, bottom: 900 };
const bar = { width: 380, height: 36 };
const ask = (words: readonly Box[], more: Partial<BarQuestion> = {}) =>
  barPlace({ words, bar, room, prefers: 'above', gap: { above: 6, below: 6 }, ...more });
const line = (left: number, right: number, top: number): Box => ({ left, right, top, bottom: top + 24 });

it('[T11] it stands above the first line, centred on what is selected of it', () => {
  expect(ask([line(700, 900, 400), line(384, 500, 427)])).toEqual({ at: 'words', top: 358, left: 610 });
});

it('[T11] where there is no room above it stands below the last line', () => {
  expect(ask([line(700, 900, 60), line(384, 484, 87)])).toEqual({ at: 'words', top: 117, left: 300 });
});

it('[T11] a finger’s selection has it below, clear of the handles, and above at the foot of the screen', () => {
  const touch = { prefers: 'below', gap: { above: 12, below: 26 } } as const;
  expect(ask([line(400, 500, 200)], touch)?.top).toBe(250);
  expect(ask([line(400, 500, 850)], touch)?.top).toBe(802);
});

it('[T11] where words fill what is seen it stands at the foot, or at the head where it covers few', () => {
  const lines = (from: number, to: number, right = 1000): readonly Box[] =>
    Array.from({ length: (to - from) / 27 }, (_, i) => line(384, right, from + 27 * i));
  expect(ask(lines(-400, 1300))).toEqual({ at: 'edge', left: 510, top: 864 });
  expect(ask(lines(-400, 875))?.top).toBe(864);
  expect(ask([...lines(-400, 32, 500), ...lines(32, 100, 500), ...lines(100, 1300)])?.top).toBe(46);
});

it('[T11] of words that are out of sight it stands nowhere', () => {
  expect(ask([line(384, 1000, -60), line(384, 1000, -33)])).toBeNull();
  expect(ask([line(384, 1000, 1000)])).toBeNull();
  expect(ask([line(384, 1000, 20), line(384, 1000, 880)])).toMatchObject({ at: 'edge' });
});

it('[T11] wherever the words are, it covers none of them, unless they fill the room, and stays inside', () => {
  const box = fc
    .tuple(fc.integer({ min: 300, max: 1000 }), fc.integer({ min: 1, max: 400 }), fc.integer({ min: -400, max: 1400 }))
    .map(([left, width, top]): Box => ({ left, right: left + width, top, bottom: top + 24 }));
  fc.assert(
    fc.property(fc.array(box, { minLength: 1, maxLength: 6 }), fc.constantFrom('above', 'below'), (words, prefers) => {
      const place = ask(words, { prefers });
      if (!place) return;
      const top = Math.min(...words.map(each => each.top));
      const bottom = Math.max(...words.map(each => each.bottom));
      if (place.at === 'words') expect(place.top + bar.height <= top || place.top >= bottom).toBe(true);
      else expect(top - 42 < room.top && bottom + 42 > room.bottom).toBe(true);
      expect(place.top).toBeGreaterThanOrEqual(room.top);
      expect(place.top + bar.height).toBeLessThanOrEqual(room.bottom);
      expect(place.left).toBeGreaterThanOrEqual(room.left);
      expect(place.left + bar.width).toBeLessThanOrEqual(room.right);
    }),
  );
});
