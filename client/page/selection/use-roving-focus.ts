// A toolbar by keys: one of its buttons is in the order of Tab, arrows, Home and End go to the others, Esc goes back.
// The field in it keeps its own keys.
import type { KeyboardEvent, RefObject } from 'react';
import { useLayoutEffect } from 'react';

export function useRovingFocus(
  bar: RefObject<HTMLElement | null>,
  onLeave: () => void,
): (event: KeyboardEvent<HTMLElement>) => void {
  useLayoutEffect(() => {
    const stops = stopsIn(bar.current);
    const current = stops.find(stop => stop === document.activeElement) ?? stops[0];
    for (const stop of stops) stop.tabIndex = stop === current ? 0 : -1;
  });
  return event => {
    if (event.target instanceof HTMLInputElement) return;
    const stops = stopsIn(bar.current);
    const at = stops.findIndex(stop => stop.matches(':focus'));
    const next = nextStop(event.key, at, stops.length);
    if (event.key !== 'Escape' && (next === null || at < 0)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') onLeave();
    for (const [index, stop] of stops.entries()) stop.tabIndex = index === next ? 0 : -1;
    if (next !== null) stops[next]?.focus();
  };
}

const stopsIn = (bar: HTMLElement | null): readonly HTMLElement[] =>
  [...(bar?.querySelectorAll<HTMLElement>('button, a') ?? [])].filter(stop => stop.closest('form') === null);

function nextStop(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
