// Members who owe time on the main thread: their requests begin one after another, each when nothing is owed or after a
// while. All at once they would hold everybody. Knows no request; whoever has gone leaves.
import { owingWaitMsMax } from '../../shared/budget-limits.ts';
import type { Asker } from './asker.ts';
import { nameOf } from './asker.ts';
import type { Budgets } from './budgets.ts';

type Later = (ms: number, then: () => void) => void;

export class Debtors {
  readonly #budgets: Pick<Budgets, 'ask'>;
  readonly #later: Later;
  /** Of each, in order. Whoever has an entry has a timer. */
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(budgets: Pick<Budgets, 'ask'>, later: Later = (ms, then) => void setTimeout(then, ms).unref()) {
    this.#budgets = budgets;
    this.#later = later;
  }

  /** `begin` is called at once where nothing is owed, else in turn, unless they have left: by what this gives. */
  comes(asker: Asker, begin: () => void): () => void {
    const own = this.#waiting.get(nameOf(asker));
    const waitMs = own ? 0 : this.#owedMs(asker);
    if (!own && waitMs === 0) {
      begin();
      return () => undefined;
    }
    const all = own ?? new Set();
    all.add(begin);
    if (!own) this.#serveAfter(waitMs, asker, all);
    return () => void all.delete(begin);
  }

  #serveAfter(ms: number, asker: Asker, own: Set<() => void>): void {
    this.#waiting.set(nameOf(asker), own);
    this.#later(ms, () => {
      const [begin] = own;
      if (begin) own.delete(begin);
      begin?.();
      if (own.size > 0) this.#serveAfter(this.#owedMs(asker), asker, own);
      else this.#waiting.delete(nameOf(asker));
    });
  }

  #owedMs(asker: Asker): number {
    const answer = 'member' in asker ? this.#budgets.ask({ ...asker, address: null }, {}) : 'go';
    return answer === 'go' ? 0 : Math.min(answer.wait * 1_000, owingWaitMsMax);
  }
}
