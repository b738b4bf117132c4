// Measures the words and the cards of the margin and puts each card where margin-layout.ts says. Works on elements, once per frame, so that
// typing draws no card again.
import type { RefObject } from 'react';
import { useLayoutEffect } from 'react';
import { PointId } from '../../shared/ids.ts';
import type { Discussion } from './discussion.ts';
import { columnHeight, marginTops } from './margin-layout.ts';

const gapPx = 12;

/** The column's children are its cards, with `data-key` and `data-point`, in reading order. */
export function useMarginLayout(
  column: RefObject<HTMLElement | null>,
  discussion: Discussion,
  active: string | null,
): void {
  useLayoutEffect(() => {
    const element = column.current;
    if (!element) return;
    let frame = 0;
    const layOut = (): void => {
      frame = 0;
      layOutColumn(element, discussion, active);
    };
    const soon = (): void => {
      frame ||= requestAnimationFrame(layOut);
    };
    const sizes = new ResizeObserver(soon);
    const stops = [discussion.places.onChange(soon), discussion.surface.onDrawn(soon)];
    // What has the keyboard counts as active, since focus must be seen. (A pressed pointer does not: no card may move from under a click.)
    element.addEventListener('focusin', soon);
    element.addEventListener('focusout', soon);
    sizes.observe(element); // its width follows the window's
    for (const child of element.children) sizes.observe(child);
    window.addEventListener('resize', soon);
    document.fonts.addEventListener('loadingdone', soon);
    layOut();
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      element.removeEventListener('focusin', soon);
      element.removeEventListener('focusout', soon);
      for (const stop of stops) stop();
      window.removeEventListener('resize', soon);
      document.fonts.removeEventListener('loadingdone', soon);
    };
  }); // after every drawing: cards may have come, gone or changed places
}

/** Reads everything first, then writes: one layout of the page. */
function layOutColumn(column: HTMLElement, discussion: Discussion, active: string | null): void {
  const columnTop = column.getBoundingClientRect().top;
  const cards = [...column.children].filter(child => child instanceof HTMLElement);
  const slots = cards.map(card => {
    const key = card.dataset['key'] ?? '';
    const top = wordsTop(discussion, key, PointId.parse(card.dataset['point']));
    return { id: key, target: top === null ? null : top - columnTop, height: card.offsetHeight };
  });
  const focused = cards.find(card => card.querySelector(':focus-visible'))?.dataset['key'];
  const tops = marginTops(slots, focused ?? active, gapPx);
  for (const card of cards) {
    card.style.translate = `0 ${Math.round(tops.get(card.dataset['key'] ?? '') ?? 0)}px`;
    // A card glides only from a place where it has been seen.
    if (!card.dataset['placed']) requestAnimationFrame(() => card.setAttribute('data-placed', 'true'));
  }
  column.style.minHeight = `${columnHeight(slots, tops)}px`;
}

function wordsTop(discussion: Discussion, key: string, point: PointId): number | null {
  const { surface } = discussion;
  const spot = discussion.spotOf(key);
  const words = spot && surface.rangesOf(point, spot.from, Math.min(spot.to, spot.from + 1))[0];
  return (words ?? surface.bodyOf(point))?.getBoundingClientRect().top ?? null;
}
