// Notes now and then how far each document has come, for the next page: to tell a server that has lost a part of its past, and that a copy is whole.
import type { DocPart } from '../../shared/ids.ts';
import type { WireHead } from '../../shared/wire/messages.ts';
import { hexOf } from './doc-link.ts';
import type { LocalDraft, SeenHead } from './local-draft.ts';

/** At most this often: a busy draft has thirty heads a second. */
const noteMs = 1_000;

export class HeadNotes {
  readonly #local: LocalDraft;
  readonly #heads: () => Readonly<Record<DocPart, WireHead | null>>;
  #hasNoted = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(local: LocalDraft, heads: () => Readonly<Record<DocPart, WireHead | null>>) {
    this.#local = local;
    this.#heads = heads;
  }

  receipts(): Readonly<Record<DocPart, SeenHead | null>> {
    const { text, shared } = this.#heads();
    const seen = (head: WireHead | null): SeenHead | null => head && { seq: head.seq, hash: hexOf(head.hash) };
    return { text: seen(text) ?? this.#local.head('text'), shared: seen(shared) ?? this.#local.head('shared') };
  }

  soon(): void {
    if (!this.#hasNoted) return this.now();
    this.#timer ??= setTimeout(() => this.now(), noteMs);
  }

  now(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const { text, shared } = this.receipts();
    this.#hasNoted ||= text !== null && shared !== null;
    if (text) this.#local.noteHead('text', text);
    if (shared) this.#local.noteHead('shared', shared);
  }
}
