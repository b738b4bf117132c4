// Which letters one person typed in one go, told by when they came: what was typed on when the letter before it had
// been taken out belongs to it (rule E3). Knows clocks only.
import type * as Y from 'yjs';

/** Longer than anybody waits within a word. */
const pauseMs = 5_000;

/** Of one client, the last clock not included. */
type Go = { readonly from: number; to: number; at: number };

export class TypedOn {
  readonly #now: () => number;
  readonly #goes = new Map<number, Go[]>();

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  learn({ beforeState, afterState }: Y.Transaction): void {
    const at = this.#now();
    for (const [client, to] of afterState) {
      const from = beforeState.get(client) ?? 0;
      if (from === to) continue;
      const goes = this.#goes.get(client) ?? [];
      this.#goes.set(client, goes);
      const last = goes.at(-1);
      if (last?.to === from && at - last.at < pauseMs) Object.assign(last, { to, at });
      else goes.push({ from, to, at });
    }
  }

  isOneGo(client: number, clock: number, later: number): boolean {
    const go = this.#goes.get(client)?.findLast(({ from }) => from <= clock);
    return go !== undefined && later < go.to;
  }
}
