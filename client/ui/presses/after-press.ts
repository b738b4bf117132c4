// What a pointer holds down must stay under it until it is let go: a button that moves in between loses its click. Work
// that would move things waits for the release. The space bar, too, holds a button down.

/** What is held down inside `around`; null where nothing is. */
export const pressedIn = (around: Element): Element | null => around.querySelector(':active');

/** Runs at once; while something is held down, after the click that it becomes. Returns how to call it off. */
export function afterPress(run: () => void): () => void {
  if (!pressedIn(document.documentElement)) {
    run();
    return () => undefined;
  }
  const releases = ['pointerup', 'pointercancel', 'dragend', 'keyup'] as const;
  let frame = 0;
  const released = (): void => {
    stop();
    frame = requestAnimationFrame(() => afterPress(run)); // the click comes right after the release
  };
  const stop = (): void => {
    cancelAnimationFrame(frame);
    for (const kind of releases) removeEventListener(kind, released, true);
  };
  for (const kind of releases) addEventListener(kind, released, true);
  return stop;
}
