// What others did since one last read it, the way through it, and what the strip says of it.
import { expect, test } from 'vitest';
import { latelyWords, unreadWords } from '../../../../client/catch-up/catch-up-words.ts';
import { nextUnread } from '../../../../client/catch-up/next-unread.ts';
import type { Stop } from '../../../../client/catch-up/unread-things.ts';
import {
  knownOf,
  newestByOthers,
  newestOf,
  unreadThings,
  withNews,
  withReading,
} from '../../../../client/catch-up/unread-things.ts';
import type { Reading, ReadingNews } from '../../../../shared/api/reading.ts';
import { PointId, ThreadId } from '../../../../shared/ids.ts';
import type { By } from '../../../../shared/rows/schema.ts';
import { chair, member, StandingDraft } from '../../../support/standing-draft.ts';

const ukr = member('head', 'ukr');
const rus = member('head', 'rus');
const [p1, p2, p3] = [PointId.parse('p1'), PointId.parse('p2'), PointId.parse('p3')];
const [t1, t2] = [ThreadId.parse('t1'), ThreadId.parse('t2')];

/** UKR first left at 10, and came back to a visit that follows one that ended at 20. */
const news = (given: Partial<ReadingNews['news']>, reading: Partial<Reading> = {}): ReadingNews => ({
  since: 20,
  first: 10,
  all: 0,
  marks: {},
  ...reading,
  news: { points: {}, threads: {}, besides: { count: 0, lately: 0, at: 0 }, ...given },
});
const unread = (reading: ReadingNews, changes: readonly [PointId, By, number][] = [], draft = standing()) => {
  const live = new Map(changes.map(([point, by, at]) => [point, { by, at }]));
  const found = unreadThings(draft.rows, newestByOthers(reading, live, ukr.member), reading);
  return { ...found, points: [...found.points], threads: [...found.threads] };
};

function standing(): StandingDraft {
  const draft = new StandingDraft();
  draft.does(rus, { kind: 'thread.open', point: 'p1', anchor: null, needs: [], text: 'First.' }, t1);
  draft.does(rus, { kind: 'thread.open', point: 'p3', anchor: null, needs: [], text: 'Second.' }, t2);
  return draft;
}

test('[H9] what others did since the end of the first visit is unread until it is read, however often one comes', () => {
  const told = { points: { [p1]: 15, [p2]: 30 }, threads: { [t1]: 15, [t2]: 40 } };
  expect(unread(news(told))).toMatchObject({
    points: [p1, p2],
    threads: [t1, t2],
    lately: { points: 1, threads: 1, besides: 0, unread: 2 },
    older: 2,
  });
  const later = unread(news(told, { since: 1_000 }));
  expect(later).toMatchObject({ points: [p1, p2], threads: [t1, t2], lately: { points: 0, threads: 0 }, older: 4 });
  expect(unread(news(told, { since: null, first: null }))).toMatchObject({ points: [], threads: [], older: 0 });
});

test('[H9] marks, and "everything", make it read; a newer line makes it unread again', () => {
  const told = { points: { [p1]: 15, [p2]: 30 }, threads: { [t1]: 15 }, besides: { count: 3, lately: 2, at: 35 } };
  expect(unread(news(told, { marks: { 'point-p2': 30, 'thread-t1': 15 } }))).toMatchObject({
    points: [p1],
    threads: [],
    lately: { points: 1, besides: 2, unread: 0 },
    older: 2,
  });
  const reading = news(told);
  const all = newestOf(newestByOthers(reading, new Map(), ukr.member), reading);
  expect(all).toBe(35);
  const read = withReading(reading, { all, marks: {} });
  expect(unread(read)).toMatchObject({ points: [], threads: [], older: 0, lately: { points: 0, besides: 0 } });
  const again = withNews(read, news({ points: { [p2]: 50 } }));
  expect(again.all).toBe(35);
  expect(unread(again)).toMatchObject({ points: [p2], threads: [], lately: { points: 1 }, older: 0 });
});

test('[H9] words are heard live: those of others make a point unread, mine do not', () => {
  expect(unread(news({}), [[p2, rus, 30]]).points).toEqual([p2]);
  expect(unread(news({}), [[p2, ukr, 30]]).points).toEqual([]);
  expect(unread(news({ points: { [p2]: 25 } }), [[p2, ukr, 30]]).points).toEqual([p2]);
  expect(unread(news({}, { marks: { 'point-p2': 30 } }), [[p2, rus, 30]]).points).toEqual([]);
});

test('[H9] only what is new is asked for, and put to what is known; marks never go back', () => {
  const known = news({ points: { [p1]: 15, [p2]: 30 }, threads: { [t1]: 28 } }, { marks: { 'point-p1': 15 } });
  expect(knownOf(known)).toBe(30);
  expect(withReading(known, { all: 0, marks: { 'point-p1': 12, 'point-p2': 9 } }).marks).toEqual({
    [`point-${p1}`]: 15,
    [`point-${p2}`]: 9,
  });
  const fresh = news({ points: { [p2]: 45 }, besides: { count: 1, lately: 1, at: 44 } }, { marks: { 'point-p1': 12 } });
  expect(withNews(known, fresh)).toEqual(
    news(
      { points: { [p1]: 15, [p2]: 45 }, threads: { [t1]: 28 }, besides: { count: 1, lately: 1, at: 44 } },
      { marks: { 'point-p1': 15 } },
    ),
  );
});

test('[H9] next and previous unread go in reading order, and around; removed points and their threads come last', () => {
  const draft = standing();
  draft.does(chair, { kind: 'point.remove', point: 'p3' });
  const found = { points: new Set([p2, p3]), threads: new Set([t1, t2]) };
  const next = (last: Stop | null, step: 1 | -1) => nextUnread(draft.rows, found, last, step);
  const way: Stop[] = [];
  for (let last: Stop | null = null; way.length < 4; way.push(last)) {
    last = next(last, 1);
    if (!last) throw new Error('the way ends');
  }
  expect(way).toEqual([{ point: p2 }, { thread: t1 }, { point: p3 }, { thread: t2 }]);
  expect(next({ thread: t2 }, 1)).toEqual({ point: p2 });
  expect(next({ point: p2 }, -1)).toEqual({ thread: t2 });
  expect(next(null, -1)).toEqual({ thread: t2 });
  expect(nextUnread(draft.rows, { points: new Set(), threads: new Set() }, null, 1)).toBeNull();
});

test('[H9] the strip says how much, how much of it is unread, and what is from before', () => {
  const lately = { points: 3, threads: 1, besides: 2, unread: 4 };
  expect(latelyWords(lately)).toBe('3 points and 1 thread, and 2 other things');
  expect(latelyWords({ points: 0, threads: 0, besides: 1, unread: 0 })).toBe('1 other thing');
  expect(latelyWords({ points: 0, threads: 0, besides: 0, unread: 0 })).toBeNull();
  expect(unreadWords({ lately, older: 4 })).toBe('4 older changes are still unread.');
  expect(unreadWords({ lately: { ...lately, unread: 1 }, older: 0 })).toBe('1 of them is unread.');
  expect(unreadWords({ lately: { ...lately, unread: 0 }, older: 0 })).toBe('You have read the points and threads.');
  expect(unreadWords({ lately: { ...lately, unread: 0, besides: 0 }, older: 1 })).toBe(
    'You have read all of it. 1 older change is still unread.',
  );
});

test('[H9] what others write where one is reads as it comes', () => {
  const reading = news({ points: { [p1]: 30, [p2]: 30 } });
  expect([
    ...unreadThings(standing().rows, newestByOthers(reading, new Map(), ukr.member), reading, p1).points,
  ]).toEqual([p2]);
});
