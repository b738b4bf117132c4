// Which threads a reader sees, in which order, and what a card needs to be drawn. Pure views; nothing here measures or
// draws.
import { unreachable } from '../../shared/assert.ts';
import type { MemberId, PointId, ThreadId } from '../../shared/ids.ts';
import type { CommentRow, ThreadRow } from '../../shared/rows/schema.ts';
import type { ThreadFilter, ThreadSort } from './threads-state.ts';

/** How a thread stands to its words now. */
type Standing = 'point' | 'exact' | 'changed' | 'detached';

/** One thread as its card shows it. */
export type Card = {
  readonly row: ThreadRow;
  readonly comments: readonly CommentRow[];
  readonly standing: Standing;
  /** The point's number now, or null if the point was removed. */
  readonly number: number | null;
  /** Ids of this thread or its comments that still wait for the server. */
  readonly waiting: ReadonlySet<string>;
  /** Why the reader's last deed on it was refused. */
  readonly refusal: string | null;
};

/** Gives back the earlier card wherever nothing in it differs, so that only changed cards are drawn again. */
export function reuseCards(before: readonly Card[], after: readonly Card[]): readonly Card[] {
  const known = new Map(before.map(card => [card.row.id, card]));
  const cards = after.map(card => {
    const old = known.get(card.row.id);
    return old && isSameCard(old, card) ? old : card;
  });
  return cards.length === before.length && cards.every((card, i) => card === before[i]) ? before : cards;
}

const isSameCard = (a: Card, b: Card): boolean =>
  a.row === b.row &&
  a.standing === b.standing &&
  a.number === b.number &&
  a.refusal === b.refusal &&
  a.comments.length === b.comments.length &&
  a.comments.every((comment, i) => comment === b.comments[i]) &&
  a.waiting.size === b.waiting.size &&
  [...a.waiting].every(id => b.waiting.has(id));

export const isSettled = (card: Card): boolean => card.row.state.kind === 'resolved';

export function passes(card: Card, filter: ThreadFilter, me: MemberId): boolean {
  switch (filter) {
    case 'open':
      return !isSettled(card);
    case 'resolved':
      return isSettled(card);
    case 'all':
      return true;
    case 'mine':
      return card.row.by.member === me || card.comments.some(comment => comment.by.member === me);
    default:
      return unreachable(filter);
  }
}

/**
 * The active thread is always among them: what one looks at must not vanish, and a link shows its thread under any
 * filter.
 */
export const shownCards = (
  cards: readonly Card[],
  { filter, me, active }: { filter: ThreadFilter; me: MemberId; active: ThreadId | null },
): readonly Card[] => cards.filter(card => card.row.id === active || passes(card, filter, me));

export function sortedCards(cards: readonly Card[], sort: ThreadSort, fromOf: (card: Card) => number): readonly Card[] {
  switch (sort) {
    case 'place':
      return [...cards].sort((a, b) => byPlace(a, b, fromOf));
    case 'recency':
      return [...cards].sort((a, b) => b.row.lastAt - a.row.lastAt || (a.row.id < b.row.id ? -1 : 1));
    default:
      return unreachable(sort);
  }
}

/** Reading order; threads of removed points come last. */
const byPlace = (a: Card, b: Card, fromOf: (card: Card) => number): number =>
  (a.number ?? Number.MAX_SAFE_INTEGER) - (b.number ?? Number.MAX_SAFE_INTEGER) ||
  fromOf(a) - fromOf(b) ||
  a.row.at - b.row.at ||
  (a.row.id < b.row.id ? -1 : 1);

/** The open thread after (1) or before (-1) the active one, going round at the ends. */
export function openThreadBeside(cards: readonly Card[], active: ThreadId | null, step: 1 | -1): ThreadId | null {
  const ids = cards.filter(card => !isSettled(card) || card.row.id === active).map(card => card.row.id);
  if (ids.length === 0) return null;
  const at = active === null ? -1 : ids.indexOf(active);
  const next = at < 0 ? (step > 0 ? 0 : ids.length - 1) : (at + step + ids.length) % ids.length;
  return ids[next] ?? null;
}

/**
 * Keeps a list still while somebody reads it: what was shown keeps its order, newcomers wait until they are asked for.
 * The reader's own (`isOwn`) stand at once where they belong.
 */
export function heldOrder<Id>(
  shown: readonly Id[],
  wanted: readonly Id[],
  isOwn: (id: Id) => boolean,
): { readonly order: readonly Id[]; readonly arrived: number } {
  const known = new Set(shown);
  const own = wanted.filter(id => !known.has(id) && isOwn(id));
  const still = new Set([...wanted.filter(id => known.has(id)), ...own]);
  const order = (own.length > 0 ? wanted : shown).filter(id => still.has(id));
  return { order, arrived: wanted.length - order.length };
}

export type ThreadCounts = { readonly [F in ThreadFilter]: number };

export const countCards = (cards: readonly Card[], me: MemberId): ThreadCounts => ({
  open: cards.filter(card => passes(card, 'open', me)).length,
  resolved: cards.filter(isSettled).length,
  all: cards.length,
  mine: cards.filter(card => passes(card, 'mine', me)).length,
});

/** The first thread of a point to be looked at: an open one if there is any. */
export const firstThreadOf = (cards: readonly Card[], point: PointId): ThreadId | null => {
  const here = cards.filter(card => card.row.point === point);
  return (here.find(card => !isSettled(card)) ?? here[0])?.row.id ?? null;
};
