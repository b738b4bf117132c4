// Where the letters that once stood in a flow stand in it now: they are known again by their Yjs ids. Reads alone.
import * as Y from 'yjs';
import { endAt } from '../../../shared/text/anchors/anchor-ends.ts';
import { aroundLetter } from '../../../shared/text/anchors/letters-again.ts';
import type { Attributes } from '../../../shared/text/change-flow.ts';
import type { Line } from '../../../shared/text/flow.ts';
import { lineEnd, linesFrom, linesOf } from '../../../shared/text/flow.ts';
import { lettersAt } from '../../../shared/text/letter-ids.ts';
import { flatText } from '../../../shared/text/point-text.ts';

export type Letter = { readonly unit: string; readonly set: Attributes };
/** The last end of a line has none where the flow does not hold it. */
export type OldLetter = Letter & { readonly id: Y.ID | null };

export const lettersOf = (lines: readonly Line[]): readonly Letter[] =>
  lines.flatMap(({ style, pieces }): readonly Letter[] => [
    ...pieces.flatMap(({ text, marks }) => text.split('').map(unit => ({ unit, set: marks }))),
    { unit: lineEnd, set: style },
  ]);

export const linesWith = (letters: readonly Letter[]): readonly Line[] =>
  linesFrom(letters.map(({ unit, set }) => ({ insert: unit, attributes: { ...set } })));

export const textOf = (letters: readonly Letter[]): string => letters.map(({ unit }) => unit).join('');

export function oldLettersOf(flow: Y.XmlText): readonly OldLetter[] {
  const ids = idsIn(flow);
  return lettersOf(linesOf(flow)).map((letter, i) => ({ ...letter, id: ids[i] ?? null }));
}

const idsIn = (flow: Y.XmlText): readonly Y.ID[] =>
  lettersAt(flow, 0, flow.length).flatMap(({ client, clock, length }) =>
    Array.from({ length }, (_, i) => Y.createID(client, clock + i)),
  );

const positionAt = (id: Y.ID, side: 'before' | 'behind'): Y.RelativePosition =>
  new Y.RelativePosition(null, null, id, side === 'before' ? 0 : -1);

export class StandingLetters {
  readonly now: readonly Letter[];
  readonly old: readonly OldLetter[];
  readonly #flow: Y.XmlText;
  /** Of the old letters. */
  readonly #text: string;
  /** Of each old letter; -1 where it is gone. */
  readonly #places: readonly number[];
  readonly #known: ReadonlySet<number>;

  constructor(flow: Y.XmlText, old: readonly OldLetter[]) {
    this.#flow = flow;
    this.old = old;
    this.#text = textOf(old);
    this.now = lettersOf(linesOf(flow));
    const byId = new Map(idsIn(flow).map(({ client, clock }, place) => [`${client}:${clock}`, place]));
    const last = this.now.length - 1;
    this.#places = old.map(({ id }) => (id ? (byId.get(`${id.client}:${id.clock}`) ?? -1) : last));
    this.#known = new Set(this.#places);
  }

  /** Null where it is gone. */
  placeOf(letter: number): number | null {
    const place = this.#places[letter] ?? -1;
    return place < 0 ? null : place;
  }

  /** Right before or behind it, or where it stood. */
  placeBeside(letter: number, side: 'before' | 'behind'): number {
    const place = this.placeOf(letter);
    if (place !== null) return side === 'before' ? place : place + 1;
    const id = this.old[letter]?.id;
    return (id && this.placeAtId(id, side)) ?? this.#behindNearest(letter);
  }

  placeAtId(id: Y.ID, side: 'before' | 'behind'): number | null {
    const again = this.placeAgain(id, side);
    if (again !== null) return again;
    const { doc } = this.#flow;
    const place = doc && Y.createAbsolutePositionFromRelativePosition(positionAt(id, side), doc, false);
    return place?.type === this.#flow ? Math.min(place.index, this.now.length) : null;
  }

  /** At the letter that was brought back for one that went; null where none was. */
  placeAgain(id: Y.ID, side: 'before' | 'behind'): number | null {
    const { parent } = this.#flow;
    const letter = this.old.findIndex(old => old.id && Y.compareIDs(old.id, id));
    if (letter < 0 || !(parent instanceof Y.XmlElement)) return null;
    const around = aroundLetter(this.#text, letter, side === 'before' ? 'after' : 'before');
    const end = endAt(parent, flatText(parent), positionAt(id, side), around);
    return end.kind === 'alive' && end.isAgain === true ? Math.min(end.at, this.now.length) : null;
  }

  /** Whether others have written between these places since. */
  hasNewBetween(from: number, to: number): boolean {
    for (let place = from; place < to; place++) if (!this.#known.has(place)) return true;
    return false;
  }

  #behindNearest(letter: number): number {
    for (let i = letter - 1; i >= 0; i--) {
      const place = this.placeOf(i);
      if (place !== null) return place + 1;
    }
    return 0;
  }
}
