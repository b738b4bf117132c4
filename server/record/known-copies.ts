// Which copies of versions their readers have been sent, by digest: whether anything is new is then answered without asking the record. A copy changes only when
// words are redacted.
import type { VersionId } from '../../shared/ids.ts';
import { versionsPerDraftMax } from '../../shared/limits.ts';

export class KnownCopies {
  readonly #digests = new Map<VersionId, string>();

  of(version: VersionId): string | undefined {
    return this.#digests.get(version);
  }

  note(version: VersionId, digest: string): void {
    this.#digests.set(version, digest);
    for (const oldest of this.#digests.keys()) {
      if (this.#digests.size <= versionsPerDraftMax) break;
      this.#digests.delete(oldest);
    }
  }

  /** Once the record no longer has what was redacted: whatever it answered before was noted before. */
  forget(): void {
    this.#digests.clear();
  }
}
