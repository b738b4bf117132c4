// What is asked of the history that the log derives from acts and typing: its lines, and what they add up to. The
// interface; no implementation.
import type { Voice } from '../../shared/api/voice.ts';
import type { DocName, DraftId, MemberId, PointId, ThreadId } from '../../shared/ids.ts';

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

export interface HistoryQueries {
  /** Lines, newest first. `next`: the cursor that leads on, or null. */
  lines(asked: HistoryAsked): Promise<{ readonly entries: readonly HistoryEntry[]; readonly next: string | null }>;
  /** The cursor that leads on after so many lines of the draft, whatever they say; null: there are no more. */
  cursorAfter(draft: DraftId, cursor: string | undefined, lines: number): Promise<string | null>;
  density(draft: DraftId, buckets: number): Promise<HistoryDensity>;
  /** Everybody in the history, whether or not they are still a member. */
  people(draft: DraftId): Promise<readonly HistoryPerson[]>;
  /** Times of the last change before each pause of at least `gapMs`, oldest first. */
  quietMoments(draft: DraftId, gapMs: number): Promise<readonly number[]>;
  /** The line of this name. */
  line(draft: DraftId, run: string): Promise<HistoryEntry | null>;
  news(asked: NewsAsked): Promise<News>;
}
