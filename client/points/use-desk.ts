// The desk of the draft that is drawn, across documents: a refusal that was healed brings a new one. Caret and page stay where they are.
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type * as Y from 'yjs';
import { PointDesk } from './point-desk.ts';

export function useDesk(doc: Y.Doc): PointDesk {
  const last = useRef<PointDesk | null>(null);
  const looked = useRef<ReturnType<PointDesk['lookedAt']>>(null);
  // Desk, editors and undo begin anew with the document.
  const desk = useMemo(() => {
    looked.current = last.current?.lookedAt() ?? null;
    last.current = new PointDesk(doc, last.current?.placeIn(doc) ?? null);
    return last.current;
  }, [doc]);
  useEffect(() => () => desk.destroy(), [desk]);
  // Everything is drawn anew, and words that were kept may stand above the text now.
  useLayoutEffect(() => {
    const before = looked.current;
    const top = before && desk.bodyOf(before.point)?.getBoundingClientRect().top;
    if (before && typeof top === 'number') scrollBy({ top: top - before.top, behavior: 'instant' });
  }, [desk]);
  return desk;
}
