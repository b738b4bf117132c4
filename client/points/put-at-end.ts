// Words of mine put at the end of a point, each of their lines as a line of its own. Asks nobody whether I may.
import type * as Y from 'yjs';
import { flowOf, flowText, lineEnd } from '../../shared/text/flow.ts';
import { bodyOf } from '../../shared/text/point-text.ts';

/** False: the point has no text here. */
export function putAtEnd(doc: Y.Doc, point: string, words: string): boolean {
  const flow = flowOf(bodyOf(doc, point));
  if (!flow) return false;
  const plain = {}; // what stands before it gives it no marks
  if (flowText(flow) === lineEnd) flow.insert(0, words, plain);
  else flow.insert(flow.length, words + lineEnd, plain);
  return true;
}
