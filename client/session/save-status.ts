// What the page says of saving, from what the session's parts say of themselves. Pure.
import type { Keeping } from '../local/keeping.ts';
import type { SaveStatus } from './session.ts';

export type StatusParts = {
  readonly ended: string | null;
  readonly isLoaded: boolean;
  readonly isConnected: boolean;
  /** The server says that it can store. */
  readonly canStore: boolean;
  readonly isSlow: boolean;
  /** Local changes of words that are not durable, and the points they stand in. */
  readonly words: number;
  readonly points: number;
  readonly acts: number;
  readonly seenAt: number | null;
  readonly why: string | null;
  readonly keeping: Keeping;
};

export function saveStatus({
  ended,
  isLoaded,
  isConnected,
  canStore,
  isSlow,
  words,
  points,
  acts,
  seenAt,
  why,
  keeping,
}: StatusParts): SaveStatus {
  const waiting = words + acts;
  if (ended !== null) return { kind: 'ended', reason: ended, waiting, keeping };
  if (!isLoaded) return { kind: 'connecting', seenAt, why };
  if (!isConnected) return { kind: 'reconnecting', waiting, points, acts, seenAt, why, keeping };
  if (!canStore) return { kind: 'read-only', waiting, points, acts, keeping };
  return waiting > 0 ? { kind: 'saving', changes: waiting, isSlow } : { kind: 'saved', isSlow };
}
