// The words of a draft in this tab, across refusals: when the server refuses a change, the document is fetched anew, my other unsent words are put
// back where that is allowed, and the rest is handed over as kept words. Never drops what somebody typed.
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import { bodyDigest } from '../../shared/text/body-digest.ts';
import { canonicalText } from '../../shared/text/point-text.ts';
import type { BodyCheckMessage, CommitMessage, RefusalMessage } from '../../shared/wire/messages.ts';
import type { LinkEnd } from './doc-link.ts';
import { DocLink } from './doc-link.ts';
import { differenceOf, reapply } from './reapply.ts';
import type { KeptWords } from './session.ts';
import { pointsTouchedBy } from './touched-points.ts';

export type TextLinkParts = {
  readonly serverUrl: string;
  readonly seat: string;
  leaseId(): Promise<number | null>;
  /** Whether the outline, as far as it is known here, lets this point be edited. */
  mayEdit(point: PointId): boolean;
  onChange(): void;
  onCommit(message: CommitMessage): void;
  /** Words changed, or (null) another document took this one's place. */
  onWords(transaction: Y.Transaction | null): void;
  onPresence(): void;
  onKept(kept: readonly KeptWords[]): void;
  onEnd(end: LinkEnd): void;
  onUnreachable(): void;
};

/** A document that had to be given up: shown, and typed into, until the new one is here. */
type GivenUp = { readonly link: DocLink; readonly refusal: RefusalMessage | null };

/** Refusals in a row after which going on would only repeat them. */
const healsMax = 5;

export class TextLink {
  readonly #parts: TextLinkParts;
  #lease: Promise<number | null> | null = null;
  /** The document that is drawn. */
  #link: DocLink;
  /** The one that will take its place, while a refusal is being healed. */
  #next: DocLink | null = null;
  /** Points that my unconfirmed changes have touched. */
  #touched = new Set<PointId>();
  #heals = 0;
  #isReady = false;

  constructor(parts: TextLinkParts) {
    this.#parts = parts;
    this.#link = this.#open(null);
  }

  get doc(): Y.Doc {
    return this.#link.doc;
  }

  get awareness(): Awareness {
    return this.#link.awareness;
  }

  get hasSynced(): boolean {
    return this.#isReady;
  }

  get isConnected(): boolean {
    return this.#next === null && this.#link.isConnected;
  }

  get waiting(): number {
    return this.#link.waiting;
  }

  durable(): Promise<void> {
    return this.#link.durable();
  }

  destroy(): void {
    this.#next?.destroy();
    this.#link.destroy();
  }

  #open(givenUp: GivenUp | null): DocLink {
    const { serverUrl, seat } = this.#parts;
    const doc = new Y.Doc();
    let isFirst = true;
    const link: DocLink = new DocLink({
      serverUrl,
      seat,
      room: 'text',
      doc,
      onChange: () => {
        if (isFirst && link.isConnected) {
          isFirst = false;
          void this.#begin(link, givenUp);
        }
        if (link === this.#link && link.waiting === 0) this.#touched.clear();
        this.#parts.onChange();
      },
      onCommit: message => {
        if (link.waiting === 0) this.#heals = 0;
        this.#parts.onCommit(message);
      },
      onBodyCheck: message => this.#compare(link, message),
      onEnd: end => (end.kind === 'refused' ? this.#heal(link, end.refusal) : this.#parts.onEnd(end)),
      onUnreachable: () => this.#parts.onUnreachable(),
    });
    doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (transaction.local) for (const point of pointsTouchedBy(transaction)) this.#touched.add(point);
      if (link === this.#link && transaction.changed.size > 0) this.#parts.onWords(transaction);
    });
    link.awareness.on('change', () => this.#parts.onPresence());
    return link;
  }

  /** The document has arrived: from here on this tab writes it, under its leased id. */
  async #begin(link: DocLink, givenUp: GivenUp | null): Promise<void> {
    this.#lease ??= this.#parts.leaseId();
    const leased = await this.#lease;
    if (link !== (givenUp ? this.#next : this.#link)) return;
    if (leased !== null) {
      // Only now: Yjs takes a synced document that holds this id's words for another client using it, and would choose a new id.
      link.doc.clientID = leased;
      link.awareness.clientID = leased;
    }
    link.awareness.setLocalState({ point: null });
    this.#isReady = true;
    if (givenUp) this.#takeOver(link, givenUp);
    this.#parts.onChange();
  }

  #heal(link: DocLink, refusal: RefusalMessage): void {
    if (++this.#heals > healsMax) return this.#parts.onEnd({ kind: 'closed', code: 4409, reason: refusal.reason });
    this.#replace(link, refusal);
  }

  #replace(link: DocLink, refusal: RefusalMessage | null): void {
    if (link !== this.#link || this.#next !== null) return;
    this.#next = this.#open({ link, refusal });
    this.#parts.onChange();
  }

  /** Until now the old document was typed into; what of that the server has not is put back, or handed over as kept. */
  #takeOver(link: DocLink, { link: old, refusal }: GivenUp): void {
    const mine = [...this.#touched].map(point => [point, textOf(old.doc, point)] as const);
    this.#touched.clear();
    this.#link = link;
    this.#next = null;
    old.destroy();
    this.#parts.onWords(null);
    const othersWrote = old.head === null || link.head === null || old.head.seq !== link.head.seq;
    const kept: KeptWords[] = [];
    for (const [point, words] of mine) {
      const difference = differenceOf(textOf(link.doc, point), words);
      if (!difference) continue;
      const isRefused = refusal?.point === point;
      const isBack =
        !isRefused && this.#parts.mayEdit(point) && reapply(link.doc.get(point, Y.XmlElement), difference, othersWrote);
      if (!isBack && difference.added.trim() !== '')
        kept.push({
          id: `${point}-${Date.now()}`,
          point,
          words: difference.added,
          reason: refusal?.reason ?? 'This point cannot be edited now.',
          at: Date.now(),
        });
    }
    if (kept.length > 0) this.#parts.onKept(kept);
  }

  /** A body that differs although both sides hold the same changes is Yjs's fault: the server's copy is right. */
  #compare(link: DocLink, { head, bodies }: BodyCheckMessage): void {
    if (link.waiting > 0 || link.head?.seq !== head.seq) return;
    if (bodies.some(({ point, hash }) => bodyDigest(link.doc.get(point, Y.XmlElement)) !== hash))
      this.#replace(link, null);
  }
}

const textOf = (doc: Y.Doc, point: PointId): string => canonicalText(doc.get(point, Y.XmlElement));
