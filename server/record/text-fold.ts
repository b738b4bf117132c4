// A draft's words read from their entries, one after the other: the document as it stood, and who wrote what of it.
// Saves itself as a checkpoint and goes on from one. Asks no storage.
import * as Y from 'yjs';
import { z } from 'zod';
import { PointId } from '../../shared/ids.ts';
import type { By } from '../../shared/rows/schema.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { rootNameOf } from '../../shared/text/root-of.ts';
import { readActor } from '../storage/entry-detail.ts';
import type { Entry } from '../storage/update-log.ts';
import type { PointWords, Removed } from './authorship.ts';
import { noWords, rewrite } from './authorship.ts';

const Spans = z.array(z.object({ length: z.int().positive(), by: z.int().nonnegative() }));
const Saved = z.object({
  people: z.array(z.string()),
  points: z.record(z.string(), Spans),
  removed: z.array(
    z.object({ point: z.string(), offset: z.int(), words: z.string(), spans: Spans, by: z.int(), at: z.int() }),
  ),
});

/** The removals that a saved fold remembers, with who made them. */
export function readRemovals(authors: string) {
  const { people, removed } = Saved.parse(JSON.parse(authors));
  return removed.map(each => {
    const actor = people[each.by];
    return { ...each, by: actor === undefined ? undefined : readActor(actor) };
  });
}

export class SpansMisfit extends Error {
  override name = 'SpansMisfit';
}

/** What a document was at an entry, in a form that can be stored. */
export type FoldState = { readonly update: Uint8Array; readonly authors: string };

export class TextFold {
  readonly doc = new Y.Doc();
  readonly #people: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #points = new Map<PointId, PointWords>();
  #removed: readonly Removed[] = [];
  readonly #touched = new Set<PointId>();

  constructor(state: FoldState | null = null) {
    if (state) this.#load(state);
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      for (const type of transaction.changed.keys()) {
        const point = PointId.safeParse(rootNameOf(type)).data;
        if (point) this.#touched.add(point);
      }
    });
  }

  apply({ actor, at, update }: Pick<Entry, 'actor' | 'at' | 'update'>): void {
    Y.applyUpdate(this.doc, update);
    for (const point of this.#touched) {
      const before = this.#points.get(point) ?? noWords;
      const text = this.#textOf(point);
      if (text === before.text) continue; // only marks, or the form of the body: whoever changed those wrote nothing
      const change = { point, by: this.#numberOf(actor), at };
      const { words, removed } = rewrite(before, text, change, this.#removed);
      this.#points.set(point, words);
      this.#removed = removed;
    }
    this.#touched.clear();
  }

  get people(): readonly By[] {
    return this.#people.map(actor => readActor(actor));
  }

  /** Each point's text as `flatText` gives it, with its authors as numbers into `people`. */
  get points(): ReadonlyMap<PointId, PointWords> {
    return this.#points;
  }

  get removed(): readonly Removed[] {
    return this.#removed;
  }

  save(): FoldState {
    const points = Object.fromEntries([...this.#points].map(([point, { spans }]) => [point, spans]));
    const authors = JSON.stringify({ people: this.#people, points, removed: this.#removed });
    return { update: Y.encodeStateAsUpdate(this.doc), authors };
  }

  /** Throws SpansMisfit where its words are read otherwise now than when it was saved. */
  #load({ update, authors }: FoldState): void {
    const saved = Saved.parse(JSON.parse(authors));
    Y.applyUpdate(this.doc, update);
    for (const actor of saved.people) this.#numberOf(actor);
    for (const [name, spans] of Object.entries(saved.points)) {
      const point = PointId.parse(name);
      const text = this.#textOf(point);
      if (spans.reduce((sum, { length }) => sum + length, 0) !== text.length) throw new SpansMisfit(point);
      this.#points.set(point, { text, spans });
    }
    this.#removed = saved.removed;
  }

  #textOf(point: PointId): string {
    return flatText(bodyOf(this.doc, point)).text;
  }

  #numberOf(actor: string): number {
    const known = this.#numbers.get(actor);
    if (known !== undefined) return known;
    this.#numbers.set(actor, this.#people.length);
    this.#people.push(actor);
    return this.#people.length - 1;
  }
}
