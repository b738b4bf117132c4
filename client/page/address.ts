// What a draft's address says besides the draft: seat, tab, thread. Read and written in one place.
import { useCallback, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { SeatId, ThreadId } from '../../shared/ids.ts';

const Tab = z.enum(['text', 'positions', 'red-lines', 'history']);
export type Tab = z.infer<typeof Tab>;
export type Address = { readonly seat: SeatId | null; readonly tab: Tab; readonly thread: ThreadId | null };

export function readAddress(search: string): Address {
  const asked = new URLSearchParams(search);
  return {
    seat: SeatId.safeParse(asked.get('seat')).data ?? null,
    tab: Tab.safeParse(asked.get('tab')).data ?? 'text',
    thread: ThreadId.safeParse(asked.get('thread')).data ?? null,
  };
}

/** The tab in the address, and how to change it without leaving the page. */
export function useTab(): readonly [Tab, (tab: Tab) => void] {
  const tab = useSyncExternalStore(onNavigation, () => readAddress(location.search).tab);
  const setTab = useCallback((next: Tab) => {
    const url = new URL(location.href);
    if (next === 'text') url.searchParams.delete('tab');
    else url.searchParams.set('tab', next);
    history.pushState(null, '', url);
    dispatchEvent(new PopStateEvent('popstate'));
  }, []);
  return [tab, setTab];
}

function onNavigation(listener: () => void): () => void {
  addEventListener('popstate', listener);
  return () => removeEventListener('popstate', listener);
}
