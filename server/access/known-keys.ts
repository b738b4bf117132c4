// Keys (cookies, readers' links) that opened something when they were last shown, and whose they were: whoever shows
// one is let in at once, everybody else waits for a stranger's turn. No proof of anything: who may do what is asked
// each time. Keeps digests, not keys.
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { knownKeysMax } from '../../shared/budget-limits.ts';
import type { Asker } from '../budgets/asker.ts';

type Shown = Pick<IncomingMessage, 'headers'>;

export class KnownKeys {
  /** The latest stand last. */
  readonly #known = new Map<string, Asker>();

  of(request: Shown): Asker | null {
    const digest = digestOf(request);
    return digest === null ? null : (this.#known.get(digest) ?? null);
  }

  /** Whose the key turned out to be: null, nobody's. */
  note(request: Shown, asker: Asker | null): void {
    const digest = digestOf(request);
    if (digest === null) return;
    this.#known.delete(digest);
    if (asker !== null) this.#known.set(digest, asker);
    if (this.#known.size > knownKeysMax)
      for (const oldest of this.#known.keys()) return void this.#known.delete(oldest);
  }
}

function digestOf({ headers: { cookie, authorization } }: Shown): string | null {
  if (cookie === undefined && authorization === undefined) return null;
  return createHash('sha256')
    .update(`${cookie ?? ''}\n${authorization ?? ''}`)
    .digest('base64');
}
