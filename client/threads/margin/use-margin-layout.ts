// Measures the words and the cards of the margin and puts each card where margin-layout.ts says. Works on elements,
// once per frame, so that typing draws no card again.
import type { RefObject } from 'react';
import { useLayoutEffect, useMemo } from 'react';
import { PointId } from '../../../shared/ids.ts';
import { afterPress, pressedIn } from '../../ui/presses/after-press.ts';
import type { Discussion } from '../discussion.ts';
import { byTarget, columnHeight, marginTops, writingTarget } from './margin-layout.ts';
import { WordTops } from './word-tops.ts';

const gapPx = 12;
/** Of the page's head, which covers what scrolls under it. */
const headHeight = 44;

/** The column's children are its cards in order: `data-key`, `data-point`, `data-words` (whose words it is at). */
export function useMarginLayout(
  column: RefObject<HTMLElement | null>,
  discussion: Discussion,
  active: string | null,
): void {
  const words = useMemo(() => new WordTops(discussion), [discussion]);
  useLayoutEffect(() => {
    const element = column.current;
    if (!element) return;
    let frame = 0;
    let isDue = false;
    const toMeasure = new Set<PointId>();
    const nextFrame = (): void => {
      frame = 0;
      if (words.haveMoved(toMeasure) || isDue) layOutColumn(element, words, active);
      toMeasure.clear();
      isDue = false;
    };
    const look = (): void => {
      frame ||= requestAnimationFrame(nextFrame);
    };
    const soon = (): void => {
      isDue = true;
      look();
    };
    const sizes = new ResizeObserver(soon);
    const changed = (points: Iterable<PointId>): void => {
      for (const point of points) toMeasure.add(point);
      look();
    };
    const all = (): void => {
      words.forgetAll();
      soon();
    };
    const stops = [
      discussion.places.onChange(changed),
      discussion.surface.onDrawn(point => (point === null ? all() : changed([point]))),
    ];
    // What has the keyboard counts as active, since focus must be seen. What a pointer holds down stays where it is.
    element.addEventListener('focusin', soon);
    element.addEventListener('focusout', soon);
    const whenReleased = (): void => {
      callOff();
      callOff = afterPress(soon);
    };
    let callOff = (): void => undefined;
    element.addEventListener('pointerdown', whenReleased);
    if (pressedIn(element)) whenReleased();
    // Whatever grows on the page above some words moves them, and shows as the size of what holds text and margin.
    for (let around: Element | null = element; around; around = around.parentElement) sizes.observe(around);
    for (const child of element.children) sizes.observe(child);
    document.fonts.addEventListener('loadingdone', all);
    layOutColumn(element, words, active);
    return () => {
      cancelAnimationFrame(frame);
      callOff();
      sizes.disconnect();
      element.removeEventListener('pointerdown', whenReleased);
      element.removeEventListener('focusin', soon);
      element.removeEventListener('focusout', soon);
      for (const stop of stops) stop();
      document.fonts.removeEventListener('loadingdone', all);
    };
  }); // after every drawing: cards may have come, gone or changed places
}

/** Reads everything first, then writes: one layout of the page. */
function layOutColumn(column: HTMLElement, words: WordTops, active: string | null): void {
  const topOf = words.measure();
  const columnTop = column.getBoundingClientRect().top;
  const cards = [...column.children].filter(child => child instanceof HTMLElement);
  const writing = document.activeElement?.matches('textarea, input') ? document.activeElement : null;
  const pressed = cards.find(card => card.matches(':active'));
  const slots = byTarget(
    cards.map(card => {
      const key = card.dataset['key'] ?? '';
      const top = topOf(card.dataset['words'] ?? key, PointId.parse(card.dataset['point']));
      const slot = { id: key, target: top === null ? null : top - columnTop, height: card.offsetHeight };
      if (card === pressed) return { ...slot, target: card.offsetTop }; // also in the middle of its glide
      if (!card.dataset['placed'] || !card.contains(writing)) return slot;
      const seen = { top: headHeight - columnTop, bottom: innerHeight - columnTop };
      return { ...slot, target: writingTarget(slot, Number.parseFloat(card.style.top), seen) };
    }),
  );
  // A fold is no card: it stays below those that it belongs to.
  const focused = cards.find(card => card.querySelector(':focus-visible:not(.threads-fold)'))?.dataset['key'];
  const foremost = pressed?.dataset['key'] ?? focused ?? active;
  const tops = marginTops(slots, foremost, gapPx);
  // Cards glide when another card is chosen. When words move, the cards step with them: a glide would cost a layout of
  // the page in each frame.
  column.toggleAttribute('data-glides', column.dataset['foremost'] !== (foremost ?? ''));
  column.dataset['foremost'] = foremost ?? '';
  for (const card of cards) {
    // Not a translation: each would be a layer of its own, and 500 of them cost 37 ms a frame.
    const top = `${Math.round(tops.get(card.dataset['key'] ?? '') ?? 0)}px`;
    if (card.style.top !== top) card.style.top = top;
    // A card glides only from a place where it has been seen.
    if (!card.dataset['placed']) requestAnimationFrame(() => card.setAttribute('data-placed', 'true'));
  }
  column.style.minHeight = `${columnHeight(slots, tops)}px`;
}
