// What a thread is about: the words it hangs on, or its point.
import type { Anchor } from '../../shared/text/anchors.ts';

export function Quote({ anchor, number }: { anchor: Anchor | null; number: number | null }) {
  const place = number === null ? 'A point that was removed' : `Point ${number}`;
  return (
    <span className="thread-quote" dir="auto">
      <span className="thread-place">{place}</span>
      {anchor && <q>{anchor.quote.replace(/\s+/g, ' ')}</q>}
    </span>
  );
}
