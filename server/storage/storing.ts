// Whether anything can be stored just now (rule L14 of PROTOCOL.md). One failed write says no; then a small one is
// tried again and again until it succeeds. Writes nothing of its own.

export type StoringParts = {
  /** Rejects where nothing can be stored. */
  readonly tryWrite: () => Promise<void>;
  readonly retryMs: number;
  /** Told once for each time that storing fails, and once when it works again: `error` is null then. */
  readonly onChange: (error: unknown) => void;
};

export class Storing {
  readonly #parts: StoringParts;
  readonly #watchers = new Set<() => void>();
  #state: { readonly kind: 'able' } | { readonly kind: 'unable'; readonly timer: NodeJS.Timeout } = { kind: 'able' };

  constructor(parts: StoringParts) {
    this.#parts = parts;
  }

  get isAble(): boolean {
    return this.#state.kind === 'able';
  }

  /** Something could not be stored. */
  failed(error: unknown): void {
    if (this.#state.kind === 'unable') return;
    this.#state = { kind: 'unable', timer: this.#tryLater() };
    this.#parts.onChange(error);
    this.#tell();
  }

  /** `listener`: `isAble` has changed. */
  watch(listener: () => void): void {
    this.#watchers.add(listener);
  }

  close(): void {
    if (this.#state.kind === 'unable') clearTimeout(this.#state.timer);
    this.#watchers.clear();
  }

  #tryLater(): NodeJS.Timeout {
    return setTimeout(() => void this.#try(), this.#parts.retryMs).unref();
  }

  async #try(): Promise<void> {
    try {
      await this.#parts.tryWrite();
    } catch {
      this.#state = { kind: 'unable', timer: this.#tryLater() };
      return;
    }
    this.#state = { kind: 'able' };
    this.#parts.onChange(null);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#watchers) listener();
  }
}

/** What whoever asks for something to be stored is told meanwhile. */
export const cannotStore =
  'Read-only for the moment: the server cannot store. Nothing of this was done. Send it again in a few seconds.';
