// What is said of the point whose words were kept.
import { expect, test } from 'vitest';
import { happenedTo } from '../../../../client/page/kept/happened-to.ts';
import { editRefusal } from '../../../../client/points/may-edit.ts';
import { whyKept } from '../../../../client/sync/kept/why-kept.ts';
import type { By, PointRow } from '../../../../shared/rows/schema.ts';
import { refusalText } from '../../../../shared/wire/refusals.ts';

const row = (state: unknown): PointRow => ({ title: 'Borders', state }) as PointRow; // the rest is not read
const by = { name: 'Chair', role: 'chair' };
const [open, ten, noon] = [row({ kind: 'open' }), 10 * 3_600_000, 12 * 3_600_000];
const locked = (at: number) => row({ kind: 'locked', by, at });
const removed = row({ kind: 'removed', by, at: noon });

test('[C8] what was refused at a point is told by what held then, and never by what came of the point since', () => {
  const kept = (code: Parameters<typeof refusalText>[0]) => ({ reason: refusalText(code), at: noon });
  expect(happenedTo(removed, null, kept('point-removed'))).toMatch(/^“Borders” was removed by Chair at /);
  expect(happenedTo(locked(noon), 9, kept('point-locked'))).toMatch(/^Point 9 was locked by Chair at /);
  expect(happenedTo(locked(noon + 60_000), 9, kept('point-locked'))).toBe('Point 9 was locked when you wrote this.');
  expect(happenedTo(locked(ten), 9, kept('point-removed'))).toBe('Point 9 was removed when you wrote this.');
  expect(happenedTo(open, 9, kept('point-removed'))).toBe('Point 9 was removed when you wrote this. It is open again.');
  for (const state of [open, locked(ten), removed]) {
    expect(happenedTo(state, 9, kept('read-only'))).toBe(
      'Point 9: you could read it, not edit it, when you wrote this.',
    );
    expect(happenedTo(state, 9, kept('drafting-closed'))).toBe('Point 9: drafting was closed when you wrote this.');
    expect(happenedTo(state, 9, kept('point-full'))).toBe('Point 9: This point holds no more words.');
  }
});

test('[E17] the editor at the caret and the server give each reason alike', () => {
  const said = (state: PointRow, role: By['role'], drafting: 'open' | 'closed'): string => {
    const rows = { get: () => ({ drafting }), all: () => [] } as never; // its drafting alone is asked for
    const snapshot = { rows, pending: new Set<never>(), members: new Map(), isLoaded: true, ended: null };
    return editRefusal(snapshot, { member: 'm' as never, name: 'Ann', party: null, role }, state) ?? '';
  };
  const pairs = [
    [said(locked(ten), 'delegate', 'open'), refusalText('point-locked'), 'locked'],
    [said(removed, 'delegate', 'open'), refusalText('point-removed'), 'removed'],
    [said(open, 'delegate', 'closed'), refusalText('drafting-closed'), 'closed'],
    [said(open, 'observer', 'open'), refusalText('read-only'), 'reader'],
    [said(open, 'reader', 'open'), refusalText('read-only'), 'reader'],
  ] as const;
  for (const [here, there, why] of pairs) expect([whyKept(here), whyKept(there)]).toEqual([why, why]);
});
