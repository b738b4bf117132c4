// The notice at words that cannot be edited promises each role what the permission table gives it, and nothing else.
import { expect, test } from 'vitest';
import { editRefusal } from '../../../../client/points/may-edit.ts';
import { mayAct } from '../../../../shared/acts/permissions.ts';
import { MemberId, PartyId, PointId, ThemeId } from '../../../../shared/ids.ts';
import type { By, PointRow } from '../../../../shared/rows/schema.ts';

const roles: readonly By['role'][] = ['chair', 'drafter', 'head', 'delegate', 'observer'];
const point: PointRow = {
  id: PointId.parse('p'),
  theme: ThemeId.parse('t'),
  title: 'A point',
  rank: 'a',
  state: { kind: 'open' },
};

const snapshotOf = (drafting: 'open' | 'closed', ended: string | null = null) => ({
  rows: { get: () => ({ drafting }), all: () => [] } as never, // its drafting alone is asked for
  pending: new Set<never>(),
  members: new Map(),
  isLoaded: true,
  ended,
});

test.each(roles)('[T25] what a %s is told at the words is what the table says', role => {
  const me: By = { member: MemberId.parse('m'), name: 'Ann', party: PartyId.parse('ukr'), role };
  const snapshot = snapshotOf('open');
  const refusal = editRefusal(snapshot, me, point);
  expect(refusal === null).toBe(role !== 'observer');
  const mayComment = mayAct({ kind: 'thread.open' }, me, snapshot.rows).kind === 'yes';
  if (refusal !== null) expect(/you read and comment/i.test(refusal)).toBe(mayComment);
  expect(editRefusal(snapshotOf('closed'), me, point) === null).toBe(role === 'chair' || role === 'drafter');
});

test('[C9] once the server has said no for good, nothing can be edited, and its words say why', () => {
  const me: By = { member: MemberId.parse('m'), name: 'Ann', party: null, role: 'chair' };
  expect(editRefusal(snapshotOf('open', 'You are no longer a member.'), me, point)).toBe('You are no longer a member.');
});
