// Whose turn it is. Each has a queue of their own, in order. Whoever came first goes first, until they have held the
// others up: then those who have not go before them. Pure; it is told how long things took.
import { turnMs } from '../../shared/budget-limits.ts';

type Queue<T> = { readonly items: { readonly item: T; readonly place: number }[]; spentMs: number };

export class Turns<T> {
  readonly #queues = new Map<string, Queue<T>>();
  #arrivals = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  waitingOf(who: string): number {
    return this.#queues.get(who)?.items.length ?? 0;
  }

  /** Gives its place among all that came. */
  add(who: string, item: T): number {
    const queue = this.#queues.get(who) ?? { items: [], spentMs: 0 };
    this.#queues.set(who, queue);
    queue.items.push({ item, place: ++this.#arrivals });
    this.#size++;
    return this.#arrivals;
  }

  /** Takes the next one out. */
  next(): { readonly who: string; readonly item: T } | null {
    let best: { who: string; queue: Queue<T> } | null = null;
    for (const [who, queue] of this.#queues) if (!best || isBefore(queue, best.queue)) best = { who, queue };
    const taken = best?.queue.items.shift();
    if (!best || !taken) return null;
    this.#size--;
    return { who: best.who, item: taken.item };
  }

  /** Takes what stands next in somebody's queue, as long as it belongs. */
  takeWhile(who: string, belongs: (item: T, place: number, taken: number) => boolean): readonly T[] {
    const items = this.#queues.get(who)?.items ?? [];
    const end = items.findIndex(({ item, place }, taken) => !belongs(item, place, taken));
    const taken = items.splice(0, end < 0 ? items.length : end);
    this.#size -= taken.length;
    return taken.map(({ item }) => item);
  }

  /** What their turn took. It counts for as long as something of theirs waits. */
  spent(who: string, ms: number): void {
    const queue = this.#queues.get(who);
    if (queue && queue.items.length > 0) queue.spentMs += ms;
  }

  /** Forgets what was spent by those of whom nothing waits: call when a tick is over. */
  rest(): void {
    for (const [who, queue] of this.#queues) if (queue.items.length === 0) this.#queues.delete(who);
  }

  drop(isMeant: (item: T) => boolean): readonly T[] {
    const dropped: T[] = [];
    for (const queue of this.#queues.values()) {
      const all = queue.items.splice(0);
      for (const each of all) if (isMeant(each.item)) dropped.push(each.item);
      queue.items.push(...all.filter(({ item }) => !isMeant(item)));
    }
    this.#size -= dropped.length;
    return dropped;
  }
}

function isBefore<T>(one: Queue<T>, other: Queue<T>): boolean {
  const [a, b] = [one.items[0], other.items[0]];
  if (!a || !b) return a !== undefined;
  const shares = Math.floor(one.spentMs / turnMs) - Math.floor(other.spentMs / turnMs);
  return shares === 0 ? a.place < b.place : shares < 0;
}
