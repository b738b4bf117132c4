// The bar at selected words and its keys, for the frame of the page. The bar's own code comes when something is first
// selected: nobody needs it to read.
import type { ReactNode } from 'react';
import { useEffect, useMemo, useState } from 'react';
import { LateRaiseFlag } from '../../flags/late-raise-flag.ts';
import type { FlagTarget } from '../../flags/raise-flag.tsx';
import { formattingShortcuts } from '../../points/formatting/formatting-shortcuts.ts';
import type { LinkTarget } from '../../points/formatting/link-target.ts';
import type { PointDesk } from '../../points/point-desk.ts';
import { latePart } from '../../ui/late/late-part.tsx';
import type { Shortcut } from '../../ui/shortcut.ts';

const SelectionBar = latePart(
  () => import('./selection-bar.tsx').then(({ SelectionBar }) => SelectionBar),
  ({ asked, onAsk }) =>
    asked &&
    (() => {
      onAsk(null);
      asked.goBack?.();
    }),
);

/**
 * Anywhere: words of several points, or of one that is only read, may leave the focus on the page. Without a bar it
 * does nothing.
 */
export const toBar: Shortcut = {
  keys: 'Alt+F10',
  second: 'F9',
  label: 'To the buttons beside the selected words',
  where: 'anywhere',
  run: () => document.querySelector<HTMLElement>('.selection-bar [tabindex="0"]')?.focus(),
};

/** `mayFormat`: in a draft that is edited, not in one that was circulated or is looked back at. */
export function useSelection(
  desk: PointDesk,
  mayFormat: boolean,
): { readonly shortcuts: readonly Shortcut[]; readonly bar: (onFlag: (target: FlagTarget) => void) => ReactNode } {
  const [asked, ask] = useState<LinkTarget | null>(null);
  const hasBegun = useSelecting();
  const shortcuts = useMemo(
    (): readonly Shortcut[] => [toBar, ...(mayFormat ? formattingShortcuts(desk, ask) : [])],
    [desk, mayFormat],
  );
  const bar = (onFlag: (target: FlagTarget) => void): ReactNode =>
    (hasBegun || asked !== null) && <SelectionBar desk={desk} onFlag={onFlag} asked={asked} onAsk={ask} />;
  return { shortcuts, bar };
}

function useSelecting(): boolean {
  const [hasBegun, setHasBegun] = useState(false);
  useEffect(() => {
    const begin = (): void => {
      const selection = document.getSelection();
      if (selection?.isCollapsed === false || selection?.focusNode?.parentElement?.closest('.body a'))
        setHasBegun(true);
    };
    document.addEventListener('selectionchange', begin);
    // When nothing else is to be done: whoever loses the connection before they first select something has it all the
    // same.
    const soon = 'requestIdleCallback' in window ? requestIdleCallback : setTimeout;
    soon(() => {
      SelectionBar.fetchSoon();
      LateRaiseFlag.fetchSoon(); // one of its verbs
    });
    return () => document.removeEventListener('selectionchange', begin);
  }, []);
  return hasBegun;
}
