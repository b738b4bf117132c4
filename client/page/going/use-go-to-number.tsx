// The key that asks for a point’s number, for the page’s one table of shortcuts; its dialog comes as a file of its own.
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import { latePart } from '../../ui/late/late-part.tsx';
import type { Shortcut } from '../../ui/shortcut.ts';
import { useSurface } from '../../ui/text-surface.ts';
import { leaveText } from '../keys/page-keys.ts';

const GoToNumber = latePart(
  () => import('./go-to-number.tsx').then(({ GoToNumber }) => GoToNumber),
  ({ onClose }) => onClose,
);
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
    const soon = setTimeout(GoToNumber.fetchSoon, loadedAfterMs);
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
    <GoToNumber
      onGo={go}
      onClose={() => {
        asking.goBack?.();
        setAsking({ kind: 'no' });
      }}
    />
  );
  return { shortcut, dialog };
}

function takeKeyboardTo(article: HTMLElement | null): void {
  if (!article) return;
  article.tabIndex = -1;
  article.focus({ preventScroll: true });
  leaveText();
}
