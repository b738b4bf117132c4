// Answers that cost a look at everything, kept for whoever asks next until what they rest on has changed. Holds the
// last few; knows nothing of what they say.

export class KeptAnswers<T> {
  readonly #most: number;
  readonly #kept = new Map<string, { readonly stamp: string; readonly answer: T }>();

  constructor(most: number) {
    this.#most = most;
  }

  /** `stamp`: another one as soon as `find` could answer otherwise. */
  of(question: string, stamp: string, find: () => T): T {
    const known = this.#kept.get(question);
    const answer = known?.stamp === stamp ? known.answer : find();
    this.#kept.delete(question);
    this.#kept.set(question, { stamp, answer });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
    return answer;
  }
}
