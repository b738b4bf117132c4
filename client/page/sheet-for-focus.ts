// Brings the margin into sight for a thread that is entered or a comment that is begun, from wherever that was done.
import { useEffect, useLayoutEffect, useRef } from 'react';
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
 * again when one is back in them.
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
  useEffect(() => {
    const isNeeded = kind === 'composing' || kind === 'entered';
    if (width !== 'wide' && isNeeded) setSheet('threads');
    else if (width === 'phone' && isBroughtIn.current && isInWords()) setSheet('none');
    isBroughtIn.current = isNeeded;
  }, [kind, width, setSheet]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: again for whatever comes into focus
  useEffect(() => {
    if (width === 'phone' && sheet === 'threads') discussion.revealFocus();
  }, [focus, width, sheet, discussion]);
}

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
