// A list of cards that stays still while it is read: newcomers are counted, and stand in it when the reader asks for
// them.
import { useState } from 'react';
import type { MemberId, ThreadId } from '../../../shared/ids.ts';
import type { Card } from '../thread-list.ts';
import { heldOrder } from '../thread-list.ts';

export type HeldCards = { readonly cards: readonly Card[]; readonly arrived: number; readonly showAll: () => void };

/**
 * `list` names what is listed (filter and sort): another list starts afresh. Own threads, and the active one, never
 * wait.
 */
export function useHeldCards(
  cards: readonly Card[],
  { list, me, active }: { list: string; me: MemberId; active: ThreadId | null },
): HeldCards {
  const byId = new Map(cards.map(card => [card.row.id, card]));
  const wanted = [...byId.keys()];
  const [held, setHeld] = useState<{ list: string; order: readonly ThreadId[] }>({ list: '', order: [] });
  const isNew = held.list !== list || held.order.length === 0;
  const isOwn = (id: ThreadId): boolean => id === active || byId.get(id)?.row.by.member === me;
  const { order, arrived } = isNew ? { order: wanted, arrived: 0 } : heldOrder(held.order, wanted, isOwn);
  const hasOwnNew = order.some(id => !held.order.includes(id));
  if ((isNew || hasOwnNew) && order.length > 0) setHeld({ list, order });
  return {
    cards: order.flatMap(id => byId.get(id) ?? []),
    arrived,
    showAll: () => setHeld({ list, order: wanted }),
  };
}
