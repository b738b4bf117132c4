// Plays what Yjs's `Item.integrate` will do with each new struct, on links of its own, and counts the steps: Yjs looks
// through all rivals for a place, however many there are, and cuts items by moving a client's whole array. Stops at a
// bound. Reads Yjs's store; changes nothing in it.
import * as Y from 'yjs';
import {
  elementsMovedPerStep,
  rivalsMax,
  stepsPerCut,
  stepsPerStruct,
  updateStepsMax,
} from '../../../shared/wire-limits.ts';
import { BadBytes } from './byte-reader.ts';
import type { Place } from './places.ts';
import type { Id, ReadUpdate, Struct } from './read-update.ts';
import { sameId, structAt } from './read-update.ts';

/** An item, or the piece of one between two cuts. */
type Piece = {
  readonly client: number;
  readonly clock: number;
  end: number;
  readonly origin: Id | null;
  readonly rightOrigin: Id | null;
  /** Null: new. */
  readonly stored: Y.Item | null;
  /** Undefined: as stored. */
  right: Piece | null | undefined;
  /** The piece that its left neighbour of origin stood in when last asked for. */
  originPiece: Piece | null;
  /** The search that last passed it, and that search's turn in which it was in conflict. */
  passedIn: number;
  conflictsIn: number;
};
type List = { first: Piece | null };
type LinkedPlace = Exclude<Place, { kind: 'nowhere' }>;

export class Rehearsal {
  readonly #doc: Y.Doc;
  readonly #update: ReadUpdate;
  /** Whether a device is the writer's own, or nobody's yet. */
  readonly #isOwn: (client: number) => boolean;
  readonly #pieces = new Map<Y.Item | Struct, Piece[]>();
  readonly #lists = new Map<object, List>();
  #steps = 0;
  /** Numbers searches and their turns. */
  #turn = 0;

  constructor(doc: Y.Doc, update: ReadUpdate, isOwn: (client: number) => boolean) {
    this.#doc = doc;
    this.#update = update;
    this.#isOwn = isOwn;
  }

  get steps(): number {
    return this.#steps;
  }

  /** Ask in the order of integration. Known structs cost their cuts only. */
  integrate(struct: Struct, place: Place | 'known'): void {
    this.charge(stepsPerStruct);
    const left = struct.origin && this.#cutAfter(struct.origin);
    const right = struct.rightOrigin && this.cutBefore(struct.rightOrigin);
    if (place === 'known' || place.kind === 'nowhere') return;
    const spot = this.#spot(struct, place, left, right);
    const list = spot === null ? this.#listOf(place) : null;
    const piece = newPiece(struct.client, struct, null, spot ? this.#rightOf(spot) : list?.first);
    if (spot) spot.right = piece;
    if (list) list.first = piece;
    this.#pieces.set(struct, [piece]);
  }

  /** Where everything would stand: piece by piece, so that it can be compared with what Yjs made of it. */
  *order(place: LinkedPlace): Generator<Id & { readonly end: number }> {
    for (let piece = this.#listOf(place).first; piece; piece = this.#rightOf(piece)) yield piece;
  }

  /** A cut before this clock, where it lies within an item. */
  cutBefore(id: Id): Piece | null {
    const piece = this.#pieceAt(id);
    return piece && piece.clock < id.clock ? this.#cut(piece, id.clock) : piece;
  }

  charge(steps: number): void {
    this.#steps += steps;
    if (this.#steps > updateStepsMax) throw new BadBytes('too-costly', 'It meets too many others at once.');
  }

  #cutAfter(id: Id): Piece | null {
    const piece = this.#pieceAt(id);
    if (piece && piece.end - 1 > id.clock) this.#cut(piece, id.clock + 1);
    return piece;
  }

  /** The left neighbour that Yjs would settle on: its own search, step by step. */
  #spot(struct: Struct, place: LinkedPlace, start: Piece | null, end: Piece | null): Piece | null {
    const first = start ? this.#rightOf(start) : this.#listOf(place).first;
    if (first === end && (start !== null || end !== null)) return start;
    let left = start;
    let rivals = 0;
    const search = ++this.#turn; // marks instead of Yjs's two sets
    for (let other = first; other && other !== end; other = this.#rightOf(other)) {
      this.charge(1);
      other.passedIn = search;
      other.conflictsIn = this.#turn;
      if (sameId(struct.origin, other.origin)) {
        if (this.#isOwn(other.client) && ++rivals > rivalsMax)
          throw new BadBytes('too-costly', 'You have put too many at one place.');
        if (other.client < struct.client) {
          left = other;
          this.#turn++;
        } else if (sameId(struct.rightOrigin, other.rightOrigin)) break;
        continue;
      }
      const origin = this.#originOf(other);
      if (origin?.passedIn !== search) break;
      if (origin.conflictsIn === this.#turn) continue;
      left = other;
      this.#turn++;
    }
    return left;
  }

  #originOf(piece: Piece): Piece | null {
    const { origin, originPiece: known } = piece;
    if (origin === null) return null;
    if (known && known.clock <= origin.clock && origin.clock < known.end) return known;
    piece.originPiece = this.#pieceAt(origin);
    return piece.originPiece;
  }

  #cut(piece: Piece, at: number): Piece {
    const { client, stored } = piece;
    const of = stored ?? this.#newAt({ client, clock: piece.clock });
    const right: Piece = { ...piece, clock: at, origin: { client, clock: at - 1 }, originPiece: piece };
    piece.end = at;
    piece.right = right;
    const pieces = (of && this.#pieces.get(of)) ?? [piece];
    pieces.splice(indexAt(pieces, at) + 1, 0, right);
    if (of) this.#pieces.set(of, pieces);
    this.charge(stepsPerCut + 2 * this.stepsToMove({ client, clock: at })); // joined again where both parts stay
    return right;
  }

  /** Something is put in at this clock, or taken out: all that its client has after it is moved. */
  stepsToMove({ client, clock }: Id): number {
    const stored = this.#doc.store.clients.get(client) ?? [];
    const isStored = clock < Y.getState(this.#doc.store, client);
    const after = isStored ? stored.length - Y.findIndexSS(stored, clock) : 0;
    return 1 + Math.floor((after + (this.#update.blocks.get(client)?.length ?? 0)) / elementsMovedPerStep);
  }

  #pieceAt(id: Id): Piece | null {
    const { store } = this.#doc;
    const structs = store.clients.get(id.client);
    const isStored = structs !== undefined && id.clock < Y.getState(store, id.client);
    const of = isStored ? structs[Y.findIndexSS(structs, id.clock)] : this.#newAt(id);
    if (of === undefined || of instanceof Y.GC) return null;
    const pieces = of instanceof Y.Item ? this.#piecesOf(of) : this.#pieces.get(of);
    return pieces?.[indexAt(pieces, id.clock)] ?? null;
  }

  #newAt({ client, clock }: Id): Struct | undefined {
    const block = this.#update.blocks.get(client);
    return block && structAt(block, clock);
  }

  #piecesOf(item: Y.Item): Piece[] {
    const known = this.#pieces.get(item);
    if (known) return known;
    const { id, length, origin, rightOrigin } = item;
    const whole = newPiece(id.client, { clock: id.clock, length, origin, rightOrigin }, item, undefined);
    const pieces = [whole];
    this.#pieces.set(item, pieces);
    return pieces;
  }

  #first(item: Y.Item | null): Piece | null {
    return (item && this.#piecesOf(item)[0]) ?? null;
  }

  #rightOf(piece: Piece): Piece | null {
    if (piece.right === undefined) piece.right = this.#first(piece.stored?.right ?? null);
    return piece.right;
  }

  #listOf({ owner }: LinkedPlace): List {
    const list = this.#lists.get(owner) ?? {
      first: owner instanceof Y.AbstractType ? this.#first(owner._start) : null,
    };
    this.#lists.set(owner, list);
    return list;
  }
}

const newPiece = (
  client: number,
  { clock, length, origin, rightOrigin }: Pick<Struct, 'clock' | 'length' | 'origin' | 'rightOrigin'>,
  stored: Y.Item | null,
  right: Piece['right'],
): Piece => ({
  client,
  clock,
  end: clock + length,
  origin,
  rightOrigin,
  stored,
  right,
  originPiece: null,
  passedIn: 0,
  conflictsIn: 0,
});

/** By halving: an item may have been cut at every letter. */
function indexAt(pieces: readonly Piece[], clock: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.clock ?? 0) <= clock) low = middle;
    else high = middle - 1;
  }
  return low;
}
