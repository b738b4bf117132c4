// The head of a theme in the outline, which folds its points away. Folded, it says what it hides: how many, whether one
// is marked, whether one is unread.
import type { ReactNode } from 'react';
import type { OutlineTheme } from '../../shared/rows/outline.ts';
import { UnreadMark } from '../ui/marks/unread-mark.tsx';
import { useUnread } from '../ui/unread.ts';
import type { FoldedThemes } from './folded-themes.ts';

type FoldProps = { readonly theme: OutlineTheme; readonly folded: FoldedThemes; readonly current: string | null };

export function FoldButton({ theme: { row, number, points }, folded, current }: FoldProps): ReactNode {
  const unread = useUnread();
  const isFolded = folded.has(row.id);
  const hidesUnread = isFolded && points.some(point => unread.points.has(point.row.id));
  const hidesCurrent = isFolded && points.some(point => point.row.id === current);
  return (
    <h2>
      <button
        type="button"
        className="outline-fold"
        aria-expanded={!isFolded}
        aria-current={hidesCurrent ? 'location' : undefined}
        onClick={() => folded.toggle(row.id)}
      >
        <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">
          <path d="m3 1 4 4-4 4" />
        </svg>
        <span>
          {hidesUnread && <UnreadMark />}
          <span className="outline-theme-number">Theme {number}</span> {row.title}{' '}
          {isFolded && (
            <span className="outline-folded">· {points.length === 1 ? '1 point' : `${points.length} points`}</span>
          )}
        </span>
      </button>
    </h2>
  );
}
