// A caret or selection as it is held while others write: tied to letters by Yjs positions (rule E8). Draws nothing and
// writes nothing.
import * as Y from 'yjs';
import { flowOf, flowText, lineEnd } from '../../../shared/text/flow.ts';
import type { Lean } from '../../../shared/text/moved-offset.ts';

/** One end. A caret leans left: what others add right behind my last letter comes after what I type next. */
export type HeldPlace = { readonly position: Y.RelativePosition; readonly lean: Lean };

/** Holds the place at an offset of the flat text. */
export function holdOffset(root: Y.XmlElement, offset: number, lean: Lean): HeldPlace {
  const flow = flowOf(root);
  const index = flow ? Math.max(0, Math.min(offset, flow.length)) : 0;
  // At the beginning of a line the letter before is another line's end, and a line added there would take the place
  // along: what stands after is the line's own, be it its end.
  const isTiedLeft = flow !== null && lean === 'left' && index > 0 && flowText(flow).charAt(index - 1) !== lineEnd;
  return { position: Y.createRelativePositionFromTypeIndex(flow ?? root, index, isTiedLeft ? -1 : 0), lean };
}

/** A letter that is gone leaves its place where it stood. A body without a flow has only one place. */
export function offsetNow(root: Y.XmlElement, { position }: HeldPlace): number {
  const flow = root.doc && flowOf(root);
  if (!root.doc || !flow) return 0;
  const place = Y.createAbsolutePositionFromRelativePosition(position, root.doc);
  return place?.type === flow ? Math.min(place.index, flow.length) : 0;
}
