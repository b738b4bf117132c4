// The update log: the durable truth behind rooms and record. The interface and its promises (rules L1 to L8 of
// PROTOCOL.md); no implementation.
import type { ActId, DocName, DraftId, MemberId, PointId } from '../../shared/ids.ts';
import type { Head } from '../../shared/rows/schema.ts';
import type { HistoryChange } from './history-queries.ts';

export type Entry = {
  readonly doc: DocName;
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** JSON of who did it, as they were then. */
  readonly actor: string;
  readonly kind: string;
  /** JSON. */
  readonly detail: string;
  readonly update: Uint8Array;
  /** 32 random bytes: 16 for the digest of the detail, 16 for that of the update. */
  readonly salts: Uint8Array;
  /** 32 bytes. */
  readonly hash: Uint8Array;
  /** Of an entry whose content was redacted: the salted digests that its hash rests on. Its salts are zeros then. */
  readonly digests?: { readonly detail: Uint8Array; readonly update: Uint8Array };
};

/** What takes the place of an entry's content. The entry's hash, and all that follows from it, stays. */
export type Redaction = {
  readonly doc: DocName;
  readonly seq: number;
  /** JSON that names nobody's words. */
  readonly detail: string;
  /** With the same clocks, so that what was written later still has its place. */
  readonly update: Uint8Array;
  readonly digests: { readonly detail: Uint8Array; readonly update: Uint8Array };
  /** The line of the history that tells of it, if any does. */
  readonly run: string | null;
};

/** What an act was answered, so that a resend gets the same. */
export type ActRecord = {
  readonly member: MemberId;
  readonly act: ActId;
  readonly payloadDigest: string;
  readonly answer: string;
};

export type DraftCommit = {
  readonly draft: DraftId;
  readonly entries: readonly Entry[];
  readonly acts: readonly ActRecord[];
  readonly clientIds: readonly ClientIdOwner[];
  readonly history: readonly HistoryChange[];
  /** In the same transaction as the entry that says so: the one exception to "never changed". */
  readonly redactions?: readonly Redaction[];
};

export type ClientIdOwner = { readonly clientId: number; readonly member: MemberId };
export type CommitOutcome = { readonly kind: 'committed' } | { readonly kind: 'conflict'; readonly reason: string };

export type StoredDocument = {
  readonly snapshot: { readonly seq: number; readonly state: Uint8Array } | null;
  /** A stored snapshot did not fit the log: it is not used, and the next one takes its place. */
  readonly hadMisfit: boolean;
  readonly tail: readonly { readonly seq: number; readonly update: Uint8Array }[];
  readonly head: Head;
  /** Time of the newest entry, or 0. */
  readonly at: number;
};

/** Where a document stands. `at`: of its newest entry, in ms since 1970. */
export type StandingHead = { readonly doc: DocName; readonly head: Head; readonly at: number };

export type LastEdit = {
  readonly point: PointId;
  readonly at: number;
  readonly member: string;
  readonly name: string;
  readonly party: string | null;
  readonly role: string;
};

/** Implemented by each adapter; the contract suite is its definition. */
export interface UpdateLog {
  /**
   * All in one synced transaction. A conflict (a seq or act id that is taken, a gap) fails that draft alone; a disk
   * error rejects for all.
   */
  append(commits: readonly DraftCommit[]): Promise<readonly CommitOutcome[]>;
  head(doc: DocName): Promise<Head>;
  /** Of every document that has an entry. */
  heads(): Promise<readonly StandingHead[]>;
  /** What a room needs to open: the newest snapshot and the rows after it. Rejects where these are damaged. */
  load(doc: DocName): Promise<StoredDocument>;
  /** Entries after `after`, oldest first. Rejects where one of them is damaged. */
  read(doc: DocName, after: number, limit: number): Promise<readonly Entry[]>;
  findAct(draft: DraftId, member: MemberId, act: ActId): Promise<ActRecord | null>;
  clientIds(draft: DraftId): Promise<readonly ClientIdOwner[]>;
  /** The newest change of each point's words. */
  lastEdits(draft: DraftId): Promise<readonly LastEdit[]>;
  /** Keeps only the newest; one beyond the head is refused. */
  saveSnapshot(doc: DocName, seq: number, state: Uint8Array): Promise<void>;
  /** They are not used any more: the draft opens from its entries. */
  dropSnapshots(draft: DraftId): Promise<void>;
  /** Something of no meaning, as durably as an entry. Rejects where nothing can be stored just now. */
  tryWrite(): Promise<void>;
  /** Deletes a whole draft: the one exception to "never rewritten". */
  forget(draft: DraftId): Promise<void>;
}

export type UpdateLogErrorKind =
  /** Nothing of it is stored, for nothing can be just now. */
  | 'disk'
  /** Nothing of it is stored, for a reason that will not pass. */
  | 'fault'
  /** Nobody can tell whether it is stored: read back before anything is retried. */
  | 'unknown'
  | 'bad-cursor'
  /** What is stored does not fit its chain: the message says where. */
  | 'damaged'
  | 'closed';

export class UpdateLogError extends Error {
  override name = 'UpdateLogError';
  readonly kind: UpdateLogErrorKind;

  constructor(kind: UpdateLogErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** What whoever asks for such a draft is told. */
export const damagedRecord =
  'The record of this draft is damaged on the server, so it is not opened. What is in this browser stays. Tell whoever runs the server: they find in its log which entry it is, and can bring back a copy that is whole.';
