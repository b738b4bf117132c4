// What is said of the point whose words were kept.
import { expect, test } from 'vitest';
import { happenedTo } from '../../../../client/page/kept/happened-to.ts';
import type { PointRow } from '../../../../shared/rows/schema.ts';
import { refusalText } from '../../../../shared/wire/refusals.ts';

const row = (state: unknown): PointRow => ({ title: 'Borders', state }) as PointRow; // the rest is not read
const ended = { by: { name: 'Chair' }, at: 0 };

test('[C8] what was refused at a point is told by how the point stands now', () => {
  const reason = refusalText('point-removed');
  expect(happenedTo(row({ kind: 'removed', ...ended }), null, reason)).toMatch(/^“Borders” was removed by Chair at /);
  expect(happenedTo(row({ kind: 'locked', ...ended }), 9, reason)).toMatch(/^Point 9 was locked by Chair at /);
  const open = row({ kind: 'live' });
  expect(happenedTo(open, 9, reason)).toBe('Point 9 was removed when you wrote this. It is open again.');
  expect(happenedTo(open, 9, refusalText('point-full'))).toBe('Point 9: This point holds no more words.');
});
