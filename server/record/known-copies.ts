// Which copies the readers of each circulation have been sent, by digest: whether anything is new is then answered
// without asking the record. A copy changes only when something in it is redacted.
import type { CirculationId } from '../../shared/ids.ts';
import { circulationsPerDraftMax } from '../../shared/limits.ts';

export class KnownCopies {
  readonly #digests = new Map<CirculationId, string>();

  of(circulation: CirculationId): string | undefined {
    return this.#digests.get(circulation);
  }

  note(circulation: CirculationId, digest: string): void {
    this.#digests.set(circulation, digest);
    for (const oldest of this.#digests.keys()) {
      if (this.#digests.size <= circulationsPerDraftMax) break;
      this.#digests.delete(oldest);
    }
  }

  /** Once the record no longer has what was redacted: whatever it answered before was noted before. */
  forget(): void {
    this.#digests.clear();
  }
}
