// A stance, always the same wherever it stands: a shape with its word. Told apart by shape, not by colour alone; a
// stale one has a dotted ring.
import type { StanceKind } from '../../shared/rows/schema.ts';
import { stanceNames } from '../../shared/rows/stances.ts';
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
      {isStale && <circle className="stance-ring" cx="8" cy="8" r="7" />}
      {shapes[stance]}
    </svg>
  );
}

/** "accept, but the text has changed since". */
export const stanceWords = (stance: ShownStance, isStale = false): string =>
  `${stance === 'none' ? 'no stance yet' : stanceNames[stance]}${isStale ? ', the text has changed since' : ''}`;

const shapes = {
  accept: <circle cx="8" cy="8" r="4.5" />,
  reservation: (
    <>
      <circle className="stance-line" cx="8" cy="8" r="4" />
      <path d="M8 4a4 4 0 0 0 0 8Z" />
    </>
  ),
  change: <path d="M8 3.2 13 12.2H3Z" />,
  reject: <path d="M4 4h8v8H4Z" />,
  awaiting: <circle className="stance-line" cx="8" cy="8" r="4" />,
  none: <path className="stance-line" d="M5.5 8h5" />,
};
