// Whether the page is being printed. What is drawn only when near, or says "5 min ago", draws itself for paper while it
// is: at once, since printing does not wait.
import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

let isOn = false;
const listeners = new Set<() => void>();

function print(now: boolean): void {
  if (now === isOn) return;
  isOn = now;
  flushSync(() => {
    for (const listener of listeners) listener();
  });
}

let isFollowed = false;

/** `beforeprint` comes in time; a page that is shown as paper, without being printed, tells only by its medium. */
function follow(): void {
  if (isFollowed) return;
  isFollowed = true;
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));
  matchMedia('print').addEventListener('change', ({ matches }) => print(matches));
}

/** For what is no component: told in the same moment. */
export function onPrinting(listener: () => void): () => void {
  follow();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isPrinting = (): boolean => isOn;
export const useIsPrinting = (): boolean => useSyncExternalStore(onPrinting, isPrinting);
