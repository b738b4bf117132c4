// The margin's cards with those of crowded points folded, as this reader has them: what stood stays, what is unfolded
// stays unfolded until the list is another.
import { useRef, useState } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import type { DiscussionView } from '../discussion-view.ts';
import type { MarginItem } from '../margin/margin-items.ts';
import { activeKey } from '../margin/margin-items.ts';
import type { UnpostedTexts } from '../unposted.ts';
import { targetKey } from '../unposted.ts';
import { useUnpostedPart } from '../use-discussion.tsx';
import { crowded, standing } from './crowded.ts';

export type FoldItem = {
  readonly kind: 'fold';
  readonly key: string;
  readonly point: PointId;
  readonly number: number | null;
  /** The key of the card that it stands below. */
  readonly below: string;
  readonly threads: readonly string[];
  readonly isOpen: boolean;
  readonly toggle: () => void;
};

export function useCrowded(items: readonly MarginItem[], view: DiscussionView): readonly (MarginItem | FoldItem)[] {
  const stood = useRef<{ readonly list: string; readonly points: Map<string, ReadonlySet<string>> } | null>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const begun = useUnpostedPart(begunKeys).split('\n');
  const list = `${view.state.filter} ${view.state.sort}`;
  if (stood.current?.list !== list) stood.current = { list, points: new Map() };
  const { points } = stood.current;
  const standingOf = (point: string, keys: readonly string[]): ReadonlySet<string> => {
    const now = standing(keys, points.get(point));
    points.set(point, now);
    return now;
  };
  const active = activeKey(view);
  const isPinned = (item: MarginItem): boolean => item.kind !== 'thread' || item.key === active || isBusy(item, begun);
  return crowded(items, standingOf, isPinned, point => open.has(point)).map(each => {
    if (each.kind === 'item') return each.item;
    const { last, hidden } = each;
    const toggled = new Set(open);
    if (!toggled.delete(last.point)) toggled.add(last.point);
    return {
      kind: 'fold',
      key: `fold/${last.point}`,
      point: last.point,
      number: last.number,
      below: last.key,
      threads: hidden.map(({ key }) => key),
      isOpen: open.has(last.point),
      toggle: () => setOpen(toggled),
    };
  });
}

/** What is begun in threads that stand, as one plain value: no letter draws anything anew. */
const begunKeys = (texts: UnpostedTexts): string =>
  texts
    .all()
    .flatMap(({ target }) => (target.kind === 'point' || target.kind === 'words' ? [] : targetKey(target)))
    .join('\n');

/** Something in it is the reader's own affair: begun, on its way, or refused. */
function isBusy({ card }: MarginItem & { kind: 'thread' }, begun: readonly string[]): boolean {
  const own = [
    targetKey({ kind: 'reply', thread: card.row.id }),
    targetKey({ kind: 'outcome', thread: card.row.id }),
    ...card.comments.map(({ id }) => targetKey({ kind: 'edit', comment: id })),
  ];
  return card.waiting.size > 0 || card.refusal !== null || own.some(key => begun.includes(key));
}
