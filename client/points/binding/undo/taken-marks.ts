// The marks (bold, italic …) of words that an undo takes out, to be put on them again when a redo brings them back: Yjs
// tidies marks without words away.
import type * as Y from 'yjs';
import { changedStretch } from '../../../../shared/text/moved-offset.ts';
import { flatText } from '../../../../shared/text/point-text.ts';

type Marks = { readonly text: string; readonly runs: readonly Run[] };
type Run = { readonly from: number; readonly length: number; readonly mark: unknown };
/** What stood before an undo, and the text it left. */
type Taken = { readonly before: Marks; readonly after: string };

export function readMarks(root: Y.XmlElement): Marks {
  const flat = flatText(root);
  const runs: Run[] = [];
  for (const [text, base] of flat.base) {
    let from = base;
    for (const { insert, attributes } of deltaOf(text)) {
      runs.push({ from, length: insert.length, mark: attributes?.['p'] ?? null });
      from += insert.length;
    }
  }
  return { text: flat.text, runs };
}

export const isTaken = (value: unknown): value is Taken =>
  typeof value === 'object' && value !== null && 'before' in value;

/** After a redo; `before` is the text that it has changed. Not a step of its own for undo. */
export function bringMarksBack(root: Y.XmlElement, taken: Taken, before: string): void {
  const now = readMarks(root);
  const back = changedStretch(before, now.text);
  const gone = changedStretch(taken.after, taken.before.text);
  if (now.text.slice(back.from, back.to) !== taken.before.text.slice(gone.from, gone.to)) return;
  const shift = back.from - gone.from;
  root.doc?.transact(() => {
    for (const [text, base] of flatText(root).base)
      for (const run of taken.before.runs) {
        const from = Math.max(run.from, gone.from) + shift - base;
        const to = Math.min(run.from + run.length, gone.to) + shift - base;
        if (run.mark !== null && from < to && 0 <= from && to <= text.length)
          text.format(from, to - from, { p: run.mark });
      }
  }, 'marks come back');
}

type Op = { readonly insert: string; readonly attributes?: Readonly<Record<string, unknown>> };

/** A text of ours holds characters alone (shared/text/allow-list.ts). */
const deltaOf = (text: Y.XmlText): readonly Op[] => text.toDelta() as readonly Op[];
