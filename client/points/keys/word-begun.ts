// Where I wrote last in a point, and the part of a word that stands there: what I type on where the point is no longer
// drawn, or is locked, goes on from it. Reads only.
import * as Y from 'yjs';
import { flowOf } from '../../../shared/text/flow.ts';
import { bodyOf } from '../../../shared/text/point-text.ts';

/** Empty where I wrote last in another point. */
export const wordBegun = (doc: Y.Doc, point: string): string =>
  /\S*$/.exec(beforeEndOfMine(doc, point) ?? '')?.[0] ?? '';

/** The offset behind what I wrote last; null where I wrote last in another point. */
export const endOfMine = (doc: Y.Doc, point: string): number | null => beforeEndOfMine(doc, point)?.length ?? null;

function beforeEndOfMine(doc: Y.Doc, point: string): string | null {
  const next = Y.getState(doc.store, doc.clientID);
  let text = '';
  for (let item = flowOf(bodyOf(doc, point))?._start ?? null; item !== null; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentString) text += item.content.str;
    const { client, clock } = item.id;
    if (client === doc.clientID && clock + item.length === next) return text; // also where I have deleted it since
  }
  return null;
}
