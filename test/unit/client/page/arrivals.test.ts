// What comes while a page is open, and where: counted until it was in the window.
import { expect, test } from 'vitest';
import { arrivals, noArrivals, saidByOthers, wordsByOthers } from '../../../../client/page/news/arrivals.ts';
import { PointId } from '../../../../shared/ids.ts';
import { chair, member, StandingDraft } from '../../../support/standing-draft.ts';

const head = member('head', 'ukr');
const nowhere = (): boolean => false;
const says = { kind: 'thread.open', anchor: null, needs: [], text: 'Why?' };

test('what was there when the page was opened is no news; what others say and write then is, in reading order', () => {
  const draft = new StandingDraft();
  const points = draft.rows.all('points').map(({ id }) => id);
  draft.does(chair, { ...says, point: 'p1' }, 'before');
  const doings = (at: number) =>
    new Map([
      ...saidByOthers(draft.rows, head.member),
      ...wordsByOthers(new Map([[PointId.parse('p3'), { by: chair, at }]]), head.member),
    ]);
  const opened = arrivals(noArrivals, doings(1), draft.rows, nowhere);
  expect(arrivals(opened, doings(1), draft.rows, nowhere).stops).toEqual([]);
  draft.does(chair, { ...says, point: 'p2' }, 'after');
  draft.does(head, { ...says, point: 'p2' }, 'mine');
  draft.flags(member('delegate', 'rus'), { point: 'p1' }, 'flag');
  const { stops } = arrivals(opened, doings(900), draft.rows, nowhere);
  expect(points.length).toBe(3);
  expect(stops.map(({ place }) => place)).toEqual(['point 1', 'point 2', 'point 3']);
  expect(stops.some(stop => 'thread' in stop && stop.thread === 'mine')).toBe(false);
});

test('what was in the window once counts no more; what comes there after that does', () => {
  const draft = new StandingDraft();
  const words = (at: number) => wordsByOthers(new Map([[PointId.parse('p3'), { by: chair, at }]]), head.member);
  const opened = arrivals(noArrivals, words(1), draft.rows, nowhere);
  const came = arrivals(opened, words(5), draft.rows, nowhere);
  expect(came.stops.length).toBe(1);
  const seen = arrivals(came, words(5), draft.rows, point => point === 'p3');
  expect(seen.stops).toEqual([]);
  expect(arrivals(seen, words(5), draft.rows, nowhere).stops).toEqual([]);
  expect(arrivals(seen, words(6), draft.rows, nowhere).stops.length).toBe(1);
});
