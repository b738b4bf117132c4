// A record of any length, from a seed: people of several delegations typing, correcting and moving words in the points
// of a draft that is there, chained as the server chains it. For properties and benchmarks of the history.
import * as Y from 'yjs';
import { nextEntry } from '../../server/storage/chain.ts';
import type { HistoryChange } from '../../server/storage/history-queries.ts';
import type { Entry } from '../../server/storage/update-log.ts';
import { freshSalts } from '../../server/sync/tick/salts.ts';
import type { DocName } from '../../shared/ids.ts';
import { PointId } from '../../shared/ids.ts';
import { typingRunGapMs } from '../../shared/limits.ts';
import type { Head } from '../../shared/rows/schema.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import type { Random } from './seeded-random.ts';

const words =
  'the parties shall agree without delay on all measures that this point names and on those it does not'.split(' ');
const people = ['ukr', 'rus', 'eur', 'ust'].flatMap(party =>
  ['head', 'delegate'].map(role => ({ member: `${party}-${role}`, name: role, role, party })),
);

export type LongRecordParts = {
  readonly doc: DocName;
  /** As it stands; is written into. */
  readonly text: Y.Doc;
  readonly head: Head;
  readonly at: number;
  readonly random: Random;
};
export type TypedRow = { readonly entry: Entry; readonly change: HistoryChange };

/** One row at a time, for ever. A quiet night follows now and then. */
export function* typedRows({ doc, text, head: start, at: from, random }: LongRecordParts): Generator<TypedRow> {
  let head = start;
  let at = from;
  let update: Uint8Array | null = null;
  text.on('update', (made: Uint8Array) => {
    update = made;
  });
  const points = [...text.share.keys()];
  for (;;) {
    const person = random.pick(people);
    const point = random.pick(points);
    const run = `text:${head.seq + 1}:${point}`;
    at += typingRunGapMs + random.below(600_000) + (random.chance(0.01) ? 8 * 3_600_000 : 0);
    const writer = new Writer(bodyOf(text, point), random);
    for (let left = 5 + random.below(60); left > 0; left--) {
      update = null;
      at += 100 + random.below(900);
      const size = writer.types();
      if (!update) continue;
      const made = nextEntry(head, {
        doc,
        at,
        actor: JSON.stringify(person),
        kind: 'text',
        detail: JSON.stringify({ points: { [point]: size } }),
        update,
        salts: freshSalts(),
      });
      head = made.head;
      const { member, name, role, party } = person;
      const id = PointId.parse(point);
      yield {
        entry: made.entry,
        change: {
          run,
          doc,
          seq: head.seq,
          at,
          kind: 'text',
          member,
          name,
          role,
          party,
          point: id,
          thread: null,
          row: null,
          detail: '{}',
          ...size,
        },
      };
    }
  }
}

/**
 * Writes forwards from one place, takes a letter back now and then, cuts and pastes, and shortens what has grown too
 * long.
 */
class Writer {
  readonly #text: Y.XmlText | undefined;
  readonly #random: Random;
  #caret: number;
  #cut = '';

  constructor(root: Y.XmlElement, random: Random) {
    this.#random = random;
    const texts = [...flatText(root).base.keys()];
    this.#text = texts.length > 0 ? random.pick(texts) : undefined;
    this.#caret = random.below((this.#text?.length ?? 0) + 1);
  }

  types(): { inserted: number; deleted: number } {
    const random = this.#random;
    if (!this.#text) return { inserted: 0, deleted: 0 };
    const { length } = this.#text;
    if (length > 1_500) return this.#deletes(0, 400);
    if (this.#caret > 0 && random.chance(0.1)) return this.#deletes(this.#caret - 1, 1);
    if (this.#caret > 40 && random.chance(0.02)) return this.#deletes(this.#caret - 30, 30);
    const typed = random.chance(0.3) ? `${random.pick(words)} ` : (random.pick(words)[0] ?? 'e');
    const written = this.#cut !== '' && random.chance(0.2) ? this.#cut : typed;
    this.#text.insert(this.#caret, written);
    this.#caret += written.length;
    return { inserted: written.length, deleted: 0 };
  }

  #deletes(at: number, length: number): { inserted: number; deleted: number } {
    this.#cut = Y.Text.prototype.toString.call(this.#text).slice(at, at + length);
    this.#text?.delete(at, length);
    this.#caret = at;
    return { inserted: 0, deleted: length };
  }
}
