// What each mark means, one click away: a button with the legend behind it, which comes as a file of its own. The
// browser's popover gives Esc, closing on a click outside and the return of focus.
import type { ReactNode } from 'react';
import { lazy, Suspense, useId, useState } from 'react';
import type { LegendProps } from './legend.tsx';
import './legend-button.css';

const Legend = lazy(() => import('./legend.tsx').then(({ Legend }) => ({ default: Legend })));

export function LegendButton(props: LegendProps): ReactNode {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <span className="legend-place">
      <button type="button" className="button-quiet" popoverTarget={id}>
        Legend
      </button>
      <dialog
        id={id}
        popover="auto"
        className="legend-popover"
        aria-label="Legend"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
        tabIndex={0}
        onToggle={event => setOpen(event.newState === 'open')}
      >
        {isOpen && (
          <Suspense fallback={<p className="quiet">Loading</p>}>
            <Legend {...props} />
          </Suspense>
        )}
      </dialog>
    </span>
  );
}
