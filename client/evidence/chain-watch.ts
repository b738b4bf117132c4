// Asks the server, in the background, how each chain led from what this browser knew to what it was told since, and
// computes it anew. Delays nothing: what cannot be asked is asked later, and no answer is no proof.
import type { DraftView } from '../../shared/api/contract.ts';
import type { Link } from '../../shared/api/record.ts';
import type { DocPart, DraftId } from '../../shared/ids.ts';
import { docName } from '../../shared/ids.ts';
import { linksAgainMs, linksRestMs, linksSoonMs } from '../../shared/limits.ts';
import type { SeenHead } from '../local/local-draft.ts';
import { followLinks } from './chain-links.ts';
import type { Receipts, Unconfirmed } from './receipts.ts';

export type ChainWatchParts = {
  readonly draft: DraftId;
  readonly receipts: Receipts;
  /** The entries after `after`, oldest first, as far as they are given at once. */
  links(part: DocPart, after: number): Promise<readonly Link[]>;
  /** Asked where something does not fit, before that is said. */
  view(): Promise<Pick<DraftView, 'madeAt' | 'heads'>>;
  onFollowed(): void;
  onOtherPast(part: DocPart, told: SeenHead, shown: SeenHead): void;
  readonly until: AbortSignal;
};

/** `shown` null: what the server shows does not lead there, wherever it ends. */
type OtherPast = { readonly told: SeenHead; readonly shown: SeenHead | null };

export class ChainWatch {
  readonly #parts: ChainWatchParts;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isFirst = true;

  constructor(parts: ChainWatchParts) {
    this.#parts = parts;
    parts.until.addEventListener('abort', () => clearTimeout(this.#timer ?? undefined));
  }

  /** Something was told: looked at once, with all that is told meanwhile. */
  soon(): void {
    if (this.#timer !== null || this.#parts.until.aborted) return;
    this.#timer = setTimeout(() => void this.#run(), this.#isFirst ? linksSoonMs : linksAgainMs);
    this.#isFirst = false;
  }

  async #run(): Promise<void> {
    await this.look();
    this.#timer = null;
    const { receipts } = this.#parts;
    if (receipts.unconfirmed('text') || receipts.unconfirmed('shared')) this.soon();
  }

  async look(): Promise<void> {
    // no connection, a busy server: later
    for (const part of ['text', 'shared'] as const) await this.#lookAt(part).catch(() => undefined);
  }

  async #lookAt(part: DocPart): Promise<void> {
    const { receipts, until, onOtherPast } = this.#parts;
    const unconfirmed = receipts.unconfirmed(part);
    const other = unconfirmed && (await this.#follow(part, unconfirmed));
    if (!other || until.aborted) return;
    // Made anew meanwhile, it has another chain: no past was exchanged for that.
    const { madeAt, heads } = await this.#parts.view();
    if (madeAt === receipts.madeAt && !until.aborted) onOtherPast(part, other.told, other.shown ?? heads[part]);
  }

  /** Null: it leads there, or nobody asks any more. */
  async #follow(part: DocPart, { known, told }: Unconfirmed): Promise<OtherPast | null> {
    const { draft, receipts, links, until } = this.#parts;
    const newest = told.at(-1) ?? known;
    let at = known;
    while (at.seq < newest.seq) {
      const page = await links(part, at.seq - 1); // from the entry that is known, so that it is seen to be the same
      if (until.aborted) return null;
      const followed = followLinks(docName(draft, part), at, page, [known, ...told]);
      if (followed.kind === 'other') return followed;
      if (followed.kind === 'broken') return { told: known, shown: null };
      if (followed.to.seq === at.seq) return { told: newest, shown: page.length === 0 ? null : at };
      at = followed.to;
      await new Promise(resolve => setTimeout(resolve, linksRestMs));
    }
    receipts.confirm(part, newest);
    this.#parts.onFollowed();
    return null;
  }
}
