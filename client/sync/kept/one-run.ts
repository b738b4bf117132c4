// One run of typing through one refusal, as one entry of what is kept: what the server refused, and behind it what was
// typed on at the point that took no more. These come in any order and in pieces, since the point is drawn anew
// meanwhile. Pure.
import type { KeptWords } from '../../local/own-work.ts';
import { whyKept } from './why-kept.ts';

/**
 * What is typed on where it is not taken: `id`, under which it is told again, longer; and the part of its first word
 * that stood there before.
 */
export type TypedOn = {
  readonly id: string;
  readonly wordBefore: string;
  /** So many letters before it were deleted again, of what was refused. */
  readonly back?: number;
  /** At another place of the point than what was typed before it; `over`: words that were selected there, or none. */
  readonly elsewhere?: { readonly over: string };
};

/** `isTypedOn`: it goes behind whatever was refused. `order`: when it began (in-order.ts). */
export type Piece = TypedOn & {
  readonly words: string;
  readonly tail: string;
  readonly rest: string;
  readonly isTypedOn: boolean;
  readonly order: number;
};
export type Run = readonly Piece[];

/** What the server refused of a point, and when the first letter of it was written. */
export type Refused = { readonly kept: KeptWords; readonly order: number };

/** What was refused before it was typed on. Null: nothing can be typed on behind it. */
export const refusedPiece = ({ kept: { id, words, tail, rest = '' }, order }: Refused): Piece | null =>
  tail === undefined ? null : { id, words, wordBefore: '', tail, rest, isTypedOn: false, order };

/** Of a run that may follow what was refused: when its first key was held; null where it begins otherwise. */
export const heldFrom = ([first]: Run): number | null =>
  first?.isTypedOn && first.elsewhere === undefined ? first.order : null;

/** In their order: what was refused, then what was typed on, as it came. */
export function withPiece(run: Run, piece: Piece): Run {
  if (run.some(({ id }) => id === piece.id)) return run.map(each => (each.id === piece.id ? piece : each));
  return piece.isTypedOn ? [...run, piece] : [piece, ...run];
}

/**
 * As it was typed: each piece with the blanks that stood behind it, and without others' letters there, where another
 * one follows. The first word is whole, also where a part of it arrived: what was refused is kept so, too.
 */
export function wordsOfRun(run: Run): string {
  const typed = run.filter(({ words, back = 0 }, i) => words !== '' || (i > 0 && back > 0));
  const [first] = typed;
  const start = first && /^\S/.test(first.words) ? first.wordBefore : '';
  const before = ({ words, tail, rest }: Piece): string => words.slice(0, words.length - rest.length) + tail;
  let text = '';
  for (const [i, piece] of typed.entries()) {
    if (piece.back) text = [...text].slice(0, -piece.back).join('');
    text += i < typed.length - 1 ? before(piece) : piece.words;
  }
  return start + text;
}

/** Whether both were typed at one point, and refused for the same reason. */
export const isLike = (a: Told, b: Told): boolean =>
  a.point !== null && a.point === b.point && (whyKept(a.reason) ?? a.reason) === (whyKept(b.reason) ?? b.reason);

export const isSoonAfter = (a: Told, b: Told): boolean => Math.abs(a.at - b.at) <= runPauseMs;

type Told = Pick<KeptWords, 'point' | 'reason' | 'at'>;

/** From what was refused to the next key. */
const runPauseMs = 10_000;
