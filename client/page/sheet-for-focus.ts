// Brings the margin into sight for a thread that is entered or a comment that is begun, from wherever that was done.
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ThreadsState } from '../threads/threads-state.ts';
import { useDiscussion, useDiscussionPart } from '../threads/use-discussion.tsx';
import type { Tab } from './address.ts';
import { isInWords } from './keys/hands.ts';
import type { Width } from './use-width.ts';

/** What lies over the text on a narrow screen. */
export type Sheet = 'none' | 'outline' | 'threads';

type Parts = {
  readonly width: Width;
  readonly tab: Tab;
  readonly setTab: (tab: Tab) => void;
  readonly sheet: Sheet;
  readonly setSheet: (sheet: Sheet) => void;
};

/**
 * On another tab, words may be opened as a comment from a list. On a phone the words stand above the sheet, which goes
 * again when one is back in them. Who puts the sheet away is done with what they wrote or read in it; what was begun is
 * kept.
 */
export function useSheetForFocus({ width, tab, setTab, sheet, setSheet }: Parts): void {
  const discussion = useDiscussion();
  const focus = useDiscussionPart(view => view.state.focus);
  const { kind } = focus;
  const seen = useRef(focus);
  useEffect(() => {
    const isNews = focus !== seen.current;
    seen.current = focus;
    if (isNews && focus.kind === 'composing' && tab !== 'text') setTab('text');
  }, [focus, tab, setTab]);
  const isBroughtIn = useRef(false);
  // Before the next key, which is for the field.
  useLayoutEffect(() => {
    const isNeeded = isInUse(focus.kind);
    if (width !== 'wide' && isNeeded) setSheet('threads');
    else if (width === 'phone' && isBroughtIn.current && isInWords()) setSheet('none');
    isBroughtIn.current = isNeeded;
  }, [focus, width, setSheet]);
  const before = useRef(sheet);
  useEffect(() => {
    const isPutAway = width !== 'wide' && before.current === 'threads' && sheet !== 'threads';
    before.current = sheet;
    if (!isPutAway || !isInUse(kind)) return;
    // The field went with the sheet, and the keyboard with it, unless it was pressed into something else.
    if (document.activeElement === document.body) discussion.leave();
    else discussion.rest();
  }, [kind, width, sheet, discussion]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: again for whatever comes into focus
  useEffect(() => {
    if (width === 'phone' && sheet === 'threads') discussion.revealFocus();
  }, [focus, width, sheet, discussion]);
}

/** Back to what was written or read in it, else to the button that opened it. */
export function useCloseSheet(setSheet: Parts['setSheet']): () => void {
  const discussion = useDiscussion();
  return () => {
    if (!isInUse(discussion.view().state.focus.kind))
      document.querySelector<HTMLElement>('.bottom-bar [aria-expanded="true"]')?.focus({ preventScroll: true });
    setSheet('none');
  };
}

const isInUse = (kind: ThreadsState['focus']['kind']): boolean => kind === 'composing' || kind === 'entered';

/** Tells the page's root, which scrolls. A `:has()` there would have each letter restyle the root. */
export function useSheetAtRoot(sheet: Sheet): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset['sheet'] = sheet;
    return () => {
      delete dataset['sheet'];
    };
  }, [sheet]);
}
