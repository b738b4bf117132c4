// A place in a point's words, kept by its letters and not by its number: others may edit before it meanwhile. Touches
// no page.
import type * as Y from 'yjs';
import { holdOffset, offsetNow } from './binding/held-places.ts';

/** Call the result for the offset behind these words as they stand then. */
export function keepPlace(root: Y.XmlElement, { to }: { readonly to: number }): () => number {
  const held = holdOffset(root, to, 'left');
  return () => offsetNow(root, held);
}
