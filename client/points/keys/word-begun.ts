// The part of a word that stands where I wrote last, if I wrote last in this point: what I type on where the point is
// no longer drawn begins with it. Reads only.
import * as Y from 'yjs';
import { flowOf } from '../../../shared/text/flow.ts';
import { bodyOf } from '../../../shared/text/point-text.ts';

export function wordBegun(doc: Y.Doc, point: string): string {
  const next = Y.getState(doc.store, doc.clientID);
  let text = '';
  for (let item = flowOf(bodyOf(doc, point))?._start ?? null; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    text += item.content.str;
    const { client, clock } = item.id;
    if (client === doc.clientID && clock + item.length === next) return /\S*$/.exec(text)?.[0] ?? '';
  }
  return '';
}
