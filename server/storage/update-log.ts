// The update log: the durable truth behind rooms and record. The interface and its promises (rules L1 to L8 of
// PROTOCOL.md); no implementation.
import type { Voice } from '../../shared/api/voice.ts';
import type { ActId, DocName, DraftId, MemberId, PointId, ThreadId } from '../../shared/ids.ts';
import type { Head } from '../../shared/rows/schema.ts';

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

/** One line of the derived history. A change with a known `run` extends that line and moves it to the top. */
export type HistoryChange = {
  readonly run: string;
  readonly doc: DocName;
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly member: string;
  readonly name: string;
  readonly party: string | null;
  readonly role: string;
  readonly point: PointId | null;
  readonly thread: ThreadId | null;
  /** The flag, red line, stance or theme it was about; of a point that left a theme, that theme. */
  readonly row: string | null;
  readonly inserted: number;
  readonly deleted: number;
  /** JSON for display. */
  readonly detail: string;
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
  readonly tail: readonly { readonly seq: number; readonly update: Uint8Array }[];
  readonly head: Head;
  /** Time of the newest entry, or 0. */
  readonly at: number;
};

export type HistoryAsked = {
  readonly draft: DraftId;
  readonly limit: number;
  /** Lines below `cursor`, and not below `until`: both as they were handed out. */
  readonly cursor?: string | undefined;
  readonly until?: string | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly member?: string | undefined;
  readonly party?: Voice | undefined;
  readonly point?: string | undefined;
  readonly thread?: string | undefined;
  readonly row?: string | undefined;
  readonly theme?: AskedTheme | undefined;
  /** Lines that overlap this stretch, in ms since 1970, both ends included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** In whatever case. */
  readonly words?: string | undefined;
};

/** What was done to a theme, to the points in it, and to others until they were moved out of it. */
export type AskedTheme = { readonly id: string; readonly points: readonly string[] };

/** How many lines of the history begin in each of equal stretches of time, for each voice. */
export type HistoryDensity = {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly { readonly voice: string; readonly entries: readonly number[] }[];
};

export type HistoryEntry = Omit<HistoryChange, 'seq' | 'at' | 'doc'> & {
  /** Newer lines stand higher. As a word it is the cursor that leads on from this line. */
  readonly position: number;
  readonly fromAt: number;
  readonly toAt: number;
};
/** Somebody who did something, as they were when they last did. */
export type HistoryPerson = Pick<HistoryChange, 'member' | 'name' | 'party' | 'role'>;
export type LastEdit = {
  readonly point: PointId;
  readonly at: number;
  readonly member: string;
  readonly name: string;
  readonly party: string | null;
  readonly role: string;
};

export type NewsAsked = {
  readonly draft: DraftId;
  readonly member: MemberId;
  /** Lines that ended later than this, in ms since 1970. */
  readonly after: number;
  /** Of points and threads only what ended then or later: whoever asks has the rest. */
  readonly known: number;
  /** From when on a line is counted as lately. */
  readonly since: number;
};

/** What others than one member did. */
export type News = {
  /** When the newest line of each ended: of a point beside its threads (`thread` is null), and of a thread. */
  readonly things: readonly { readonly point: PointId | null; readonly thread: ThreadId | null; readonly at: number }[];
  /**
   * Lines about neither point nor thread: how many, how many of them lately, and when the newest ended (0: there is
   * none).
   */
  readonly besides: { readonly count: number; readonly lately: number; readonly at: number };
};

export interface UpdateLog {
  /**
   * All in one synced transaction. A conflict (a seq or act id that is taken, a gap) fails that draft alone; a disk
   * error rejects for all.
   */
  append(commits: readonly DraftCommit[]): Promise<readonly CommitOutcome[]>;
  head(doc: DocName): Promise<Head>;
  /** What a room needs to open: the newest snapshot and the rows after it. */
  load(doc: DocName): Promise<StoredDocument>;
  /** Entries after `after`, oldest first. */
  read(doc: DocName, after: number, limit: number): Promise<readonly Entry[]>;
  findAct(draft: DraftId, member: MemberId, act: ActId): Promise<ActRecord | null>;
  clientIds(draft: DraftId): Promise<readonly ClientIdOwner[]>;
  /** Keeps only the newest; one beyond the head is refused. */
  saveSnapshot(doc: DocName, seq: number, state: Uint8Array): Promise<void>;
  history(asked: HistoryAsked): Promise<{ readonly entries: readonly HistoryEntry[]; readonly next: string | null }>;
  /** The cursor that leads on after so many lines of the draft, whatever they say; null: there are no more. */
  cursorAfter(draft: DraftId, cursor: string | undefined, lines: number): Promise<string | null>;
  density(draft: DraftId, buckets: number): Promise<HistoryDensity>;
  /** Everybody in the history, whether or not they are still a member. */
  people(draft: DraftId): Promise<readonly HistoryPerson[]>;
  /** Times of the last change before each pause of at least `gapMs`, oldest first. */
  quietMoments(draft: DraftId, gapMs: number): Promise<readonly number[]>;
  /** One line of the history. */
  line(draft: DraftId, run: string): Promise<HistoryEntry | null>;
  /** The newest change of each point's words. */
  lastEdits(draft: DraftId): Promise<readonly LastEdit[]>;
  news(asked: NewsAsked): Promise<News>;
  /** Deletes a whole draft: the one exception to "never rewritten". */
  forget(draft: DraftId): Promise<void>;
  close(): Promise<void>;
}

export type UpdateLogErrorKind =
  /** Nothing of the append is stored. */
  | 'disk'
  /** Nobody can tell whether it is stored: read back before anything is retried. */
  | 'unknown'
  | 'bad-cursor'
  | 'closed';

export class UpdateLogError extends Error {
  override name = 'UpdateLogError';
  readonly kind: UpdateLogErrorKind;

  constructor(kind: UpdateLogErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
