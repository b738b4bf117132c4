// What stands in the address after the question mark, read and changed without leaving the page. Knows no name that
// stands there.
import { useCallback, useSyncExternalStore } from 'react';

/** One word of the address, or null. */
export const useSearchParam = (name: string): string | null =>
  useSyncExternalStore(
    onNavigation,
    useCallback(() => new URLSearchParams(location.search).get(name), [name]),
  );

/** Null takes a word out. `replace`: no step that "back" would go to. */
export function setSearchParams(
  changes: Readonly<Record<string, string | null>>,
  how: 'push' | 'replace' = 'push',
): void {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(changes))
    if (value === null || value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  if (url.href === location.href) return;
  if (how === 'push') history.pushState(null, '', url);
  else history.replaceState(null, '', url);
  dispatchEvent(new PopStateEvent('popstate'));
}

function onNavigation(listener: () => void): () => void {
  addEventListener('popstate', listener);
  return () => removeEventListener('popstate', listener);
}
