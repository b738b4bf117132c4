// Where a thread or flag hangs in a point's words: Yjs positions for the place, the quoted words for the meaning (W3C
// TextQuoteSelector). Resolving never guesses silently: words that changed say so, words that are gone are detached.
// The same for every reader of the same document.
import { toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import { anchorContextChars, quoteCharsMax } from '../../limits.ts';
import type { Letters } from '../letters.ts';
import { commonEnd, commonStart, hasLetters, lastPlaceOf, lettersBefore, lettersOf } from '../letters.ts';
import type { FlatText } from '../point-text.ts';
import { flatText } from '../point-text.ts';
import type { AnchorEnd } from './anchor-ends.ts';
import { anchorEnd, decodedPosition } from './anchor-ends.ts';
import type { Anchor } from './anchor-schema.ts';
import type { Sought } from './words-again.ts';
import { findAgain, gapLike, pieceLettersMax, soughtFor, wholePlaces } from './words-again.ts';

export type Placed =
  | { readonly kind: 'exact'; readonly from: number; readonly to: number }
  /** Still there, but it reads otherwise now. */
  | { readonly kind: 'changed'; readonly from: number; readonly to: number }
  | { readonly kind: 'detached' };

/**
 * Start sticks to the letter after it, end to the letter before it, so that typing at the edges stays outside. `flat`:
 * for whoever makes several in one text.
 */
export function makeAnchor(root: Y.XmlElement, begin: number, finish: number, flat = flatText(root)): Anchor {
  const [from, to] = fromLetterToLetter(flat.text, begin, finish);
  const start = positionAt(flat, from, 0);
  const end = positionAt(flat, to, -1);
  const words = {
    quote: quoteOf(flat.text, from, to),
    prefix: wholeCharacters(flat.text.slice(Math.max(0, from - anchorContextChars), from)),
    suffix: wholeCharacters(flat.text.slice(to, to + anchorContextChars)),
  };
  const length = to - from > words.quote.length ? lettersOf(flat.text.slice(from, to)).all.length : undefined;
  const twins = twinsOf(flat, soughtFor({ ...words, length }), from);
  return {
    start: toBase64(Y.encodeRelativePosition(start)),
    end: toBase64(Y.encodeRelativePosition(end)),
    ...words,
    ...(twins && { twins }),
    ...(length !== undefined && { length }),
  };
}

/** Ends on letters: a blank or a line break at an edge is nothing to hang on. */
function fromLetterToLetter(text: string, begin: number, finish: number): readonly [number, number] {
  let [from, to] = [begin, finish];
  while (from < to && /\s/.test(text.charAt(from))) from++;
  while (to > from && /\s/.test(text.charAt(to - 1))) to--;
  return to > from ? [from, to] : [begin, finish];
}

function twinsOf(flat: FlatText, sought: Sought, from: number): [number, number] | undefined {
  const letters = lettersIn(flat);
  const places = wholePlaces(flat.text, letters, sought);
  const own = places?.indexOf(lettersBefore(letters, from)) ?? -1;
  return places && own >= 0 ? [own, places.length - 1 - own] : undefined;
}

function positionAt(flat: FlatText, offset: number, assoc: 0 | -1): Y.RelativePosition {
  let best: [Y.XmlText, number] | undefined;
  for (const [text, base] of flat.base)
    if (base + (assoc < 0 ? 1 : 0) <= offset || best === undefined) best = [text, base];
  if (!best) throw new RangeError('a point without text has no words to hang on');
  const [text, base] = best;
  return Y.createRelativePositionFromTypeIndex(text, Math.min(Math.max(0, offset - base), text.length), assoc);
}

/** A quote without a letter is of an old page, or of a hostile one: no place is where it stands. */
export const isOnWords = ({ quote }: Anchor): boolean => hasLetters(quote);

export function resolveAnchor(root: Y.XmlElement, flat: FlatText, anchor: Anchor): Placed {
  return placedByEnds(root, flat, anchor) ?? soughtPlace(root, flat, anchor);
}

/** The usual case, and cheap: both ends live. Null: the words have to be looked for, in the whole text. */
export function placedByEnds(root: Y.XmlElement, flat: FlatText, anchor: Anchor): Placed | null {
  if (!isOnWords(anchor)) return detached;
  const [start, end] = endsOf(root, flat, anchor);
  if (start.kind !== 'alive' || end.kind !== 'alive' || end.at <= start.at) return null;
  if (quoteOf(flat.text, start.at, end.at) === anchor.quote) return { kind: 'exact', from: start.at, to: end.at };
  const found = between(flat, anchor, start.at, end.at);
  const isAgain = start.isAgain === true || end.isAgain === true;
  return (found.kind === 'changed' && isAgain ? wholeWithin(flat, anchor, found) : null) ?? found;
}

/** The whole words stand at one of the ends: a restored version wrote them, and an undo brought some of them twice. */
function wholeWithin(flat: FlatText, anchor: Anchor, { from, to }: Standing): Placed | null {
  const letters = lettersIn(flat);
  const { quote } = soughtIn(anchor);
  const [first, end] = [lettersBefore(letters, from), lettersBefore(letters, to)];
  if (isLong(anchor) || end - first < quote.length) return null;
  const whole = [first, end - quote.length].find(at => letters.all.startsWith(quote, at));
  return whole === undefined ? null : placed(flat, letters, anchor, whole);
}

function endsOf(root: Y.XmlElement, flat: FlatText, anchor: Anchor): readonly [AnchorEnd, AnchorEnd] {
  const { start, end, quote, prefix, suffix } = anchor;
  const behind = isLong(anchor) ? '' : suffix;
  const first = { before: prefix, letter: quote.charAt(0), after: quote.slice(1) + behind, words: 'after' } as const;
  const last = {
    before: isLong(anchor) ? '' : prefix + quote.slice(0, -1),
    letter: isLong(anchor) ? '' : quote.slice(-1),
    after: suffix,
    words: 'before',
  } as const;
  return [anchorEnd(root, flat, start, first), anchorEnd(root, flat, end, last)];
}

function soughtPlace(root: Y.XmlElement, flat: FlatText, anchor: Anchor): Placed {
  const [start, end] = endsOf(root, flat, anchor);
  const half =
    start.kind === 'alive' && end.kind !== 'alive'
      ? fromStart(flat, anchor, start.at, end)
      : end.kind === 'alive' && start.kind !== 'alive'
        ? toEnd(flat, anchor, start, end.at)
        : null;
  return half ?? again(flat, anchor, start, end);
}

/** Both ends live: what stands between them is what it hangs on. */
function between(flat: FlatText, anchor: Anchor, from: number, to: number): Standing {
  const letters = lettersIn(flat);
  const { quote } = soughtIn(anchor);
  const first = lettersBefore(letters, from);
  const isWhole = isLong(anchor)
    ? letters.all.startsWith(quote, first)
    : letters.all.slice(first, lettersBefore(letters, to)) === quote;
  return { kind: isWhole && readsAs(flat.text, letters, first, anchor) ? 'exact' : 'changed', from, to };
}

/** The first letter lives and the last does not: they begin there, wherever the rest was written anew. */
function fromStart(flat: FlatText, anchor: Anchor, from: number, end: AnchorEnd): Placed | null {
  const letters = lettersIn(flat);
  const { quote } = soughtIn(anchor);
  const first = lettersBefore(letters, from);
  if (letters.all.startsWith(quote, first)) return { ...placed(flat, letters, anchor, first), from };
  if (end.kind === 'deleted' && end.at > from) return { kind: 'changed', from, to: end.at };
  const kept = commonStart(quote, letters.all.slice(first, first + quote.length));
  return kept === 0 ? null : { kind: 'changed', from, to: (letters.at[first + kept - 1] ?? from) + 1 };
}

/** The last letter lives and the first does not. */
function toEnd(flat: FlatText, anchor: Anchor, start: AnchorEnd, to: number): Placed | null {
  const letters = lettersIn(flat);
  const { quote } = soughtIn(anchor);
  const end = lettersBefore(letters, to);
  // Of long words only the beginning is known.
  const first = isLong(anchor) ? lastPlaceOf(letters.all, quote, end) : end - quote.length;
  if (first >= 0 && letters.all.startsWith(quote, first)) return { ...placed(flat, letters, anchor, first), to };
  if (start.kind === 'deleted' && start.at < to)
    return { kind: 'changed', from: beginBefore(flat, anchor, start.at), to };
  const kept = isLong(anchor) ? 0 : commonEnd(quote, letters.all.slice(Math.max(0, end - quote.length), end));
  return kept === 0 ? null : { kind: 'changed', from: letters.at[end - kept] ?? to - 1, to };
}

/** No end lives: by the words and their neighbours, or not at all. */
function again(flat: FlatText, anchor: Anchor, start: AnchorEnd, end: AnchorEnd): Placed {
  const letters = lettersIn(flat);
  const sought = soughtIn(anchor);
  const deleted = [start, end].flatMap(each => (each.kind === 'deleted' ? [each.at] : []));
  const deletedAt = deleted.map(at => lettersBefore(letters, at));
  const first = findAgain(flat.text, letters, sought, deletedAt);
  if (first !== null) return placed(flat, letters, anchor, first);
  const [from = 0, to = 0] = deleted;
  // their middle lives
  if (to > from) return { kind: 'changed', from: beginBefore(flat, anchor, from), to: endBefore(flat, anchor, to) };
  const gap = isLong(anchor) ? null : gapLike(letters.all, sought);
  return gap ? { kind: 'changed', from: letters.at[gap[0]] ?? 0, to: (letters.at[gap[1] - 1] ?? 0) + 1 } : detached;
}

/**
 * Where the words begin whose first letter was deleted: an undo brings letters back right before the place where they
 * stood.
 */
function beginBefore(flat: FlatText, anchor: Anchor, at: number): number {
  const letters = lettersIn(flat);
  const { quote } = soughtIn(anchor);
  const first = lettersBefore(letters, at);
  for (let length = Math.min(quote.length, first, pieceLettersMax); length >= edgeLettersMin; length--)
    if (letters.all.startsWith(quote.slice(0, length), first - length)) return letters.at[first - length] ?? at;
  return at;
}
/** Where the words end whose last letter was deleted: with it came back what was deleted behind it. */
function endBefore(flat: FlatText, anchor: Anchor, at: number): number {
  const letters = lettersIn(flat);
  const { quote } = soughtIn(anchor);
  const last = lettersBefore(letters, at);
  for (let end = last; end > Math.max(0, last - pieceLettersMax) && !isLong(anchor); end--)
    if (commonEnd(quote, letters.all.slice(Math.max(0, end - quote.length), end)) >= edgeLettersMin)
      return (letters.at[end - 1] ?? at - 1) + 1;
  return at;
}

/** Fewer may stand there by chance. */
const edgeLettersMin = 3;

const detached: Placed = { kind: 'detached' };

type Standing = { readonly kind: 'exact' | 'changed'; readonly from: number; readonly to: number };

/** All the words from their first letter on. */
function placed(flat: FlatText, letters: Letters, anchor: Anchor, first: number): Standing {
  const last = first + soughtIn(anchor).quote.length;
  const end = isLong(anchor) ? Math.max(last, endOfLong(letters, anchor, first)) : last;
  const kind = readsAs(flat.text, letters, first, anchor) ? 'exact' : 'changed';
  return { kind, from: letters.at[first] ?? 0, to: (letters.at[end - 1] ?? 0) + 1 };
}

/** Only the beginning of its words is quoted. */
const isLong = ({ quote }: Anchor): boolean => quote.length >= quoteCharsMax - 1;

/** As long as they were, or up to what stood after them. */
function endOfLong({ all }: Letters, anchor: Anchor, first: number): number {
  const { quote, after } = soughtIn(anchor);
  const usual = Math.min(all.length, first + (anchor.length ?? quote.length));
  const next = after.letters.slice(0, pieceLettersMax);
  const found = all.startsWith(next, usual) ? usual : all.indexOf(next, first + quote.length);
  return found < 0 ? usual : found;
}

/**
 * The letters are the same; whether the words are too: line breaks may have come and gone, but "now here" is not
 * "nowhere".
 */
function readsAs(text: string, { at }: Letters, first: number, anchor: Anchor): boolean {
  const count = soughtIn(anchor).quote.length;
  const now = text.slice(at[first] ?? 0, (at[first + count - 1] ?? 0) + 1);
  const then = anchor.quote.trim();
  // as many blanks as would be a quote: no glance is worth reading them
  if (now.length > then.length + quoteCharsMax) return false;
  return now.replaceAll('\n', '') === then.replaceAll('\n', '') || inOneLine(now) === inOneLine(then);
}

const inOneLine = (words: string): string => words.replace(/\s+/g, ' ');

const letterCache = new WeakMap<FlatText, Letters>();
function lettersIn(flat: FlatText): Letters {
  const known = letterCache.get(flat) ?? lettersOf(flat.text);
  letterCache.set(flat, known);
  return known;
}

const soughtCache = new WeakMap<Anchor, Sought>();
function soughtIn(anchor: Anchor): Sought {
  const known = soughtCache.get(anchor) ?? soughtFor(anchor);
  soughtCache.set(anchor, known);
  return known;
}

/** The (client, clock) pairs that the positions rest on: the server must hold them before the anchor means anything. */
export function anchorNeeds(anchor: Anchor): [number, number][] {
  return [anchor.start, anchor.end].flatMap(encoded => {
    const position = decodedPosition(encoded);
    return [position?.item, position?.type].flatMap((id): [number, number][] => (id ? [[id.client, id.clock]] : []));
  });
}

/** Of a longer stretch only the beginning: enough to know it by. */
const quoteOf = (text: string, from: number, to: number): string =>
  wholeCharacters(text.slice(from, Math.min(to, from + quoteCharsMax)));

/**
 * Without the halves of characters that a cut has left at its ends: U+FFFD in their place would never be found again.
 */
const wholeCharacters = (text: string): string => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
