// A place in a point's words, kept by the words around it and not by its number: others may edit before it meanwhile. Touches no page.
import type * as Y from 'yjs';
import type { Anchor } from '../../shared/text/anchors.ts';
import { makeAnchor, resolveAnchor } from '../../shared/text/anchors.ts';
import { flatText } from '../../shared/text/point-text.ts';

/** Enough of a line to know a caret's place by. */
const neighbourChars = 24;

/** Call the result for the offset behind these words as they stand then; `from` and `to` are equal where nothing is selected. */
export function keepPlace(root: Y.XmlElement, { from, to }: { from: number; to: number }): () => number {
  const { text } = flatText(root);
  const held = to > from ? before(root, from, to) : besideCaret(root, text, to);
  return () => {
    const flat = flatText(root);
    const placed = held && resolveAnchor(root, flat, held.anchor);
    if (!placed || placed.kind === 'detached') return Math.min(to, flat.text.length);
    return held.side === 'before' ? placed.to : placed.from;
  };
}

/** The words that the caret stands behind or, at the start of a line, in front of. */
type Held = { readonly anchor: Anchor; readonly side: 'before' | 'after' };

const before = (root: Y.XmlElement, from: number, to: number): Held => ({
  anchor: makeAnchor(root, from, to),
  side: 'before',
});

function besideCaret(root: Y.XmlElement, text: string, offset: number): Held | null {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  if (offset > lineStart) return before(root, Math.max(lineStart, offset - neighbourChars), offset);
  const lineEnd = text.indexOf('\n', offset);
  const end = Math.min(lineEnd < 0 ? text.length : lineEnd, offset + neighbourChars);
  return end > offset ? { anchor: makeAnchor(root, offset, end), side: 'after' } : null;
}
