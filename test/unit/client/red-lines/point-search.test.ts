// Searching the points of a long draft for those that a red line bears on.
import { expect, test } from 'vitest';
import { foundPoints } from '../../../../client/red-lines/point-search.ts';
import { PointId } from '../../../../shared/ids.ts';

const points = [
  { title: 'Ceasefire', words: 'Weapons fall silent within 12 days.' },
  { title: 'Convoys', words: 'Aid passes through the corridors.' },
  ...Array.from({ length: 10 }, () => ({ title: 'Article', words: 'Nothing in particular.' })),
].map((point, index) => ({ ...point, id: PointId.parse(`p${index + 1}`), number: index + 1 }));

const numbers = (search: string): readonly (number | undefined)[] =>
  foundPoints(points, search).map(({ id }) => points.find(point => point.id === id)?.number);

test('[T27] a search finds points by number, the exact one first, then by title, then by words', () => {
  expect(numbers('')).toHaveLength(12);
  expect(numbers('12')).toEqual([12, 1]);
  expect(numbers('point 1')).toEqual([1, 10, 11, 12]);
  expect(numbers('CONVOYS')).toEqual([2]);
  expect(numbers('corridors aid')).toEqual([2]);
  expect(numbers('nobody')).toEqual([]);
});

test('[T27] where the words hold what was searched for, they are shown around it', () => {
  expect(foundPoints(points, 'corridors')[0]?.excerpt).toBe('Aid passes through the corridors.');
  expect(foundPoints(points, 'convoys')[0]?.excerpt).toBeNull();
});
