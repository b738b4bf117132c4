// In which order the letters of one point have ever stood, with those that are gone: what comes back by an undo finds
// its place in it, and so does what somebody typed on while it was gone (rule E3). Reads Yjs; writes nothing.
import * as Y from 'yjs';
import type { Letter } from '../standing-letters.ts';
import type { WhoseLetters } from '../whose-letters.ts';
import { ascending } from './ascending.ts';
import type { LetterPlace, Run } from './letter-places.ts';
import { crossing, endThatBegins, typedRunsThat, unknownRuns } from './letter-places.ts';
import type { TypedOn } from './typed-on.ts';

/** A letter that came when its text had gone. */
export type LateLetter = { readonly letter: Letter; readonly place: LetterPlace };
export class LetterOrder {
  readonly #whose: WhoseLetters;
  readonly #typedOn: TypedOn;
  #places: LetterPlace[] = [];
  readonly #byId = new Map<number, Map<number, LetterPlace>>();
  /** By who first wrote the letter: the last place that it had. */
  readonly #byFirst = new Map<number, Map<number, LetterPlace>>();
  #late: readonly LateLetter[] = [];
  #time = 0;

  constructor(whose: WhoseLetters, typedOn: TypedOn) {
    this.#whose = whose;
    this.#typedOn = typedOn;
  }

  of(id: Y.ID): LetterPlace | null {
    return found(this.#byId, id);
  }

  /** Written anew at the same place. */
  same(from: Y.ID, to: Y.ID): void {
    const place = this.of(from);
    if (place) put(this.#byId, to, place);
  }

  /** Takes over the order in which they stand. */
  learn(standing: readonly Letter[], doc: Y.Doc): void {
    this.#time++;
    const places: (LetterPlace | null)[] = this.#known(standing);
    for (const run of unknownRuns(standing, places)) this.#findPutBack(run, places);
    for (const run of unknownRuns(standing, places)) {
      const at = this.#placeFor(run, places, doc);
      const made = run.letters.map(
        ({ id, unit }): LetterPlace => ({ rank: 0, id, unit, since: this.#time, goneSince: null }),
      );
      this.#places.splice(at, 0, ...made);
      places.splice(run.to - made.length, made.length, ...made);
      this.#count();
    }
    for (const place of this.#places) place.goneSince ??= this.#time;
    for (const [index, { id }] of standing.entries()) {
      const place = places[index];
      if (!place) continue;
      place.goneSince = null;
      place.id = id;
      put(this.#byId, id, place);
      put(this.#byFirst, this.#whose.of(id).first, place);
    }
  }

  /** What others typed in a text that had gone, in reading order. */
  learnLate(letters: readonly Letter[], doc: Y.Doc): void {
    for (const letter of letters) {
      const { id, unit } = letter;
      const rank = this.#besideOrigin(id, doc);
      if (rank === null) continue;
      const place: LetterPlace = { rank: 0, id, unit, since: this.#time, goneSince: this.#time };
      this.#places.splice(rank, 0, place);
      this.#count();
      put(this.#byId, id, place);
      this.#late = [...this.#late, { letter, place }];
    }
  }

  /** Those that stand nowhere. */
  get late(): readonly LateLetter[] {
    return this.#late.filter(({ place }) => place.goneSince !== null);
  }

  #count(): void {
    for (const [rank, place] of this.#places.entries()) place.rank = rank;
  }

  /** Only those that stand in one order with each other; what was written anew gives way. */
  #known(standing: readonly Letter[]): (LetterPlace | null)[] {
    const places = standing.map(({ id }) => this.of(id));
    const same = ascending(places.map(place => place?.rank ?? null));
    for (const index of places.keys()) if (!same.has(index)) places[index] = null;
    let [last, next] = [-1, Number.POSITIVE_INFINITY];
    const nexts = places.toReversed().map(place => {
      const before = next;
      next = place?.rank ?? next;
      return before;
    });
    const fitting = standing.map(({ id }, index): LetterPlace | null => {
      const place = places[index] ?? found(this.#byFirst, this.#whose.of(id).first);
      const fits = place !== null && last < place.rank && place.rank < (nexts.at(-1 - index) ?? 0);
      last = places[index]?.rank ?? last;
      return fits ? place : null;
    });
    const kept = ascending(fitting.map(place => place?.rank ?? null));
    return fitting.map((place, index) => (kept.has(index) ? place : null));
  }

  #isCopy(place: LetterPlace | undefined, copy: Letter | undefined, places: (LetterPlace | null)[], at: number): void {
    if (!place || !copy || places[at]) return;
    places[at] = place;
    this.#whose.copied(place.id, copy.id);
    put(this.#byId, copy.id, place);
  }

  /** Letters that I took out and whose writer put them back there at once (rule E9) are the same. */
  #findPutBack({ letters, to }: Run, places: (LetterPlace | null)[]): void {
    const from = to - letters.length;
    const [before, after] = this.#around(places, from, to);
    const words = letters.map(({ unit }) => unit).join('');
    const writer = letters[0]?.id.client;
    const isGone = ({ id, goneSince }: LetterPlace): boolean => goneSince !== null && id.client === writer;
    let found = 0;
    for (const gone of typedRunsThat(this.#places.slice(before + 1, after), isGone)) {
      const end = endThatBegins(words.slice(found), gone);
      for (const [i, place] of end.entries()) this.#isCopy(place, letters[found + i], places, from + found + i);
      found += end.length;
    }
  }

  /** The ranks of what stands around it. */
  #around(places: readonly (LetterPlace | null)[], from: number, to: number): readonly [number, number] {
    return [places[from - 1]?.rank ?? -1, places.slice(to).find(place => place !== null)?.rank ?? this.#places.length];
  }

  /**
   * Behind what it was typed on, gone or not; else behind what it was typed behind; else right behind what stands
   * before it.
   */
  #placeFor({ letters, to }: Run, places: readonly (LetterPlace | null)[], doc: Y.Doc): number {
    const [first] = letters;
    const [before, after] = this.#around(places, to - letters.length, to);
    if (!first) return before + 1;
    const isBetween = ({ rank }: LetterPlace): boolean => before <= rank && rank < after;
    const typedOn = this.#typedBefore(first.id);
    if (typedOn && isBetween(typedOn)) return typedOn.rank + 1;
    if (typedOn?.goneSince && this.#bringTo(typedOn, places.slice(0, to - letters.length), places.slice(to)))
      return typedOn.rank + 1;
    const beside = this.#besideOrigin(first.id, doc);
    return beside !== null && before < beside && beside <= after ? beside : before + 1;
  }

  /** By the same person; what was only written anew does not count. */
  #typedBefore({ client, clock }: Y.ID): LetterPlace | null {
    for (let at = clock - 1; at >= 0 && this.#typedOn.isOneGo(client, at, clock); at--) {
      const id = Y.createID(client, at);
      if (Y.compareIDs(this.#whose.of(id).first, id)) return this.of(id);
    }
    return null;
  }

  /** The rank behind what it was typed behind; at the beginning of a text, that of what it was typed before. */
  #besideOrigin({ client, clock }: Y.ID, doc: Y.Doc): number | null {
    const item = Y.getItem(doc.store, Y.createID(client, clock));
    if (!(item instanceof Y.Item)) return null;
    const left = item.id.clock === clock ? item.origin : Y.createID(client, clock - 1);
    const before = left && this.of(left);
    if (before) return before.rank + 1;
    return !left && item.rightOrigin ? (this.of(item.rightOrigin)?.rank ?? null) : null;
  }

  /**
   * What came in the place of words that are gone goes around what is typed on there. False where anything else stands
   * in between.
   */
  #bringTo(
    typedOn: LetterPlace,
    before: readonly (LetterPlace | null)[],
    behind: readonly (LetterPlace | null)[],
  ): boolean {
    const { rank, goneSince } = typedOn;
    const left = crossing(before.toReversed(), place => place.rank > rank);
    const right = crossing(behind, place => place.rank < rank);
    if (![...left, ...right].every(({ since }) => since >= (goneSince ?? 0))) return false;
    const moving = new Set([...left, ...right]);
    const rest = this.#places.filter(place => !moving.has(place));
    const at = rest.indexOf(typedOn);
    this.#places = [...rest.slice(0, at), ...left.toReversed(), typedOn, ...right, ...rest.slice(at + 1)];
    this.#count();
    return true;
  }
}

type ByClock = Map<number, Map<number, LetterPlace>>;

const found = (places: ByClock, { client, clock }: Y.ID): LetterPlace | null => places.get(client)?.get(clock) ?? null;

function put(places: ByClock, { client, clock }: Y.ID, place: LetterPlace): void {
  const known = places.get(client);
  if (known) known.set(clock, place);
  else places.set(client, new Map([[clock, place]]));
}
