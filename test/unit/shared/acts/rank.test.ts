// Places among siblings, however often somebody moves things about; and words of any length that a stance rests on.
import { expect, test } from 'vitest';

import { outlineOf } from '../../../../shared/rows/outline.ts';
import { DocRows } from '../../../../shared/rows/row-store.ts';
import { chair, member, StandingDraft } from '../../../support/standing-draft.ts';

/** What servers and pages from before 2026-11-29 read. */
const rankCharsReadBefore = 200;

const order = (draft: StandingDraft): string[] =>
  outlineOf(draft.rows).themes.flatMap(({ row, points }) => [row.title, ...points.map(({ row: { id } }) => id)]);

test('[P15] thousands of moves into one gap keep every point, in its place', () => {
  const draft = new StandingDraft();
  draft.does(chair, { kind: 'point.move', point: 'p1', theme: 't', after: null });
  for (let i = 0; i < 3_000; i++) {
    const [moved, other] = i % 2 === 0 ? ['p2', 'p3'] : ['p3', 'p2'];
    expect(draft.does(chair, { kind: 'point.move', point: moved, theme: 't', after: 'p1' })).toBe('done');
    expect(order(draft)).toEqual(['Theme', 'p1', moved, other]);
    for (const { rank } of draft.rows.all('points')) expect(rank.length).toBeLessThanOrEqual(rankCharsReadBefore);
  }
});

test('[P15] so do themes, and documents that are brought in between them', () => {
  const draft = new StandingDraft();
  for (let i = 0; i < 90; i++) {
    draft.does(chair, { kind: 'theme.add', after: 't', title: `T${i}` }, `t${i}`);
    for (let times = 0; times < 20; times++)
      draft.does(chair, { kind: 'theme.move', theme: times % 2 === 0 ? 't0' : `t${i}`, after: 't' });
  }
  const before = order(draft);
  const themes = [{ title: 'New', points: [{ title: 'One', blocks: [] }] }];
  expect(draft.does(chair, { kind: 'outline.import', after: 't', themes }, 'i')).toBe('done');
  expect(order(draft)).toEqual([...before.slice(0, 4), 'New', 'i-t0p0', ...before.slice(4)]);
  for (const { rank } of draft.rows.all('themes')) expect(rank.length).toBeLessThanOrEqual(rankCharsReadBefore);
});

test('[P15] a rank that an older server let grow is read', () => {
  const draft = new StandingDraft();
  const first = draft.rows.get('points', 'p3');
  if (first) draft.rows.put('points', { ...first, rank: `a0${'V'.repeat(500)}` });
  expect(new DocRows(draft.doc).all('points')).toHaveLength(3);
  draft.does(chair, { kind: 'point.move', point: 'p1', theme: 't', after: 'p3' });
  expect(order(draft)).toEqual(['Theme', 'p2', 'p3', 'p1']);
});

test('[P15] a stance to words of whatever length keeps them, to be read', () => {
  const draft = new StandingDraft();
  draft.words.set('p1', 'word '.repeat(50_000));
  expect(draft.stance(member('head', 'ukr'), 'p1', 'accept')).toBe('done');
  expect(new DocRows(draft.doc).all('wordings').map(({ text }) => text.length)).toEqual([250_000]);
});
