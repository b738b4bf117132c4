// What a draft's address says besides the draft: seat, tab, thread, point. Read and written in one place.
import { useCallback } from 'react';
import { z } from 'zod';
import { MomentName } from '../../shared/api/record.ts';
import { PointId, SeatId, ThreadId } from '../../shared/ids.ts';
import { setSearchParams, useSearchParam } from '../ui/search-params.ts';

const Tab = z.enum(['text', 'positions', 'red-lines', 'history']);
export type Tab = z.infer<typeof Tab>;
export type Address = {
  readonly seat: SeatId | null;
  readonly tab: Tab;
  readonly thread: ThreadId | null;
  readonly point: PointId | null;
};

export function readAddress(search: string): Address {
  const asked = new URLSearchParams(search);
  return {
    seat: SeatId.safeParse(asked.get('seat')).data ?? null,
    tab: Tab.safeParse(asked.get('tab')).data ?? 'text',
    thread: ThreadId.safeParse(asked.get('thread')).data ?? null,
    point: PointId.safeParse(asked.get('place')).data ?? null,
  };
}

/** The tab in the address, and how to change it without leaving the page. */
export function useTab(): readonly [Tab, (tab: Tab) => void] {
  const tab = Tab.safeParse(useSearchParam('tab')).data ?? 'text';
  const setTab = useCallback((next: Tab) => setSearchParams({ tab: next === 'text' ? null : next, show: null }), []);
  return [tab, setTab];
}

/** `at`: the point to begin with. */
type Compared = { readonly from: string; readonly to: string; readonly at?: PointId | undefined };

/** Two moments that are set side by side, and how to choose them (null: none). */
export function useCompared(): readonly [Compared | null, (pair: Compared | null) => void] {
  const from = MomentName.safeParse(useSearchParam('from')).data;
  const to = MomentName.safeParse(useSearchParam('to')).data;
  const at = PointId.safeParse(useSearchParam('at')).data;
  const compare = useCallback(
    (pair: Compared | null) =>
      setSearchParams({
        from: pair?.from ?? null,
        to: pair?.to ?? null,
        by: null,
        layout: null,
        at: pair?.at ?? null,
        ...(pair ? { tab: 'history', moment: null } : {}),
      }),
    [],
  );
  return [from !== undefined && to !== undefined ? { from, to, at } : null, compare];
}

/**
 * The moment that is looked at, and how to go to one; null: the draft itself. `now` is a look at the draft as it
 * stands, with who wrote which words.
 */
export function useMoment(): readonly [string | null, (moment: string | null) => void] {
  const moment = MomentName.safeParse(useSearchParam('moment')).data ?? null;
  const setMoment = useCallback((next: string | null) => setSearchParams({ moment: next, tab: null }), []);
  return [moment, setMoment];
}
