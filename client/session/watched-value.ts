// One value of a session and those who are drawn by it. A session tells its listeners of every letter, and a page of
// 300 points has thousands of them: the value is compared once, and they hear only of another one. Knows no React.
import type { Session } from './session.ts';

export type ReadValue = (session: Session) => unknown;

export class WatchedValue {
  readonly #source: Session['subscribe'];
  readonly #read: () => unknown;
  readonly #listeners = new Set<() => void>();
  #last: unknown;
  #stop = (): void => undefined;

  /** `source` tells of any change, `read` gives the same value until it has changed. */
  constructor(source: Session['subscribe'], read: () => unknown) {
    this.#source = source;
    this.#read = read;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) {
      this.#last = this.#read();
      this.#stop = this.#source(this.#compare);
    }
    this.#listeners.add(listener);
    return () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#stop();
    };
  };

  readonly #compare = (): void => {
    const now = this.#read();
    if (Object.is(now, this.#last)) return;
    this.#last = now;
    for (const listener of this.#listeners) listener();
  };
}

const watched = new WeakMap<Session, Map<ReadValue, WatchedValue>>();

/** The same one for all who read alike: `read` is a constant function. */
export function watchedValue(session: Session, read: ReadValue): WatchedValue {
  const values = watched.get(session) ?? new Map<ReadValue, WatchedValue>();
  watched.set(session, values);
  const value =
    values.get(read) ??
    new WatchedValue(
      listener => session.subscribe(listener),
      () => read(session),
    );
  values.set(read, value);
  return value;
}
