// A document before it is split: its lines as they stood, with what their form says (heading, bold, list, quote). Made
// by the readers, used by split-outline.ts.

import type { Run } from '../text/blocks.ts';
import type { OutlineText } from '../text/outline-text.ts';

export type SourceBlock = {
  readonly runs: readonly Run[];
  readonly form:
    | { readonly kind: 'paragraph' }
    /** A paragraph that bears no marker, whatever it begins with. */
    | { readonly kind: 'words' }
    | { readonly kind: 'quote' }
    /** 1 is the highest. */
    | { readonly kind: 'heading'; readonly level: number }
    /** `marker`: as it stood before the words, e.g. `3.`; null where the format counts by itself. */
    | { readonly kind: 'item'; readonly level: number; readonly ordered: boolean; readonly marker: string | null };
};

export type Source = {
  readonly blocks: readonly SourceBlock[];
  /** What could not be kept, in words, e.g. "2 images". */
  readonly dropped: readonly string[];
};

export type SplitResult =
  | { readonly kind: 'split'; readonly outline: OutlineText; readonly dropped: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

export const plainRun = (text: string): Run => ({ text, marks: [], link: null });
export const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

/** Neighbours of one style as one run, no empty ones, no blanks at either end. */
export function tidyRuns(runs: readonly Run[]): Run[] {
  const tidy: Run[] = [];
  for (const run of runs) {
    const last = tidy.at(-1);
    if (run.text === '') continue;
    if (last && last.link === run.link && last.marks.join() === run.marks.join())
      tidy[tidy.length - 1] = { ...last, text: last.text + run.text };
    else tidy.push(run);
  }
  const [first, last] = [tidy[0], tidy.at(-1)];
  if (first) tidy[0] = { ...first, text: first.text.trimStart() };
  const end = tidy.at(-1);
  if (last && end) tidy[tidy.length - 1] = { ...end, text: end.text.trimEnd() };
  return tidy.some(({ text }) => text === '') ? tidyRuns(tidy.filter(({ text }) => text !== '')) : tidy;
}

/** The runs after the first so many characters. */
export function runsAfter(runs: readonly Run[], characters: number): Run[] {
  let left = characters;
  return runs.flatMap(run => {
    const cut = Math.min(left, run.text.length);
    left -= cut;
    return cut === run.text.length ? [] : [{ ...run, text: run.text.slice(cut) }];
  });
}
