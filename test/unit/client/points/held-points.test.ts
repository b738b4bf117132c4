// Points in which a form stands open are drawn where they were, whatever becomes of them.
import { expect, test } from 'vitest';
import { withHeld } from '../../../../client/points/held-points.ts';
import { outlineOf } from '../../../../shared/rows/outline.ts';
import { chair, StandingDraft } from '../../../support/standing-draft.ts';

test('[T23] a point with an open form stays in its place when it is removed or moved to another theme, and goes when the form closes', () => {
  const draft = new StandingDraft(); // p3, p2, p1
  draft.does(chair, { kind: 'theme.add', after: 't', title: 'Other' }, 'u');
  const before = outlineOf(draft.rows).themes;
  const drawn = (...held: string[]): readonly string[] =>
    withHeld(before, outlineOf(draft.rows).themes, new Set(held), draft.rows).map(({ row, points }) =>
      [row.id, ...points.map(point => point.row.id)].join(),
    );
  draft.does(chair, { kind: 'point.move', point: 'p2', theme: 'u', after: null });
  expect(drawn()).toEqual(['t,p3,p1', 'u,p2']);
  expect(drawn('p2')).toEqual(['t,p3,p2,p1', 'u']);
  draft.does(chair, { kind: 'point.remove', point: 'p2' });
  expect(drawn()).toEqual(['t,p3,p1', 'u']);
  expect(drawn('p2')).toEqual(['t,p3,p2,p1', 'u']);
  for (const point of ['p1', 'p3']) draft.does(chair, { kind: 'point.remove', point });
  draft.does(chair, { kind: 'theme.remove', theme: 't' });
  expect(drawn('p2')).toEqual(['t,p2', 'u']);
});

test('[T23] a theme with such a point keeps its place among the themes', () => {
  const draft = new StandingDraft();
  draft.does(chair, { kind: 'theme.add', after: 't', title: 'Other' }, 'u');
  const before = outlineOf(draft.rows).themes;
  draft.does(chair, { kind: 'theme.move', theme: 'u', after: null });
  const now = outlineOf(draft.rows).themes;
  const drawn = (...held: string[]) => withHeld(before, now, new Set(held), draft.rows).map(({ row }) => row.id);
  expect([drawn(), drawn('p2')]).toEqual([
    ['u', 't'],
    ['t', 'u'],
  ]);
});

test('[T23] the points around it keep their order too; newcomers come behind whom they follow', () => {
  const draft = new StandingDraft(); // p3, p2, p1
  const before = outlineOf(draft.rows).themes;
  draft.does(chair, { kind: 'point.move', point: 'p1', theme: 't', after: null });
  draft.does(chair, { kind: 'point.add', theme: 't', after: 'p3', title: 'New', paragraphs: [] }, 'p4');
  const drawn = withHeld(before, outlineOf(draft.rows).themes, new Set(['p2']), draft.rows);
  expect(drawn[0]?.points.map(({ row, number }) => `${row.id} is ${number}`)).toEqual([
    'p3 is 2',
    'p4 is 3',
    'p2 is 4',
    'p1 is 1',
  ]);
  expect(withHeld(drawn, outlineOf(draft.rows).themes, new Set(), draft.rows)[0]?.points[0]?.row.id).toBe('p1');
});
