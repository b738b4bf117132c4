// What stands in the margin, in reading order: threads, the comment being written, and those begun earlier. Pure.
import type { PointId } from '../../../shared/ids.ts';
import type { Begun, DiscussionView } from '../discussion-view.ts';
import type { Card } from '../thread-list.ts';
import { activeThread } from '../threads-state.ts';
import type { NewTarget } from '../unposted.ts';
import { targetKey } from '../unposted.ts';

export type MarginItem = { readonly key: string; readonly point: PointId; readonly number: number | null } & (
  | { readonly kind: 'thread'; readonly card: Card }
  | { readonly kind: 'composing'; readonly target: NewTarget }
  | { readonly kind: 'begun'; readonly begun: Begun }
);

/** The key of what is at its words' height. */
export function activeKey({ state }: DiscussionView): string | null {
  return state.focus.kind === 'composing' ? targetKey(state.focus.target) : activeThread(state);
}

export const threadItem = (card: Card): MarginItem => ({
  kind: 'thread',
  key: card.row.id,
  point: card.row.point,
  number: card.number,
  card,
});

/** Not threads yet: the one being written first, then the begun ones. */
export function draftItems({ state, begun, numbers }: DiscussionView): readonly MarginItem[] {
  const item = (target: NewTarget) => ({
    key: targetKey(target),
    point: target.point,
    number: numbers.get(target.point) ?? null,
  });
  const writing: MarginItem[] =
    state.focus.kind === 'composing'
      ? [{ kind: 'composing', target: state.focus.target, ...item(state.focus.target) }]
      : [];
  return [...writing, ...begun.map((each): MarginItem => ({ kind: 'begun', begun: each, ...item(each.target) }))];
}

/** All of them beside the text. `fromOf` says where an item's words begin in their point. */
export function itemsByPlace(view: DiscussionView, fromOf: (key: string) => number): readonly MarginItem[] {
  const place = (item: MarginItem): number => item.number ?? Number.MAX_SAFE_INTEGER;
  return [...draftItems(view), ...view.shown.map(threadItem)].sort(
    (a, b) => place(a) - place(b) || fromOf(a.key) - fromOf(b.key), // sorting is stable: threads keep their order
  );
}
