// What others changed since one last read it, and the way through it.
import { expect, test } from 'vitest';
import type { Stop } from '../../../../client/catch-up/next-unread.ts';
import { nextUnread } from '../../../../client/catch-up/next-unread.ts';
import { unreadThings } from '../../../../client/catch-up/unread-things.ts';
import type { Reading } from '../../../../shared/api/reading.ts';
import { PointId, ThreadId } from '../../../../shared/ids.ts';
import type { By } from '../../../../shared/rows/schema.ts';
import { member, StandingDraft } from '../../../support/standing-draft.ts';

const ukr = member('head', 'ukr');
const rus = member('head', 'rus');
const p2 = PointId.parse('p2');

/** The draft as it was left, then a thread by RUS on p1 and a stance of RUS on p2; RUS edited p2's words too. */
function afterAVisit() {
  const draft = new StandingDraft();
  draft.does(ukr, { kind: 'thread.open', point: 'p3', anchor: null, needs: [], text: 'Mine, before.' }, 'mine');
  const since = Math.max(...draft.rows.all('threads').map(({ at }) => at));
  draft.does(rus, { kind: 'thread.open', point: 'p1', anchor: null, needs: [], text: 'Theirs.' }, 'theirs');
  draft.stance(rus, 'p2', 'reject');
  const changes = new Map([[p2, { by: rus, at: since + 50 }]]);
  const unread = (who: By, reading: Partial<Reading> = {}) => {
    const found = unreadThings(draft.rows, changes, { since, all: 0, marks: {}, ...reading }, who.member);
    return { points: [...found.points], threads: [...found.threads], found };
  };
  return { draft, since, unread };
}

test('[H9] what others did since the last visit is unread; what I did is not', () => {
  const { unread } = afterAVisit();
  expect(unread(ukr)).toMatchObject({ points: [p2], threads: ['theirs'] });
  expect(unread(rus)).toMatchObject({ points: [], threads: [] });
  expect(unread(ukr, { since: null })).toMatchObject({ points: [], threads: [] });
});

test('[H9] marks, and "everything", make it read; a newer change makes it unread again', () => {
  const { draft, since, unread } = afterAVisit();
  expect(unread(ukr, { marks: { 'point-p2': since + 100, 'thread-theirs': since + 100 } })).toMatchObject({
    points: [],
    threads: [],
  });
  expect(unread(ukr, { all: since + 100 })).toMatchObject({ points: [], threads: [] });
  const later = since + 1;
  draft.does(rus, { kind: 'thread.reply', thread: 'mine', text: 'A reply.' });
  expect(
    unread(ukr, { marks: { 'thread-theirs': since + 100, 'point-p2': since + 100 }, all: later - 1 }).threads,
  ).toEqual(['mine']);
});

test('[H9] next and previous unread go in reading order, and around', () => {
  const { draft, unread } = afterAVisit();
  const { found } = unread(ukr);
  const next = (last: Stop | null, step: 1 | -1) => nextUnread(draft.rows, found, last, step);
  const [words, thread] = [{ point: p2 }, { thread: ThreadId.parse('theirs') }];
  expect(next(null, 1)).toEqual(words);
  expect(next(words, 1)).toEqual(thread);
  expect([next(thread, 1), next(words, -1)]).toEqual([words, thread]);
  expect(nextUnread(draft.rows, { points: new Set(), threads: new Set() }, null, 1)).toBeNull();
});
