// A caret or selection as it is held while others write: tied to letters by Yjs positions, and where those letters were
// taken out and written anew, to the words around. Draws nothing.
import * as Y from 'yjs';
import type { Lean } from '../../../shared/text/moved-offset.ts';
import { movedOffset } from '../../../shared/text/moved-offset.ts';
import type { FlatText } from '../../../shared/text/point-text.ts';
import { flatText } from '../../../shared/text/point-text.ts';
import { standingLetters } from './standing-letters.ts';
import type { WhoseLetters } from './whose-letters.ts';

/** One end. A caret leans left: what others add right behind my last letter comes after what I type next. */
export type HeldPlace = {
  readonly position: Y.RelativePosition;
  readonly lean: Lean;
  /**
   * At the beginning of a text there is no letter to the left: the one to the right tells whether the words are still
   * here.
   */
  readonly witness: Y.RelativePosition | null;
};

export function holdPlace(type: Y.XmlText | Y.XmlElement, index: number, lean: Lean): HeldPlace {
  const isAtBeginning = lean === 'left' && index === 0 && type.length > 0;
  return {
    position: Y.createRelativePositionFromTypeIndex(type, index, lean === 'left' ? -1 : 0),
    lean,
    witness: isAtBeginning ? Y.createRelativePositionFromTypeIndex(type, 0, 0) : null,
  };
}

/** Holds the place at an offset of the flat text. */
export function holdOffset(root: Y.XmlElement, flat: FlatText, offset: number, lean: Lean): HeldPlace {
  for (const [text, base] of flat.base)
    if (base <= offset && offset <= base + text.length) return holdPlace(text, offset - base, lean);
  const line = emptyLineAt(root, offset);
  return line ? holdPlace(line, 0, lean) : holdPlace(root, root.length, lean);
}

/** A line that holds no text yet, e.g. one that Enter has just made. */
function emptyLineAt(root: Y.XmlElement, offset: number): Y.XmlElement | null {
  let at = 0;
  const find = (parent: Y.XmlElement): Y.XmlElement | null => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) at += child.length;
      else if (child instanceof Y.XmlElement) {
        if (child.length === 0 && child.nodeName !== 'linebreak' && at === offset) return child;
        const found = find(child);
        if (found) return found;
        if (child.nodeName !== 'link' && child.nodeName !== 'list') at++;
      }
    }
    return null;
  };
  return find(root);
}

/**
 * Where the place is now; `before` is read only where its letters are gone and nobody is known to have written them
 * anew.
 */
export function offsetNow(
  root: Y.XmlElement,
  held: HeldPlace,
  was: number,
  before: () => string,
  whose: WhoseLetters | null = null,
): number {
  const flat = flatText(root);
  const alive = liveOffset(root, flat, held.position);
  const isHere = alive !== null && (held.witness === null || liveOffset(root, flat, held.witness) !== null);
  if (isHere) return alive;
  return (whose && offsetOfCopy(root, flat, held, whose)) ?? movedOffset(before(), flat.text, was, held.lean);
}

/** Beside the letter that was written anew for the one that the place is tied to. */
function offsetOfCopy(root: Y.XmlElement, flat: FlatText, held: HeldPlace, whose: WhoseLetters): number | null {
  const item = (held.witness ?? held.position).item;
  if (!item) return null;
  const { first } = whose.of(item);
  const copy = standingLetters(root).find(({ id }) => Y.compareIDs(whose.of(id).first, first));
  const base = copy && flat.base.get(copy.text);
  if (!copy || base === undefined) return null;
  return base + copy.index + (held.witness === null && held.lean === 'left' ? 1 : 0);
}

/** Null where the letter that the position is tied to is gone, or its text is. */
function liveOffset(root: Y.XmlElement, flat: FlatText, position: Y.RelativePosition): number | null {
  const { doc } = root;
  if (!doc || (position.item && isGone(doc, position.item))) return null;
  const absolute = Y.createAbsolutePositionFromRelativePosition(position, doc);
  if (absolute?.type instanceof Y.XmlText) {
    const base = flat.base.get(absolute.type);
    return base === undefined ? null : base + absolute.index;
  }
  return null;
}

function isGone(doc: Y.Doc, id: Y.ID): boolean {
  if (Y.getState(doc.store, id.client) <= id.clock) return true;
  const item = Y.getItem(doc.store, id);
  return item instanceof Y.GC || item.deleted;
}
