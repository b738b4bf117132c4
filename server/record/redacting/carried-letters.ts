// Letters that were written in the nested form and went into the flow made of it: an entry of the server's own (rule
// L10) holds each a second time. Whether the letter stands is asked there, and what is redacted leaves both.
import { readDetail } from '../../storage/entry-detail.ts';
import type { Entry } from '../../storage/update-log.ts';
import { serverClientId } from '../../sync/room.ts';

/** Clocks of one device, up to and without the end. */
export type Range = { readonly client: number; readonly from: number; readonly to: number };
/** A stretch of letters and where it stands in the flow, both as ranges of the same length. */
type Pair = { readonly was: Range; readonly is: Range };

export class CarriedLetters {
  readonly #pairs: readonly Pair[];

  /** `entries`: those that made flows; others are passed over. */
  constructor(entries: readonly Entry[]) {
    this.#pairs = entries.flatMap(pairsOf);
  }

  /** What of these letters went into a flow. */
  of({ client, from, to }: Range): readonly Pair[] {
    return this.#pairs.flatMap(({ was, is }) => {
      const [start, end] = [Math.max(from, was.from), Math.min(to, was.to)];
      if (was.client !== client || start >= end) return [];
      const shift = is.from - was.from;
      return [
        { was: { client, from: start, to: end }, is: { client: is.client, from: start + shift, to: end + shift } },
      ];
    });
  }
}

function pairsOf(entry: Entry): readonly Pair[] {
  const detail = readDetail(entry);
  if (detail?.kind !== 'flattened') return [];
  return detail.letters.map(([client, clock, length, copy]) => ({
    was: { client, from: clock, to: clock + length },
    is: { client: serverClientId, from: copy, to: copy + length },
  }));
}
