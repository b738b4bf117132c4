// What a browser holds of one member's draft beyond the page: copies of its documents, how far they had come, own work
// that is not sent. The one interface between a session and its browser; browser-draft.ts implements it.
import type * as Y from 'yjs';
import { z } from 'zod';
import type { DocPart } from '../../shared/ids.ts';
import type { Keeping } from './keeping.ts';
import type { OwnWork } from './own-work.ts';

/** The newest entry of a document that this browser was told of. */
export const SeenHead = z.strictObject({ seq: z.int().nonnegative(), hash: z.string() });
export type SeenHead = z.infer<typeof SeenHead>;

/** `unreadable`: whether anything is stored nobody can tell. */
export type Loaded = 'read' | 'unreadable';

export interface LocalCopy {
  /** What was stored is in the document, unless it could not be read. */
  readonly loaded: Promise<Loaded>;
  /** What becomes of the document's changes. */
  readonly keeping: Keeping | 'closed';
  /** Likewise, when what is on its way is stored or has failed. */
  settled(): Promise<Keeping | 'closed'>;
  close(): void;
  /** Closes and deletes it. */
  forget(): Promise<void>;
}

export interface LocalDraft {
  readonly work: OwnWork;
  /** What becomes of own work, words and acts alike, when this page is closed. */
  keeping(): Keeping;
  /** Called when that changes, until the signal. */
  watchKeeping(listener: () => void, until: AbortSignal): void;
  /** Something unsent stands where a closed tab has left it: the next opening of the draft takes it over. */
  hasLeftByClosedTab(): Promise<boolean>;
  /** Null: no copy of it was ever whole. */
  head(part: DocPart): SeenHead | null;
  noteHead(part: DocPart, head: SeenHead): void;
  /**
   * The copy that the next page will open, or a new and empty one beside it, which `replacePresentCopy` puts in its
   * place.
   */
  openCopy(part: DocPart, which: 'present' | 'next', doc: Y.Doc): LocalCopy;
  replacePresentCopy(part: DocPart): void;
  /**
   * From now on the copies are of another past than the server's: the next opening takes unsent words out of them, and
   * deletes them.
   */
  markCopiesStale(): void;
  readonly areCopiesStale: boolean;
  /** Deletes what was synced. Own work stays. */
  deleteCopies(): Promise<void>;
  /** The Yjs client id to write under once the document has synced. Null: keep the random one. */
  leaseClientId(): number | null;
  /** Another one in its place, which it never had before. */
  renewClientId(): number;
}
