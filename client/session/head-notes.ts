// What a live draft is told of where its documents end: noted now and then for the next page, held against what was
// told before, and looked at again in the background. The evidence of one member at one draft, as a page sees it.
import type { DraftView } from '../../shared/api/contract.ts';
import type { DocPart } from '../../shared/ids.ts';
import { ChainWatch } from '../evidence/chain-watch.ts';
import type { Dispute } from '../evidence/disputes.ts';
import type { SeenHead } from '../local/local-draft.ts';
import type { DocLinkParts } from '../sync/doc-link.ts';
import type { Evidence } from './session.ts';
import type { SessionParts } from './session-parts.ts';

/** At most this often: a busy draft has thirty heads a second. */
const noteMs = 1_000;

export class HeadNotes implements Evidence {
  readonly #parts: SessionParts;
  readonly #onChange: () => void;
  readonly #watch: ChainWatch;
  #told: Readonly<Record<DocPart, SeenHead | null>> = { text: null, shared: null };
  #receipts: ReturnType<Evidence['receipts']>;
  #hasNoted = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: SessionParts, until: AbortSignal, onChange: () => void) {
    const { view, seenAt, receipts, server } = parts;
    this.#parts = parts;
    this.#onChange = onChange;
    this.#receipts = { text: receipts.newest('text'), shared: receipts.newest('shared') };
    this.#watch = new ChainWatch({
      draft: view.seat.draft,
      receipts,
      links: server.links,
      view: server.draft,
      onFollowed: onChange,
      onOtherPast: (part, told, shown) => this.#otherPast(part, told, shown),
      until,
    });
    if (seenAt === null) this.begin(view);
  }

  readonly receipts = (): ReturnType<Evidence['receipts']> => this.#receipts;
  readonly disputes = (): readonly Dispute[] => this.#parts.receipts.disputes.all();

  readonly areStored = (): boolean => this.#parts.receipts.disputes.areStored;

  readonly notFollowedFrom = (part: DocPart): number | null =>
    this.#parts.receipts.unconfirmed(part)?.known.seq ?? null;

  note(id: string): void {
    this.#parts.receipts.disputes.note(id, Date.now());
    this.#onChange();
  }

  /** The server has been asked who sits here: what it tells from now on is told of this draft. */
  begin({ madeAt }: DraftView): void {
    this.#parts.receipts.begin(madeAt);
    this.#parts.server.key().then(
      key => {
        this.#parts.receipts.seeKey(key, Date.now());
        this.#onChange();
      },
      () => undefined, // asked for again by the next page
    );
  }

  /** What a document's link is handed. */
  ofLink(part: DocPart): Pick<DocLinkParts, 'seenHead' | 'onHead' | 'onOtherPast'> {
    return {
      seenHead: this.#parts.receipts.newest(part),
      onHead: head => this.#tell(part, head),
      onOtherPast: (told, shown) => this.#otherPast(part, told, shown),
    };
  }

  #tell(part: DocPart, head: SeenHead): void {
    const { receipts } = this.#parts;
    this.#told = { ...this.#told, [part]: head };
    receipts.tell(part, head);
    if (this.#receipts[part]?.hash !== head.hash) this.#receipts = { ...this.#receipts, [part]: head };
    if (receipts.unconfirmed(part)) this.#watch.soon();
  }

  /**
   * Kept before anything else; then the draft is opened anew, without the copies, which are of the past that was told.
   */
  #otherPast(part: DocPart, told: SeenHead, shown: SeenHead): void {
    this.#parts.receipts.dispute(part, told, shown, Date.now());
    this.opensAnew();
  }

  opensAnew(): void {
    this.#parts.local.markCopiesStale();
    this.#parts.onOtherPast();
  }

  soon(): void {
    if (!this.#hasNoted) return this.save();
    this.#timer ??= setTimeout(() => this.save(), noteMs);
  }

  save(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const { text, shared } = this.#told;
    this.#hasNoted ||= text !== null && shared !== null;
    if (text) this.#parts.local.noteHead('text', text);
    if (shared) this.#parts.local.noteHead('shared', shared);
    this.#parts.receipts.save();
  }
}
