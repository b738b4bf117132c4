// The words that a stance is given to: those that whoever gives it had before them, never others that came since (rule
// P10). Reads the session, changes nothing.
import type { PointId } from '../../shared/ids.ts';
import type { StanceKind } from '../../shared/rows/schema.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import type { ActDraft, Session } from './session.ts';

/** `basis` is their wording's id. */
export type SeenWords = { readonly basis: string; readonly words: string };

export const wordsNow = (session: Pick<Session, 'text' | 'wordingOf'>, point: PointId): SeenWords => ({
  basis: session.wordingOf(point),
  words: canonicalText(bodyOf(session.text, point)),
});

type Given = { readonly point: PointId; readonly stance: StanceKind; readonly reason: string };

/** Null: the point has other words by now. */
export function stanceOn(session: Pick<Session, 'wordingOf'>, basis: string, given: Given): ActDraft | null {
  const { point, stance, reason } = given;
  if (session.wordingOf(point) !== basis) return null;
  return { kind: 'stance.take', point, stance, reason: reason.trim() === '' ? null : reason.trim(), basis };
}
