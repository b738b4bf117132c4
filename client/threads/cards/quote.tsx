// What a thread is about: the words it hangs on, or its point; by its title where it was removed and has no number.
import type { PointId } from '../../../shared/ids.ts';
import type { Anchor } from '../../../shared/text/anchors/anchor-schema.ts';
import { useRow } from '../../session/use-session.tsx';
import { pointName } from '../../ui/point-name.ts';

type QuoteProps = { readonly anchor: Anchor | null; readonly point: PointId; readonly number: number | null };

/** "Point 4", or “Ceasefire” (removed). */
export function usePlaceWords(point: PointId, number: number | null): string {
  return useRow(({ rows }) => (number === null ? pointName(rows.get('points', point), undefined) : `Point ${number}`));
}

export function Quote({ anchor, point, number }: QuoteProps) {
  const place = usePlaceWords(point, number);
  return (
    <span className="thread-quote" dir="auto">
      <span className="thread-place">{place}</span>
      {anchor && <q>{anchor.quote.replace(/\s+/g, ' ')}</q>}
    </span>
  );
}
