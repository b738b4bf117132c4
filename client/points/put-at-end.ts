// Words of mine put at the end of a point: behind the part of their first word that I typed there and that arrived, or
// else as lines of their own. Asks nobody whether I may.
import * as Y from 'yjs';
import { flowOf, flowText, lineEnd } from '../../shared/text/flow.ts';
import { bodyOf } from '../../shared/text/point-text.ts';

/** Where not, its words have not arrived yet. */
export const hasText = (doc: Y.Doc, point: string): boolean => flowOf(bodyOf(doc, point)) !== null;

export function putAtEnd(doc: Y.Doc, point: string, words: string): void {
  const flow = flowOf(bodyOf(doc, point));
  if (!flow) return;
  const plain = {}; // what stands before it gives it no marks
  const begun = begunAtEnd(flow, words);
  if (flowText(flow) === lineEnd) flow.insert(0, words, plain);
  else if (begun > 0) flow.insert(flow.length - 1, words.slice(begun), plain);
  else flow.insert(flow.length, words.trimStart() + lineEnd, plain);
}

/** How many letters of the first word stand at the end already, as I typed them before a lock fell. */
function begunAtEnd(flow: Y.XmlText, words: string): number {
  const text = flowText(flow).slice(0, -lineEnd.length);
  const stands = /\S*$/.exec(text)?.[0] ?? '';
  const first = /^\S*/.exec(words)?.[0] ?? '';
  if (stands === first || !first.startsWith(stands)) return 0;
  const isMine = (index: number): boolean =>
    Y.createRelativePositionFromTypeIndex(flow, index).item?.client === flow.doc?.clientID;
  return isMine(text.length - stands.length) && isMine(text.length - 1) ? stands.length : 0;
}
