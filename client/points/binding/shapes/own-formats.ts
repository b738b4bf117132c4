// Bold, italic and the like that I have put on words while somebody else wrote these words anew without having read it:
// finds the copies that lack it, and puts it on them (rule E9).
import * as Y from 'yjs';
import type { Seen, Shape } from './shape.ts';
import { formatOf, keyOf } from './shape.ts';

/** `id`: the version that has it. */
type OwnFormat = { readonly id: Y.ID; readonly was: number; readonly is: number };
export type LostFormat = { readonly letter: Seen; readonly format: number };

export class OwnFormats {
  readonly #formats = new Map<string, OwnFormat>();

  did(before: Shape, after: Shape): void {
    const was = new Map(before.flatMap(({ letters }) => letters.map(({ id, marks }) => [keyOf(id), formatOf(marks)])));
    for (const { letters } of after)
      for (const { id, key, marks } of letters) {
        const is = formatOf(marks);
        const old = was.get(keyOf(id));
        if (old !== undefined && old !== is) this.#formats.set(key, { id, was: old, is });
      }
  }

  get isEmpty(): boolean {
    return this.#formats.size === 0;
  }

  /** Whoever had read it would have written it on the copy. */
  findLost({ deleteSet, beforeState, doc }: Y.Transaction, now: Shape): readonly LostFormat[] {
    return now.flatMap(({ letters }) =>
      letters.flatMap((letter): LostFormat[] => {
        const { client, clock } = letter.id;
        const own = this.#formats.get(letter.key);
        const isCopy = client !== doc.clientID && clock >= (beforeState.get(client) ?? 0);
        if (!own || !isCopy || !Y.isDeleted(deleteSet, own.id)) return [];
        const format = formatOf(letter.marks);
        this.#formats.set(letter.key, { ...own, id: letter.id });
        const lacks = format ^ own.was ^ own.is;
        return format !== own.is && (format & (own.was ^ own.is)) === (own.was & (own.was ^ own.is))
          ? [{ letter, format: lacks }]
          : [];
      }),
    );
  }
}

/** Call it in a transaction. */
export function putFormats(lost: readonly LostFormat[]): void {
  for (const [index, { letter, format }] of lost.entries()) {
    const last = lost[index - 1];
    const goesOn =
      last?.letter.text === letter.text && last.letter.index + 1 === letter.index && last.format === format;
    if (goesOn) continue;
    let length = 1;
    for (let next = lost[index + length]; next?.letter.text === letter.text; next = lost[index + length]) {
      if (next.format !== format || next.letter.index !== letter.index + length) break;
      length++;
    }
    letter.text.format(letter.index, length, { p: format === 0 ? null : { __format: format } });
  }
}
