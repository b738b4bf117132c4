// Where the two ends of an anchor stand: on a letter that lives, or on the one that undo brought back for it; in the
// place of one that was deleted; or nowhere. A function of what every copy of the document holds: what only the copy of
// whoever pressed undo knows is not asked.
import { fromBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import type { FlatText } from '../point-text.ts';
import type { Around, Standing } from './letters-again.ts';
import { standsAgain } from './letters-again.ts';

export type AnchorEnd =
  /** `isAgain`: on a letter that was brought back for its own. */
  | { readonly kind: 'alive'; readonly at: number; readonly isAgain?: boolean }
  /** Its letter was deleted; the text that it stood in is still there. */
  | { readonly kind: 'deleted'; readonly at: number }
  /** Its text was deleted, or it never stood in this point. */
  | { readonly kind: 'lost' };

const lost: AnchorEnd = { kind: 'lost' };

/** `around`: the words that stood about its letter, to know it again by. */
export function anchorEnd(root: Y.XmlElement, flat: FlatText, encoded: string, around: Around): AnchorEnd {
  const position = decodedPosition(encoded);
  return position ? endAt(root, flat, position, around) : lost;
}

/** Likewise, of a position that is at hand. */
export function endAt(root: Y.XmlElement, flat: FlatText, position: Y.RelativePosition, around: Around): AnchorEnd {
  if (!root.doc) return lost;
  try {
    if (position.item) return atLetter(root.doc, flat, position, position.item, around);
    return position.type ? atEdge(root.doc, flat, position.type, position.assoc) : lost;
  } catch {
    return lost; // it names a client that this document has never heard of
  }
}

function atLetter(doc: Y.Doc, flat: FlatText, { assoc }: Y.RelativePosition, id: Y.ID, around: Around): AnchorEnd {
  if (Y.getState(doc.store, id.client) <= id.clock) return lost;
  const item = Y.getItem(doc.store, id);
  const base = item instanceof Y.Item ? baseOf(flat, item) : undefined;
  if (!(item instanceof Y.Item) || base === undefined) return lost;
  if (!item.deleted && item.content instanceof Y.ContentString)
    return standing(base, { item, within: id.clock - item.id.clock }, assoc);
  const again = item.deleted ? standsAgain(doc, flat, id, around) : null;
  const baseAgain = again && baseOf(flat, again.item);
  if (again && baseAgain !== undefined && baseAgain !== null)
    return { ...standing(baseAgain, again, assoc), isAgain: true };
  return { kind: 'deleted', at: base + lettersBefore(item) };
}

const baseOf = (flat: FlatText, { parent }: Y.Item): number | undefined =>
  parent instanceof Y.XmlText ? flat.base.get(parent) : undefined;

const standing = (base: number, { item, within }: Standing, assoc: number) => ({
  kind: 'alive' as const,
  at: base + lettersBefore(item) + within + (assoc < 0 ? 1 : 0),
});

function lettersBefore(item: Y.Item): number {
  let count = 0;
  for (let left = item.left; left; left = left.left)
    if (!left.deleted && left.content instanceof Y.ContentString) count += left.length;
  return count;
}

/** The beginning or the end of a text, whatever stands in it. */
function atEdge(doc: Y.Doc, flat: FlatText, id: Y.ID, assoc: number): AnchorEnd {
  if (Y.getState(doc.store, id.client) <= id.clock) return lost;
  const item = Y.getItem(doc.store, id);
  const type = item instanceof Y.Item && item.content instanceof Y.ContentType ? item.content.type : undefined;
  const base = type instanceof Y.XmlText ? flat.base.get(type) : undefined;
  return base === undefined ? lost : { kind: 'alive', at: base + (assoc < 0 ? 0 : (type?._length ?? 0)) };
}

const decoded = new Map<string, Y.RelativePosition | null>();
const decodedMax = 20_000;

/** Written by other people's programs: anything that cannot be read is no position. */
export function decodedPosition(encoded: string): Y.RelativePosition | null {
  const known = decoded.get(encoded);
  if (known !== undefined) return known;
  let position: Y.RelativePosition | null = null;
  try {
    position = Y.decodeRelativePosition(fromBase64(encoded));
  } catch {
    // not base64, or not a position: lost
  }
  if (decoded.size >= decodedMax) decoded.clear();
  decoded.set(encoded, position);
  return position;
}
