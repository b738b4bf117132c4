// Where a thread or flag hangs in a point's words: Yjs positions for the place, the quoted words for the meaning (W3C TextQuoteSelector).
// Resolving never guesses silently: words that changed say so, words that are gone are detached.
import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import { z } from 'zod';
import { anchorContextChars, quoteCharsMax } from '../limits.ts';
import type { FlatText } from './point-text.ts';
import { flatText } from './point-text.ts';

const Position = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/);

export const Anchor = z.strictObject({
  /** Base64 of encoded Yjs relative positions. */
  start: Position,
  end: Position,
  quote: z.string().min(1).max(quoteCharsMax),
  prefix: z.string().max(anchorContextChars),
  suffix: z.string().max(anchorContextChars),
});
export type Anchor = z.infer<typeof Anchor>;

export type Placed =
  | { readonly kind: 'exact'; readonly from: number; readonly to: number }
  /** Still there, but it reads otherwise now. */
  | { readonly kind: 'changed'; readonly from: number; readonly to: number }
  | { readonly kind: 'detached' };

/** Start sticks to the letter after it, end to the letter before it, so that typing at the edges stays outside. */
export function makeAnchor(root: Y.XmlElement, from: number, to: number): Anchor {
  const flat = flatText(root);
  const start = positionAt(flat, from, 0);
  const end = positionAt(flat, to, -1);
  return {
    start: toBase64(Y.encodeRelativePosition(start)),
    end: toBase64(Y.encodeRelativePosition(end)),
    quote: quoteOf(flat.text, from, to),
    prefix: wholeCharacters(flat.text.slice(Math.max(0, from - anchorContextChars), from)),
    suffix: wholeCharacters(flat.text.slice(to, to + anchorContextChars)),
  };
}

function positionAt(flat: FlatText, offset: number, assoc: 0 | -1): Y.RelativePosition {
  let best: [Y.XmlText, number] | undefined;
  for (const [text, base] of flat.base)
    if (base + (assoc < 0 ? 1 : 0) <= offset || best === undefined) best = [text, base];
  if (!best) throw new RangeError('a point without text has no words to hang on');
  const [text, base] = best;
  return Y.createRelativePositionFromTypeIndex(text, Math.min(Math.max(0, offset - base), text.length), assoc);
}

export function resolveAnchor(root: Y.XmlElement, flat: FlatText, anchor: Anchor): Placed {
  const from = offsetOf(root, flat, anchor.start);
  const to = offsetOf(root, flat, anchor.end);
  if (from !== null && to !== null && to > from) {
    if (quoteOf(flat.text, from, to) === anchor.quote) return { kind: 'exact', from, to };
    // An Enter in the middle, or a deletion undone: all that is left of it lies within the whole quote. A twin that only touches it is not it.
    const whole = occurrences(flat.text, anchor.quote).find(hit => hit.from <= from && hit.to >= to);
    return whole ? { kind: 'exact', ...whole } : { kind: 'changed', from, to };
  }
  // Cut and pasted back in place, or deleted and undone (Yjs tells only the undoer's copy that these are the same words): taken again only where its
  // neighbours are the same too, and nowhere else are.
  const [again, twin] = occurrences(flat.text, anchor.quote).filter(hit => isSameContext(flat.text, hit, anchor));
  return again && !twin ? { kind: 'exact', ...again } : { kind: 'detached' };
}

/** The (client, clock) pairs that the positions rest on: the server must hold them before the anchor means anything. */
export function anchorNeeds(anchor: Anchor): [number, number][] {
  return [anchor.start, anchor.end].flatMap(encoded => {
    const position = decode(encoded);
    return [position?.item, position?.type].flatMap((id): [number, number][] => (id ? [[id.client, id.clock]] : []));
  });
}

const decoded = new Map<string, Y.RelativePosition | null>();
const decodedMax = 20_000;

/** Written by other people's programs: anything that cannot be read is no position. */
function decode(encoded: string): Y.RelativePosition | null {
  const known = decoded.get(encoded);
  if (known !== undefined) return known;
  let position: Y.RelativePosition | null = null;
  try {
    position = Y.decodeRelativePosition(fromBase64(encoded));
  } catch {
    // not base64, or not a position: detached
  }
  if (decoded.size >= decodedMax) decoded.clear();
  decoded.set(encoded, position);
  return position;
}

function offsetOf(root: Y.XmlElement, flat: FlatText, encoded: string): number | null {
  const position = decode(encoded);
  if (!position || !root.doc) return null;
  try {
    const absolute = Y.createAbsolutePositionFromRelativePosition(position, root.doc);
    const base = absolute?.type instanceof Y.XmlText ? flat.base.get(absolute.type) : undefined;
    return absolute && base !== undefined ? base + absolute.index : null;
  } catch {
    return null; // it names a client or clock that this document has never held
  }
}

type Hit = { readonly from: number; readonly to: number };

/** Where the quote stands, whatever paragraph breaks have come into it or gone from it. */
function occurrences(text: string, quote: string): readonly Hit[] {
  const places: number[] = [];
  let joined = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i);
    if (unit === '\n') continue;
    places.push(i);
    joined += unit;
  }
  const wanted = quote.replaceAll('\n', '');
  const hits: Hit[] = [];
  if (wanted === '') return hits;
  for (let i = joined.indexOf(wanted); i >= 0; i = joined.indexOf(wanted, i + 1))
    hits.push({ from: places[i] ?? 0, to: (places[i + wanted.length - 1] ?? 0) + 1 });
  return hits;
}

function isSameContext(text: string, hit: Hit, { prefix, suffix }: Anchor): boolean {
  return (
    prefix.length + suffix.length > 0 &&
    text.slice(0, hit.from).endsWith(prefix) &&
    text.slice(hit.to).startsWith(suffix)
  );
}

/** Of a longer stretch only the beginning: enough to know it by. */
const quoteOf = (text: string, from: number, to: number): string =>
  wholeCharacters(text.slice(from, Math.min(to, from + quoteCharsMax)));

/** Without the halves of characters that a cut has left at its ends: U+FFFD in their place would never be found again. */
const wholeCharacters = (text: string): string => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
