// Writing in the discussion while others change it: cards keep their order, composers say why they are held, and words
// find a point that still stands.
import { expect, test } from 'vitest';
import { byTarget, writingTarget } from '../../../../../client/threads/margin/margin-layout.ts';
import { commentNews } from '../../../../../client/threads/writing/comment-news.ts';
import { heldItems } from '../../../../../client/threads/writing/hold-while-writing.ts';
import { nearestTo } from '../../../../../client/threads/writing/open-as-comment.tsx';
import { CommentId, PointId, ThreadId } from '../../../../../shared/ids.ts';
import { outlineOf } from '../../../../../shared/rows/outline.ts';
import { chair, member, StandingDraft } from '../../../../support/standing-draft.ts';

const keys = (items: readonly { readonly key: string }[]): string => items.map(({ key }) => key).join('');
const items = (order: string) => [...order].map(key => ({ key }));

test('[T23] cards keep their order while somebody writes; newcomers come after, and what has gone is gone', () => {
  expect(keys(heldItems(['a', 'b', 'c'], items('cab')))).toBe('abc');
  expect(keys(heldItems(['a', 'b', 'c'], items('xcya')))).toBe('acxy');
});

test('[T23] the card that is written in stays where it is when its words are gone or go out of sight, and else stands at them', () => {
  const seen = { top: 1000, bottom: 1900 };
  const slot = (target: number | null) => ({ id: 'a', target, height: 100 });
  expect(writingTarget(slot(1300), 1200, seen)).toBe(1300);
  expect(writingTarget(slot(5000), 1200, seen)).toBe(1200);
  expect(writingTarget(slot(100), 1200, seen)).toBe(1200);
  expect(writingTarget(slot(null), 1200, seen)).toBe(1200);
  expect(writingTarget(slot(5000), 100, seen)).toBe(5000); // scrolled away by whoever writes in it
});

test('[T1] cards are laid out by where they stand, those without words last', () => {
  const slots = (
    [
      ['a', 30],
      ['b', null],
      ['c', 10],
      ['d', null],
    ] as const
  ).map(([id, target]) => ({ id, target, height: 1 }));
  expect(byTarget(slots).map(({ id }) => id)).toEqual(['c', 'a', 'b', 'd']);
});

test('[T23] a composer says who removed its point, or that its writer may not speak any more', () => {
  const draft = new StandingDraft();
  const ukr = member('head', 'ukr');
  draft.does(ukr, { kind: 'thread.open', point: 'p1', anchor: null, needs: [], text: 'Why?' }, 'thread');
  const [point, thread] = [PointId.parse('p1'), ThreadId.parse('thread')];
  const comment = CommentId.parse('thread'); // the first comment is named after its thread
  const news = (me = ukr) => [
    commentNews({ kind: 'point', point }, draft.rows, me),
    commentNews({ kind: 'reply', thread }, draft.rows, me),
    commentNews({ kind: 'edit', comment }, draft.rows, me),
  ];
  expect(news()).toEqual(['', '', '']);
  for (const words of news(member('observer'))) expect(words).not.toBe('');
  draft.does(chair, { kind: 'point.remove', point });
  const [onPoint, reply, edit] = news();
  expect(onPoint).toMatch(/^chair removed this point at/);
  expect(reply).toBe('');
  expect(edit).toMatch(/^chair removed this point at .* Its comments can be answered/);
});

test('[T24] words of a removed point are opened on the one before it, or the first that stands', () => {
  const draft = new StandingDraft(); // p3, p2, p1
  const nearest = (point: string | null) =>
    nearestTo(point === null ? null : PointId.parse(point), outlineOf(draft.rows), draft.rows);
  draft.does(chair, { kind: 'point.remove', point: 'p2' });
  expect(nearest('p2')).toBe('p3');
  draft.does(chair, { kind: 'point.remove', point: 'p3' });
  expect(nearest('p3')).toBe('p1');
  expect(nearest(null)).toBe('p1');
});
