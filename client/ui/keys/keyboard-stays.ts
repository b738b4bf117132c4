// Where the keyboard goes when what had it goes: to the card that it stood in, or to the page's text. Outside of both
// the next letters would go nowhere, and Tab would begin at the top.
import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';

/**
 * When `part` goes, or the `stage` that it was drawn at ends, with the keyboard in it, and nobody has taken that
 * elsewhere by then. `next` may know a nearer place.
 */
export function useKeyboardStays(
  part: RefObject<HTMLElement | null>,
  stage?: unknown,
  next?: () => HTMLElement | null,
): void {
  const around = useRef<readonly Element[]>([]);
  const latest = useRef(next);
  latest.current = next;
  const drawn = useRef(stage);
  // While the next stage is being drawn, the one before still stands in the page.
  if (drawn.current !== stage) around.current = whereKeyboardIs(part.current);
  useLayoutEffect(() => {
    drawn.current = stage;
  }, [stage]);
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      around.current = whereKeyboardIs(element);
    };
  }, [part]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at the end of each stage
  useEffect(
    () => () => {
      if (around.current.length > 0) keepKeyboard(around.current, latest.current?.() ?? null);
    },
    [part, stage],
  );
}

/** To the page's text, where it would be nowhere. */
export const keepKeyboardInText = (): void => keepKeyboard([], null);

function keepKeyboard(around: readonly Element[], next: HTMLElement | null): void {
  if (document.activeElement !== document.body) return;
  const card = around.find(element => element.isConnected && element.matches('[tabindex]'));
  const place = next ?? card ?? document.getElementById('text');
  if (place instanceof HTMLElement) place.focus({ preventScroll: true });
}

/** The part and all around it, where the keyboard is in it. */
function whereKeyboardIs(part: Element | null): readonly Element[] {
  const found: Element[] = [];
  if (!part?.contains(document.activeElement)) return found;
  for (let each: Element | null = part; each; each = each.parentElement) found.push(each);
  return found;
}
