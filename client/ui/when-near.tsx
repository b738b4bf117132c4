// Draws its children once they come near the window, and keeps them: a draft of 300 points and 12 parties would
// otherwise draw thousands of marks that nobody sees. Until then it holds their place. Paper shows all of them.
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useIsPrinting } from './printing/printing.ts';

/** Drawn this far outside the window, so that scrolling meets them ready. */
const nearMargin = '800px 0px';

const waiting = new WeakMap<Element, () => void>();
/** One for all: each observer costs as much as what it would save. */
let observer: IntersectionObserver | null = null;

function watch(element: Element, onNear: () => void): () => void {
  observer ??= new IntersectionObserver(
    entries => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) waiting.get(target)?.();
    },
    { rootMargin: nearMargin },
  );
  waiting.set(element, onNear);
  observer.observe(element);
  return () => {
    waiting.delete(element);
    observer?.unobserve(element);
  };
}

export function WhenNear({ height, children }: { height: number; children: () => ReactNode }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(false);
  const isPrinting = useIsPrinting();
  const isDrawn = isNear || isPrinting;
  useEffect(() => {
    const element = place.current;
    return element && !isDrawn ? watch(element, () => setIsNear(true)) : undefined;
  }, [isDrawn]);
  return isDrawn ? children() : <div ref={place} style={{ height }} />;
}
