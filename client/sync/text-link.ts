// The words of a draft in this tab, across refusals: when the server refuses a change, the document is fetched anew, my
// other unsent words are put back where that is allowed, and the rest is handed over as kept words. Never drops what
// somebody typed.
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import { bodyDigest } from '../../shared/text/body-digest.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import type { BodyCheckMessage, CommitMessage, RefusalMessage, WireHead } from '../../shared/wire/messages.ts';
import { closeCode } from '../../shared/wire/messages.ts';
import type { RefusalCode } from '../../shared/wire/refusals.ts';
import type { LocalCopy, LocalDraft } from '../local/local-draft.ts';
import type { DocLinkParts, LinkEnd } from './doc-link.ts';
import { DocLink, headOf } from './doc-link.ts';
import { nextInOrder } from './kept/in-order.ts';
import type { Refused } from './kept/one-run.ts';
import { keptOf } from './kept-words.ts';
import { reapply, rebase, withHunks } from './reapply.ts';
import { afterRefusal } from './sending/after-refusal.ts';
import { RefusedWords, reasonAt } from './sending/refused-words.ts';
import type { Unsent } from './sending/unsent-points.ts';
import { UnsentPoints } from './sending/unsent-points.ts';
import { untakenBetween } from './sending/untaken.ts';
import { pointsTouchedBy } from './touched-points.ts';

export type TextLinkParts = Pick<
  DocLinkParts,
  'serverUrl' | 'seat' | 'socket' | 'ready' | 'seenHead' | 'onHead' | 'onOtherPast'
> & {
  readonly local: LocalDraft;
  /** Resolves when the outline is level with the server's: what may be edited is asked after that. */
  outlineKnown(): Promise<void>;
  /** Null: it may be edited. */
  barred(point: PointId): RefusalCode | null;
  onChange(): void;
  onCommit(message: CommitMessage): void;
  /** Words changed, or (null) another document took this one's place. */
  onWords(transaction: Y.Transaction | null): void;
  onPresence(): void;
  onRefused(refused: readonly Refused[]): void;
  onEnd(end: LinkEnd): void;
  onUnreachable(): void;
  now(): number;
};

/** A document that had to be given up: shown, and typed into, until the new one is here. */
type GivenUp = { readonly link: DocLink; readonly copy: LocalCopy; readonly refusal: RefusalMessage | null };

export class TextLink {
  readonly #parts: TextLinkParts;
  /** The document that is drawn. */
  #link: DocLink;
  #copy: LocalCopy;
  /** When the page was opened, the copy had once been whole. */
  readonly #wasWhole: boolean;
  /** The one that will take its place, while a refusal is being healed. */
  #next: DocLink | null = null;
  #givenUp: GivenUp | null = null;
  readonly #unsent: UnsentPoints;
  readonly #whenHealed: (() => void)[] = [];
  readonly #refused = new RefusedWords();
  /** The new document could not be asked for. */
  #isCutOff = false;
  #isReady = false;

  constructor(parts: TextLinkParts) {
    this.#parts = parts;
    this.#unsent = new UnsentPoints(parts.local.work);
    const doc = new Y.Doc();
    this.#wasWhole = parts.local.head('text') !== null;
    this.#copy = parts.local.openCopy('text', 'present', doc);
    this.#link = this.#open(doc, this.#copy, null);
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

  /** Also while a refusal is being healed: that the document is fetched anew is no loss of the connection. */
  get isConnected(): boolean {
    return this.#next === null ? this.#link.isConnected : !this.#isCutOff;
  }

  get isSlow(): boolean {
    return (this.#next ?? this.#link).isSlow;
  }

  get canStore(): boolean {
    return (this.#next ?? this.#link).canStore;
  }

  get why(): string | null {
    return (this.#next ?? this.#link).why;
  }

  get waiting(): number {
    return this.#link.waiting;
  }

  get head(): WireHead | null {
    return this.#link.head;
  }

  /** How many points hold words of mine that are not acknowledged. */
  get unsentPoints(): number {
    return this.#unsent.size;
  }

  /** The words that are not acknowledged; from now on nothing of this document is kept in the browser. */
  giveUp(): readonly Unsent[] {
    this.#link.stopKeeping();
    this.#next?.stopKeeping();
    return this.#unsent.giveUp(this.doc);
  }

  /** Resolves when every word written so far is durable, whether where it was written or put back after a refusal. */
  async durable(): Promise<void> {
    let link: DocLink;
    do {
      link = this.#link;
      await link.durable();
      await this.#healed();
    } while (link !== this.#link);
  }

  /** Words of mine that the stored copy holds from an earlier page, and that were never acknowledged. */
  expectUnsent(points: ReadonlyMap<PointId, string>): void {
    if (points.size === 0) return;
    this.#unsent.expect(points);
    this.#link.expectUnsent();
  }

  /** A key was held at a point, since it takes none now. */
  held(point: PointId): void {
    this.#unsent.held(point, this.doc);
  }

  reconnect(): void {
    this.#link.reconnect();
    this.#next?.reconnect();
  }

  destroy(): void {
    this.#next?.destroy();
    this.#link.destroy();
  }

  #open(doc: Y.Doc, copy: LocalCopy, givenUp: GivenUp | null): DocLink {
    const { serverUrl, seat, socket, ready, seenHead } = this.#parts;
    const head = givenUp?.link.head;
    let isFirst = true;
    const link: DocLink = new DocLink({
      serverUrl,
      seat,
      socket,
      ready,
      room: 'text',
      doc,
      copy,
      isCopyWhole: this.#wasWhole && givenUp === null,
      seenHead: head ? headOf(head) : seenHead,
      onHead: seen => this.#parts.onHead?.(seen),
      onChange: () => {
        if (isFirst && link.isConnected) {
          isFirst = false;
          void this.#begin(link, givenUp);
        }
        if (link === this.#link) this.#linkChanged();
        this.#parts.onChange();
      },
      onCommit: message => this.#parts.onCommit(message),
      onBodyCheck: message => this.#compare(link, message),
      onOtherPast: (told, shown) => this.#parts.onOtherPast(told, shown),
      onEnd: end => (end.kind === 'refused' ? this.#heal(link, end.refusal) : this.#parts.onEnd(end)),
      onUnreachable: () => {
        this.#isCutOff = true;
        this.#parts.onUnreachable();
      },
    });
    doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (transaction.local) for (const point of pointsTouchedBy(transaction)) this.#unsent.wrote(point, transaction);
      if (link === this.#link && transaction.changed.size > 0) this.#parts.onWords(transaction);
    });
    link.awareness.on('change', () => this.#parts.onPresence());
    return link;
  }

  #linkChanged(): void {
    this.#isReady ||= this.#link.hasSynced && this.#wasWhole;
    if (this.#unsent.size === 0 || !this.#link.isConnected || this.#link.waiting > 0) return;
    this.#unsent.forgetAll();
    this.#refused.taken();
  }

  /** The document has arrived: from here on this tab writes it, under its leased id. */
  async #begin(link: DocLink, givenUp: GivenUp | null): Promise<void> {
    const { local } = this.#parts;
    // After a refusal: under the old id stand words that the server never took, and it must not mean two things.
    const leased = givenUp?.refusal ? local.renewClientId() : local.leaseClientId();
    if (givenUp) await this.#parts.outlineKnown();
    if (link !== (givenUp ? this.#next : this.#link)) return;
    if (leased !== null) {
      // Only now: Yjs takes a synced document that holds this id's words for another client using it, and would choose
      // a new id.
      link.doc.clientID = leased;
      link.awareness.clientID = leased;
    }
    link.awareness.setLocalState({ point: null });
    this.#isReady = true;
    if (givenUp) this.#takeOver(link, givenUp);
    this.#parts.onChange();
  }

  #heal(link: DocLink, refusal: RefusalMessage): void {
    const isAboutWords = this.#unsent.size > 0 && link === this.#link;
    this.#refused.refused();
    if (this.#refused.isHopeless && !isAboutWords)
      return this.#parts.onEnd({ kind: 'closed', code: closeCode.refused, reason: refusal.reason });
    if (link === this.#link) this.#replace(link, refusal);
    else if (link === this.#next && this.#givenUp) {
      link.destroy();
      this.#openNext(this.#givenUp);
    }
  }

  #replace(link: DocLink, refusal: RefusalMessage | null): void {
    if (link === this.#link && this.#next === null) this.#openNext({ link, copy: this.#copy, refusal });
  }

  #openNext(givenUp: GivenUp): void {
    const doc = new Y.Doc();
    this.#givenUp = givenUp;
    this.#copy = this.#parts.local.openCopy('text', 'next', doc);
    this.#isCutOff = false;
    this.#next = this.#open(doc, this.#copy, givenUp);
    this.#parts.onChange();
  }

  /** Until now the old document was typed into; what of that the server has not is put back, or handed over as kept. */
  #takeOver(link: DocLink, { link: old, copy, refusal }: GivenUp): void {
    const unsent = this.#unsent.all();
    this.#unsent.forgetAll(); // before they are put back: that makes them unsent anew
    this.#link = link;
    this.#next = null;
    this.#givenUp = null;
    // before anything is sent: refused at once, the next copy must be another one
    this.#parts.local.replacePresentCopy('text');
    this.#parts.onWords(null);
    const mayGoBack = this.#refused.mayGoBack(refusal, old.doc, this.doc);
    const { barred, now } = this.#parts;
    const healing = { mine: old.doc, theirs: this.doc, refusal, barred, mayGoBack, now: now() };
    this.#parts.onRefused(afterRefusal(unsent, healing));
    old.destroy();
    void copy.forget();
    for (const resolve of this.#whenHealed.splice(0)) resolve();
  }

  /**
   * Words that come back from an earlier page whose copy had to be given up: the server no longer knows what they stood
   * among.
   */
  async restore(unsent: readonly Unsent[], reason: string): Promise<void> {
    if (unsent.length === 0) return;
    const order = nextInOrder();
    await Promise.all([this.#link.connected(), this.#parts.outlineKnown()]);
    this.#unsent.forget(unsent.map(({ point }) => point));
    const kept = unsent.flatMap(({ point, base, mine }) => {
      const theirs = textOf(this.doc, point);
      const hunks = rebase(base, mine, theirs);
      const barred = this.#parts.barred(point);
      if (barred === null) reapply(bodyOf(this.doc, point), hunks);
      const untaken = untakenBetween(textOf(this.doc, point), withHunks(theirs, hunks));
      const why = barred ? reasonAt(point, null, barred) : reason;
      return keptOf(untaken, { point, reason: why, at: this.#parts.now() }).map(each => ({ kept: each, order }));
    });
    this.#parts.onRefused(kept);
  }

  #healed(): Promise<void> {
    return this.#next === null ? Promise.resolve() : new Promise(resolve => this.#whenHealed.push(resolve));
  }

  /** A body that differs although both sides hold the same changes is Yjs's fault: the server's copy is right. */
  #compare(link: DocLink, { head, bodies }: BodyCheckMessage): void {
    if (link.waiting > 0 || link.head?.seq !== head.seq) return;
    if (bodies.some(({ point, hash }) => bodyDigest(bodyOf(link.doc, point)) !== hash)) this.#replace(link, null);
  }
}

export const textOf = (doc: Y.Doc, point: PointId): string => canonicalText(bodyOf(doc, point));
