// Loads what follows a drag when something is first dragged, and begins it once. Where it cannot be loaded, the next
// drag tries again.

/** `load` gives what begins it, which gives what ends it. */
export function fromFirstDrag(on: EventTarget, load: () => Promise<() => () => void>): () => void {
  let stop: (() => void) | null = null;
  let state: 'waiting' | 'loading' | 'begun' | 'gone' = 'waiting';
  const stopWaiting = (): void => {
    for (const start of starts) on.removeEventListener(start, begin, { capture: true });
  };
  const begin = async (): Promise<void> => {
    if (state !== 'waiting') return;
    state = 'loading';
    const follow = await load().catch(() => null); // without it the browser drags as it does by itself
    if (isGone(state)) return;
    state = follow ? 'begun' : 'waiting';
    if (!follow) return;
    stopWaiting();
    stop = follow();
  };
  for (const start of starts) on.addEventListener(start, begin, { capture: true });
  return () => {
    state = 'gone';
    stopWaiting();
    stop?.();
  };
}

/** Asked after a wait, in which the state may have changed. */
const isGone = (state: string): boolean => state === 'gone';

/** Something of the page, and something from outside. */
const starts = ['dragstart', 'dragenter'] as const;
