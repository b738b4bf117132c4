// Keeps the bar beside its words: measures both and moves the bar before it is painted, and again when the page scrolls
// or changes its size, the words are drawn anew, or whatever stands above them grows, comes, goes or changes places.
import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { PointDesk } from '../../points/point-desk.ts';
import { afterPress } from '../../ui/presses/after-press.ts';
import type { Box } from './bar-place.ts';
import { barPlace } from './bar-place.ts';

/** `words`: the ranges as they are drawn now; null where they are gone: the bar stays where it stood beside them. */
export function useBarPlace(desk: PointDesk, words: () => readonly Range[] | null): RefObject<HTMLDivElement | null> {
  const bar = useRef<HTMLDivElement>(null);
  const latest = useRef(words);
  latest.current = words;
  const callOff = useRef(() => {});
  const place = useRef(() => {
    callOff.current();
    const element = bar.current;
    if (!element) return;
    // What a pointer holds down stays under it.
    if (element.matches(':active')) callOff.current = afterPress(() => place.current());
    else placeBar(element, latest.current());
  });
  useLayoutEffect(() => place.current());
  useEffect(() => {
    const again = (): void => place.current();
    const stop = desk.onDrawn(again);
    const resized = new ResizeObserver(again);
    // Others' acts move the words without a scroll: the bar's parents grow, or points change places in a page of one
    // size.
    for (let around: Element | null = bar.current; around; around = around.parentElement) resized.observe(around);
    const changed = new MutationObserver(again);
    const text = document.getElementById('text');
    if (text) changed.observe(text, { childList: true, subtree: true });
    addEventListener('scroll', again, { passive: true, capture: true });
    addEventListener('resize', again);
    visualViewport?.addEventListener('resize', again);
    return () => {
      callOff.current();
      stop();
      resized.disconnect();
      changed.disconnect();
      removeEventListener('scroll', again, { capture: true });
      removeEventListener('resize', again);
      visualViewport?.removeEventListener('resize', again);
    };
  }, [desk]);
  return bar;
}

const edge = 8;
const coarse = matchMedia('(pointer: coarse)');

function placeBar(bar: HTMLElement, beside: readonly Range[] | null): void {
  if (beside === null && bar.style.top !== '') return;
  const ranges = beside ?? [];
  const words = ranges.flatMap(range => [...range.getClientRects()]);
  const room = roomOf(ranges[0], bar.offsetWidth);
  // On a touch screen the browser's own menu stands above the words, and the handles hang below them.
  const place =
    words.length === 0
      ? null
      : barPlace({
          words,
          bar: { width: bar.offsetWidth, height: bar.offsetHeight },
          room,
          prefers: coarse.matches ? 'below' : 'above',
          gap: coarse.matches ? { above: 12, below: 26 } : { above: 6, below: 6 },
        });
  bar.style.maxWidth = `${room.right - room.left}px`;
  // A field that is being used stays in sight, at the edge of the text.
  const inUse = { at: 'edge', left: room.left, top: room.bottom - bar.offsetHeight } as const;
  const shown = place ?? (bar.contains(document.activeElement) ? inUse : null);
  bar.style.visibility = shown ? 'visible' : 'hidden';
  if (!shown) return;
  const isFixed = shown.at === 'edge';
  bar.style.position = isFixed ? 'fixed' : '';
  bar.style.top = `${shown.top + (isFixed ? 0 : scrollY)}px`;
  bar.style.left = `${shown.left + (isFixed ? 0 : scrollX)}px`;
}

/**
 * The text's own column, so that the bar covers no comment, and not its numbers where there is room; between what
 * sticks to the window's edges.
 */
function roomOf(words: Range | undefined, width: number): Box {
  const column = document.getElementById('text')?.getBoundingClientRect();
  const body = words?.startContainer.parentElement?.closest('.body')?.getBoundingClientRect();
  const heads = [...document.querySelectorAll('.page-head, .past-bar')].map(
    head => head.getBoundingClientRect().bottom,
  );
  const foot = document.querySelector('.bottom-bar')?.getBoundingClientRect().top ?? innerHeight;
  const seen = { top: visualViewport?.offsetTop ?? 0, height: visualViewport?.height ?? innerHeight };
  const right = Math.min(document.documentElement.clientWidth, column?.right ?? innerWidth) - edge;
  const left = (body?.left ?? 0) - edge;
  return {
    left: right - left > width ? left : Math.max(0, column?.left ?? 0) + edge,
    right,
    top: Math.max(seen.top, ...heads) + 2,
    bottom: Math.min(seen.top + seen.height, foot) - 2,
  };
}
