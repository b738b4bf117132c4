// What a draft's page can see and do: the one interface between a draft and everything drawn. Implemented by
// draft-session.ts (live), past-session.ts and reader-session.ts; drawn from through use-session.tsx. Holds no React.

import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { Act, Member, SentAct } from '../../shared/acts/act.ts';
import type { Seat } from '../../shared/api/contract.ts';
import type { ActId, DocPart, MemberId, PointId } from '../../shared/ids.ts';
import type { OverlayRows } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import type { Dispute } from '../evidence/disputes.ts';
import type { Keeping } from '../local/keeping.ts';
import type { SeenHead } from '../local/local-draft.ts';
import type { KeptWords } from '../local/own-work.ts';
import type { TypedOn } from '../sync/kept/one-run.ts';

/** The one status place. `changes` and `waiting` count edits and acts that are not yet durable. */
export type SaveStatus =
  /** The draft is not there yet. `seenAt`: nor is the server, and this tab holds no copy of the draft. */
  | { readonly kind: 'connecting'; readonly seenAt: number | null; readonly why: string | null }
  /** `isSlow`: by plain requests, since WebSockets are blocked here. */
  | { readonly kind: 'saved'; readonly isSlow: boolean }
  | { readonly kind: 'saving'; readonly changes: number; readonly isSlow: boolean }
  /**
   * No connection. `points` hold unsent words; `seenAt` is when the server was last heard, where that was before this
   * page was opened.
   */
  | {
      readonly kind: 'reconnecting';
      readonly waiting: number;
      readonly points: number;
      readonly acts: number;
      readonly seenAt: number | null;
      /** The server is there and lets nobody in for now, in its words, e.g. that too many tabs are open. */
      readonly why: string | null;
      /** What becomes of what waits when this page is closed. */
      readonly keeping: Keeping;
    }
  /** Connected to a server that cannot store for now: what is written waits here. */
  | {
      readonly kind: 'read-only';
      readonly waiting: number;
      readonly points: number;
      readonly acts: number;
      readonly keeping: Keeping;
    }
  /** The draft is shown as it stood: nothing is written, nothing waits. */
  | { readonly kind: 'past' }
  /** The server said no for good (seat lost, draft gone, too old a page): `reason` in its words. */
  | { readonly kind: 'ended'; readonly reason: string; readonly waiting: number; readonly keeping: Keeping };

export type Person = {
  readonly clientId: number;
  readonly member: MemberId;
  readonly name: string;
  readonly party: string | null;
  readonly point: PointId | null;
  readonly isMe: boolean;
};

/** What became of an act that this page sent. */
export type ActOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string };

export type ActDraft = SentAct extends infer A ? (A extends SentAct ? Omit<A, 'id'> : never) : never;

export type LastChange = { readonly by: By; readonly at: number };

/** All of the draft but its words. Referentially stable: a new object only after an act, never after typing. */
export type DraftSnapshot = {
  readonly rows: OverlayRows;
  /** Acts that wait for the server: row ids derive from their ids, so a card can tell that it is waiting. */
  readonly pending: ReadonlySet<ActId>;
  readonly members: ReadonlyMap<MemberId, Member>;
  /** False until both documents have arrived once: draw "Loading the draft", not an empty one. */
  readonly isLoaded: boolean;
  /** The server's no for good, in its words: from then on nothing that is typed would arrive. */
  readonly ended: string | null;
};

/** What this member was told of the record, and where that does not hold. */
export interface Evidence {
  /** The newest entry of each document that this page was told of: what the record must never fall short of. */
  receipts(): Readonly<Record<DocPart, SeenHead | null>>;
  /** The entry from which the chain has not been seen yet to lead to the receipt; null: it has. */
  notFollowedFrom(part: DocPart): number | null;
  /** Where the server has shown another past or another key, oldest first, noted or not. */
  disputes(): readonly Dispute[];
  /** Its member has noted it. */
  note(dispute: string): void;
  /** They outlive this page. */
  areStored(): boolean;
}

/** What every view of a draft offers: live, as it stood, or as a version that was circulated. */
export interface Session {
  readonly seat: Seat;
  readonly me: By;
  /** The words. Replaced after a refusal heals, so read it from here each time. */
  readonly text: Y.Doc;
  readonly awareness: Awareness;
  /** The words never change: whoever reads them needs no editor. */
  readonly isFrozen: boolean;
  /** Null: this is no live draft. */
  readonly live: LiveParts | null;
  snapshot(): DraftSnapshot;
  status(): SaveStatus;
  /** What becomes of own work when this page is closed. */
  keeping(): Keeping;
  readonly evidence: Evidence;
  /** The id of a point's wording as it stands here: what a stance is taken to. */
  wordingOf(point: PointId): string;
  /** Grows with every change of words. */
  wordsVersion(): number;
  /** Called after any of the above has a new value. Each is referentially stable: a new object only after a change. */
  subscribe(listener: () => void): () => void;
  /**
   * Shows at once, resolves when the server has answered; a refused one gives its reason and leaves the overlay. `id`:
   * chosen before, so that it is done once however often it is sent.
   */
  act(act: ActDraft, id?: ActId): { readonly id: ActId; readonly outcome: Promise<ActOutcome> };
  /** Milliseconds since 1970, by the server's clock. */
  serverNow(): number;
  close(): void;
}

/** What only a live draft offers: others in it, and own work that waits or is kept. */
export interface LiveParts {
  people(): readonly Person[];
  peopleIn(point: PointId): readonly Person[];
  /** Who last changed the words of each point that was changed. */
  lastChanges(): ReadonlyMap<PointId, LastChange>;
  /** Where this person is, for others' screens. */
  enter(point: PointId | null): void;
  /** Acts that the server has not answered, oldest first. */
  unanswered(): readonly Act[];
  /** What becomes of one of these, whichever page made it; null: it is none of them. */
  outcomeOf(act: ActId): Promise<ActOutcome> | null;
  /** An act that the server has not answered is not sent after all, nor what rests on it. No words of it are lost. */
  takeBack(act: ActId): void;
  /** A tab of this member was closed before it had sent all. */
  hasLeftByClosedTab(): Promise<boolean>;
  kept(): readonly KeptWords[];
  /**
   * Words of mine that could not be written into a point, or (null) anywhere: kept for me alone. `typedOn`: one run of
   * typing, told anew as it grows; no words: nothing of it is kept any more.
   */
  keepWords(point: PointId | null, words: string, reason: string, typedOn?: TypedOn): void;
  dismissKept(id: string): void;
  /** Kept again after all. */
  restoreKept(kept: KeptWords): void;
}

export interface LiveSession extends Session, LiveParts {}
