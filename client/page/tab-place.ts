// Tabs share one window: each opens at its top, and comes back to where it was left.
import { useCallback, useLayoutEffect, useRef } from 'react';
import type { Tab } from './address.ts';
import { useTab } from './address.ts';

export function useTabWithPlace(): readonly [Tab, (tab: Tab) => void] {
  const [tab, setTab] = useTab();
  const places = useRef(new Map<Tab, number>());
  const before = useRef(tab);
  useLayoutEffect(() => {
    if (before.current === tab) return;
    before.current = tab;
    scrollTo({ top: places.current.get(tab) ?? 0, behavior: 'instant' });
  }, [tab]);
  const choose = useCallback(
    (next: Tab) => {
      places.current.set(before.current, scrollY);
      setTab(next);
    },
    [setTab],
  );
  return [tab, choose];
}
