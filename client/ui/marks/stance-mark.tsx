// A stance, always the same wherever it stands: a drawn mark with its word. Told apart by its strokes, not by colour
// alone; a stale one has a dotted ring. Parties are filled shapes, so that no mark is ever both.
import type { StanceKind } from '../../../shared/rows/schema.ts';
import { stanceNames } from '../../../shared/rows/stances.ts';
import './marks.css';

export type ShownStance = StanceKind | 'none';

/** For eyes only: whoever draws it says the words (`stanceWords`). */
export function StanceMark({ stance, isStale = false }: { stance: ShownStance; isStale?: boolean }) {
  return (
    <svg
      className={`stance-mark stance-${stance}`}
      data-stale={isStale || undefined}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {isStale && <circle className="stance-ring" cx="8" cy="8" r="7.2" />}
      <path d={strokes[stance]} />
    </svg>
  );
}

/** "accept, but the text has changed since". */
export const stanceWords = (stance: ShownStance, isStale = false): string =>
  `${stance === 'none' ? 'no stance yet' : stanceNames[stance]}${isStale ? ', the text has changed since' : ''}`;

/** Drawn with a thin line in a 16 by 16 box; what is filled is a party. */
const strokes: { readonly [S in ShownStance]: string } = {
  accept: 'M3.2 8.6 6.6 12 12.8 4.6',
  reservation: 'M3.2 6.9c1.6-2.1 3.2-2.1 4.8 0s3.2 2.1 4.8 0M3.2 11.1c1.6-2.1 3.2-2.1 4.8 0s3.2 2.1 4.8 0',
  change: 'M8 2.8v6.4M4.8 6h6.4M4.8 12.4h6.4',
  reject: 'M4 4l8 8M12 4l-8 8',
  awaiting: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  none: 'M5.8 8h4.4',
};
