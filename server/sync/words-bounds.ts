// Whether a draft has room for more words: letters of each point, letters of all that stands, and bytes of the whole
// document with what was deleted. Only growth is refused: what is over a bound already may be read, and be shortened.
import type * as Y from 'yjs';
import type { ActKind } from '../../shared/acts/act.ts';
import type { PointId } from '../../shared/ids.ts';
import { draftTextBytesMax, draftTextCharsMax, pointTextCharsMax, replacingTimes } from '../../shared/limits.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { lettersIn } from '../../shared/text/letters-in.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import type { RefusalMessage } from '../../shared/wire/messages.ts';
import type { Verdict } from './gate/judge.ts';

type Accepted = Pick<Extract<Verdict, { kind: 'accept' }>, 'inserted' | 'deleted'>;

/** Acts that change words, or which points stand. */
const changesWords = new Set<ActKind>([
  'point.add',
  'point.remove',
  'point.restore',
  'outline.import',
  'words.restore',
]);

const pointMax = pointTextCharsMax * replacingTimes;

export class WordsBounds {
  readonly #text: { readonly doc: Y.Doc; readonly bytes: number };
  readonly #rows: () => RowReader;
  /** Counted along with what is taken; before a refusal counted anew, so that nobody is refused by a slip. */
  readonly #letters = new Map<PointId, number>();
  #all: number | null = null;

  /** `bytes`: of the document as it would be stored now, or more. */
  constructor(text: { readonly doc: Y.Doc; readonly bytes: number }, rows: () => RowReader) {
    this.#text = text;
    this.#rows = rows;
  }

  /** Null: there is room. `bytes`: how long the update is. */
  refuses({ inserted, deleted }: Accepted, bytes: number): RefusalMessage | null {
    let growth = 0;
    for (const [point, letters] of inserted) {
      const more = letters - (deleted.get(point) ?? 0);
      growth += more;
      if (more > 0 && this.#of(point) + more > pointMax && this.#count(point) + more > pointMax)
        return { code: 'point-full', reason: `It may have ${inWords(pointTextCharsMax)} characters.`, point };
    }
    if (growth > 0 && growth > this.lettersLeft(growth) + draftTextCharsMax * (replacingTimes - 1))
      return {
        code: 'draft-full',
        reason: `All its points together may have ${inWords(draftTextCharsMax)} characters.`,
        point: null,
      };
    if (inserted.size > 0 && this.#text.bytes + bytes > draftTextBytesMax)
      return { code: 'draft-full', reason: 'With all that was deleted from it, it is too large.', point: null };
    return null;
  }

  took({ inserted, deleted }: Accepted): void {
    for (const point of new Set([...inserted.keys(), ...deleted.keys()])) {
      const more = (inserted.get(point) ?? 0) - (deleted.get(point) ?? 0);
      this.#letters.set(point, this.#of(point) + more);
      if (this.#all !== null) this.#all += more;
    }
  }

  afterAct(kind: ActKind): void {
    if (changesWords.has(kind)) this.forget();
  }

  /** The document is another one, or changed otherwise than by what was taken. */
  forget(): void {
    this.#letters.clear();
    this.#all = null;
  }

  /** Letters that all points that stand may grow by. Exact where it is less than `wanted`. */
  lettersLeft(wanted: number): number {
    if (this.#all === null || this.#all + wanted > draftTextCharsMax)
      this.#all = this.#rows()
        .all('points')
        .reduce((sum, { id, state }) => (state.kind === 'removed' ? sum : sum + this.#count(id)), 0);
    return draftTextCharsMax - this.#all;
  }

  #of(point: PointId): number {
    return this.#letters.get(point) ?? this.#count(point);
  }

  #count(point: PointId): number {
    const letters = lettersIn(bodyOf(this.#text.doc, point));
    this.#letters.set(point, letters);
    return letters;
  }
}

const inWords = (count: number): string => count.toLocaleString('en');
