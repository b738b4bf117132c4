// The marks (bold, italic …) of words that an undo takes out, to be put on them again when a redo brings them back: Yjs
// tidies marks without words away, and knows nothing of those that others had put there.
import type * as Y from 'yjs';
import { bodyLines } from '../../../shared/text/body-blocks.ts';
import { deltaOf, flowOf } from '../../../shared/text/flow.ts';
import { changedStretch } from '../../../shared/text/moved-offset.ts';
import { plainText } from '../../../shared/text/point-text.ts';

type Run = { readonly from: number; readonly length: number; readonly set: object };
type Marks = { readonly text: string; readonly runs: readonly Run[] };
/** What stood before an undo, and the text it left. */
type Taken = { readonly before: Marks; readonly after: string };

export function readMarks(root: Y.XmlElement): Marks {
  let from = 0;
  const runs = deltaOf(bodyLines(root)).map(({ insert, attributes }) => {
    const run = { from, length: insert.length, set: attributes };
    from += insert.length;
    return run;
  });
  return { text: textOf(root), runs };
}

/** With its breaks as they stand in the flow. */
export function textOf(root: Y.XmlElement): string {
  const flow = flowOf(root);
  return flow ? plainText(flow) : '';
}

export const isTaken = (value: unknown): value is Taken =>
  typeof value === 'object' && value !== null && 'before' in value;

/** After a redo; `before` is the text that it has changed. Call it in the transaction of the redo. */
export function bringMarksBack(root: Y.XmlElement, taken: Taken, before: string): void {
  const flow = flowOf(root);
  const now = textOf(root);
  const back = changedStretch(before, now);
  const gone = changedStretch(taken.after, taken.before.text);
  if (!flow || now.slice(back.from, back.to) !== taken.before.text.slice(gone.from, gone.to)) return;
  const shift = back.from - gone.from;
  for (const { from, length, set } of taken.before.runs) {
    const start = Math.max(from, gone.from) + shift;
    const end = Math.min(from + length, gone.to) + shift;
    if (start < end && Object.keys(set).length > 0) flow.format(start, end - start, set);
  }
}
