// What somebody types on after the point under their hands was removed: kept for them as one run, in its order. Says
// what became of the point; hears no keys itself.
import { newActId } from '../../local/act-id.ts';
import { typedOnWith } from '../../points/keys/held-keys.ts';
import type { TypedOn } from '../../sync/kept/one-run.ts';

export type RemovedPoints = {
  /** What became of a point that is not there any more; empty where it is. */
  readonly gone: (point: string) => string;
  /** The part of a word that stood there where they wrote last. */
  readonly wordBefore: (point: string) => string;
  readonly keep: (point: string, words: string, run: TypedOn) => void;
};

export class TypedOnAfterRemoval {
  readonly #points: RemovedPoints;
  #run: { readonly point: string; readonly typed: string; readonly run: TypedOn } | null = null;

  constructor(points: RemovedPoints) {
    this.#points = points;
  }

  /** Another text has the hands, or none. */
  end(): void {
    this.#run = null;
  }

  /** `writtenIn`: the point that they wrote in last. Empty: nothing was removed, and nothing is kept. */
  key(key: string, writtenIn: string): string {
    const became = this.#points.gone(writtenIn);
    if (became !== '' && this.#run?.point !== writtenIn) this.#run = this.#begin(writtenIn);
    if (!this.#run) return '';
    this.#run = typedOnWith(this.#run, key);
    const { point, typed, run } = this.#run;
    this.#points.keep(point, typed, run);
    return `${became === '' ? 'The point was removed, and is here again.' : became} ${keptSince}`;
  }

  #begin(point: string): { readonly point: string; readonly typed: string; readonly run: TypedOn } {
    return { point, typed: '', run: { id: newActId(), wordBefore: this.#points.wordBefore(point) } };
  }
}

const keptSince = 'What you typed since then is kept for you above the text.';
