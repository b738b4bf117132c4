// The key that asks for a point’s number, for the page’s one table of shortcuts; its dialog comes as a file of its own.
import type { ReactNode } from 'react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import type { Shortcut } from '../../ui/shortcut.ts';
import { useSurface } from '../../ui/text-surface.ts';
import { leaveText } from '../keys/page-keys.ts';

const load = () => import('./go-to-number.tsx').then(({ GoToNumber }) => ({ default: GoToNumber }));
const GoToNumber = lazy(load);
/** Soon after the page stands: digits follow the key at once. */
const loadedAfterMs = 2_000;

type Asking = { readonly kind: 'no' } | { readonly kind: 'yes'; readonly goBack: (() => boolean) | null };

export function useGoToNumber(goToPoint: (point: PointId) => void): {
  readonly shortcut: Shortcut;
  readonly dialog: ReactNode;
} {
  const surface = useSurface();
  const [asking, setAsking] = useState<Asking>({ kind: 'no' });
  useEffect(() => {
    const soon = setTimeout(() => void load().catch(() => undefined), loadedAfterMs);
    return () => clearTimeout(soon);
  }, []);
  const shortcut: Shortcut = {
    keys: 'G',
    second: 'Mod+F2',
    label: 'Go to a point by its number',
    where: 'outside-text',
    run: () => setAsking({ kind: 'yes', goBack: surface.rememberPlace() }),
  };
  const go = (point: PointId): void => {
    goToPoint(point);
    // After the page has scrolled there: what one reads, and types the next key at, is this point.
    requestAnimationFrame(() => takeKeyboardTo(document.getElementById(`at-${point}`)));
  };
  const dialog = asking.kind === 'yes' && (
    <Suspense>
      <GoToNumber
        onGo={go}
        onClose={() => {
          asking.goBack?.();
          setAsking({ kind: 'no' });
        }}
      />
    </Suspense>
  );
  return { shortcut, dialog };
}

function takeKeyboardTo(article: HTMLElement | null): void {
  if (!article) return;
  article.tabIndex = -1;
  article.focus({ preventScroll: true });
  leaveText();
}
