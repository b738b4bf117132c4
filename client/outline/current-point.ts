// Which point the outline marks: the one that was gone to last, the one that holds the caret, or the first in view.
// Scrolls nothing.
import { useEffect, useRef, useState } from 'react';
import type { PointId } from '../../shared/ids.ts';

/** Somebody went to this point: another object each time. */
export type Jump = { readonly point: PointId };

type Span = { readonly point: string; readonly top: number; readonly bottom: number };

/** A point of which less than this is seen below the head of the page has been read. */
const leastSeenPx = 32;

/** `from`, `to`: what is free of the window. */
const isInView = ({ top, bottom }: Span, from: number, to: number): boolean => bottom >= from + leastSeenPx && top < to;

/** `jump`: while it lasts. */
export function markedPoint(
  { jump, caret }: { readonly jump: string | null; readonly caret: string | null },
  spans: () => readonly Span[],
  from: number,
  to: number,
): string | null {
  return jump ?? caret ?? spans().find(span => isInView(span, from, to))?.point ?? null;
}

/**
 * A jump lasts until its point has left the window again, or the keyboard came to another point; so it does not matter
 * how high on the window a short point could be brought.
 */
export function useCurrentPoint(jump: Jump | null): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  const arrived = useRef<Jump | null>(null);
  const over = useRef<Jump | null>(null);
  useEffect(() => {
    let frame = 0;
    const read = (): void => {
      frame = 0;
      const from = document.querySelector('.page-head')?.getBoundingClientRect().bottom ?? 0;
      const at = jump && spanOf(document.querySelector(`[data-point-article="${jump.point}"]`));
      if (at && isInView(at, from, innerHeight)) arrived.current = jump;
      else if (arrived.current === jump) over.current = jump;
      const lasting = over.current === jump ? null : jump;
      setCurrent(markedPoint({ jump: lasting?.point ?? null, caret: caretPoint() }, allSpans, from, innerHeight));
    };
    const later = (): void => {
      frame ||= requestAnimationFrame(read);
    };
    const onFocus = (): void => {
      const caret = caretPoint();
      if (caret !== null && caret !== jump?.point) over.current = jump;
      later();
    };
    later();
    addEventListener('scroll', later, { passive: true });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', later);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', later);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', later);
    };
  }, [jump]);
  return current;
}

/** The keyboard is in its words, at its verbs, or in a card beside it. */
function caretPoint(): string | null {
  const { pointArticle, point } =
    document.activeElement?.closest<HTMLElement>('[data-point-article], [data-point]')?.dataset ?? {};
  return pointArticle ?? point ?? null;
}

const allSpans = (): readonly Span[] =>
  [...document.querySelectorAll<HTMLElement>('[data-point-article]')].flatMap(article => spanOf(article) ?? []);

function spanOf(article: HTMLElement | null): Span | null {
  if (!article) return null;
  const { top, bottom } = article.getBoundingClientRect();
  return { point: article.dataset['pointArticle'] ?? '', top, bottom };
}
