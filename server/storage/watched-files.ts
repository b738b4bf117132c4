// Notices that a file which is open was deleted, or another one put in its place: what is written then is in no file
// that anybody could open again. Looks now and then; opens nothing.
import { statSync } from 'node:fs';
import { filesLookedAtMs } from '../../shared/limits.ts';

export class WatchedFiles {
  readonly #timer: NodeJS.Timeout;
  /** The inode of each as it was first seen; null: it has not been there yet. */
  readonly #inodes: Map<string, number | null>;
  readonly #onGone: (path: string) => void;

  /** `onGone` is told of each path once. */
  constructor(paths: readonly string[], onGone: (path: string) => void) {
    this.#onGone = onGone;
    this.#inodes = new Map(paths.map(path => [path, inodeOf(path)]));
    this.#timer = setInterval(() => this.look(), filesLookedAtMs).unref();
  }

  look(): void {
    for (const [path, known] of this.#inodes) {
      const inode = inodeOf(path);
      if (known === null) this.#inodes.set(path, inode);
      else if (inode !== known) {
        this.#inodes.delete(path);
        this.#onGone(path);
      }
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

const inodeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.ino ?? null;
