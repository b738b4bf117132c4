// The desk of the draft that is drawn. It stays when a refusal was healed, which brings another document: only editors
// and undo begin anew, so that fields, dialogs and the keyboard stay where they are. Caret and page stay, too.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type * as Y from 'yjs';
import { PointDesk } from './point-desk.ts';

export function useDesk(doc: Y.Doc): PointDesk {
  const [desk] = useState(() => new PointDesk(doc));
  const looked = useRef<ReturnType<PointDesk['lookedAt']>>(null);
  const endOld = useRef(() => {});
  if (desk.doc !== doc) {
    looked.current = desk.lookedAt();
    endOld.current = desk.replace(doc);
  }
  // Words that were kept may stand above the text now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each document
  useLayoutEffect(() => {
    const before = looked.current;
    const top = before && desk.bodyOf(before.point)?.getBoundingClientRect().top;
    if (before && typeof top === 'number') scrollBy({ top: top - before.top, behavior: 'instant' });
  }, [desk, doc]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each document
  useEffect(() => endOld.current(), [doc]);
  useEffect(() => () => desk.destroy(), [desk]);
  return desk;
}
