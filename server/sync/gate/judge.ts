// The gate: whether one client's update of the words may be applied, decided before Yjs sees it (rules G of
// PROTOCOL.md). Pure: it reads the room's document and changes nothing.
import * as Y from 'yjs';
import { barredBy } from '../../../shared/acts/barred.ts';
import type { PointAccess } from '../../../shared/acts/permissions.ts';
import { unreachable } from '../../../shared/assert.ts';
import type { MemberId } from '../../../shared/ids.ts';
import { PointId } from '../../../shared/ids.ts';
import { linkCharsMax, mayMark } from '../../../shared/text/allow-list.ts';
import type { RefusalCode } from '../../../shared/wire/refusals.ts';
import { refusalText } from '../../../shared/wire/refusals.ts';
import { bytesPerStep, linkCharsPerStep } from '../../../shared/wire-limits.ts';
import { BadBytes } from './byte-reader.ts';
import type { Deletion } from './deletions.ts';
import { chargeDeletion, deletionsOf, lettersLeft } from './deletions.ts';
import { integrationOrder } from './integration-order.ts';
import { MissingWords } from './missing-words.ts';
import type { Place } from './places.ts';
import { Places } from './places.ts';
import type { Id, ReadUpdate, Struct } from './read-update.ts';
import { readUpdate } from './read-update.ts';
import { Rehearsal } from './rehearsal.ts';
import { cutsCharacter } from './split-characters.ts';

export type GateContext = {
  readonly doc: Y.Doc;
  readonly member: MemberId;
  /** Whether this member may write at all now. */
  readonly writes: 'editable' | 'closed' | 'reader';
  access(point: string): PointAccess;
  /** Null: nobody yet. */
  ownerOf(clientId: number): MemberId | 'server' | null;
};

export type Verdict = {
  /** What it costs to judge and apply it, in steps of about 0.1 microseconds; or what it would have cost. */
  readonly price: number;
} & (
  | {
      readonly kind: 'accept';
      /** The points whose words it changes. */
      readonly points: ReadonlySet<PointId>;
      /** Client ids that nobody owned: they are the member's from now on. */
      readonly newClientIds: readonly number[];
      /** False when everything in it is known already. */
      readonly effective: boolean;
      /** Characters, for the history. */
      readonly inserted: ReadonlyMap<PointId, number>;
      readonly deleted: ReadonlyMap<PointId, number>;
    }
  | { readonly kind: 'ignore' }
  | { readonly kind: 'resync'; readonly reason: string }
  | { readonly kind: 'refuse'; readonly code: RefusalCode; readonly reason: string; readonly point: PointId | null }
);

export function judge(update: Uint8Array, context: GateContext): Verdict {
  const reading = Math.ceil(update.length / bytesPerStep);
  let judgement: Judgement | null = null;
  try {
    judgement = new Judgement(readUpdate(update), context);
    const verdict = judgement.verdict();
    return { ...verdict, price: verdict.price + reading };
  } catch (error) {
    const price = (judgement?.price ?? 0) + reading;
    if (error instanceof MissingWords) return { kind: 'resync', reason: error.message, price };
    if (error instanceof BadBytes)
      return { kind: 'refuse', code: error.code, reason: error.message, point: null, price };
    if (error instanceof Refused)
      return { kind: 'refuse', code: error.code, reason: refusalText(error.code), point: error.point, price };
    throw error;
  }
}

/** A member's own refusal, with the point it is about. */
class Refused extends Error {
  readonly code: RefusalCode;
  readonly point: PointId | null;
  constructor(code: RefusalCode, point: PointId | null) {
    super(code);
    this.code = code;
    this.point = point;
  }
}

type PlaceInPoint = Extract<Place, { readonly point: string }>;

/** Root types of a document and their names, for as long as the document lives. */
const rootNames = new WeakMap<Y.Doc, WeakMap<object, string>>();

class Judgement {
  readonly #update: ReadUpdate;
  readonly #context: GateContext;
  readonly #places: Places;
  readonly #rehearsal: Rehearsal;
  readonly #points = new Set<PointId>();
  readonly #inserted = new Map<PointId, number>();
  readonly #deleted = new Map<PointId, number>();
  /** Points it would change although this member may not, and how. */
  readonly #barred = new Map<PointId, RefusalCode>();
  #deletionSteps = 0;
  #isEffective = false;
  #isFormatOnly = true;

  constructor(update: ReadUpdate, context: GateContext) {
    this.#update = update;
    this.#context = context;
    const names = rootNames.get(context.doc) ?? new WeakMap<object, string>();
    rootNames.set(context.doc, names);
    this.#places = new Places(context.doc, update, names);
    this.#rehearsal = new Rehearsal(
      context.doc,
      update,
      client => (context.ownerOf(client) ?? context.member) === context.member,
    );
  }

  get price(): number {
    return this.#rehearsal.steps + this.#deletionSteps;
  }

  verdict(): Verdict {
    if (this.#update.hasSkip) throw new MissingWords('the update has a hole');
    const newClientIds = this.#authors();
    for (const struct of integrationOrder(this.#update, client => this.#state(client))) {
      const known = this.#state(struct.client);
      if (struct.clock + struct.length > known) this.#insert(struct, known);
      else this.#repeat(struct);
    }
    for (const deletion of deletionsOf(this.#context.doc, this.#update)) this.#delete(deletion);
    return this.#conclude(newClientIds);
  }

  #conclude(newClientIds: readonly number[]): Verdict {
    const [barred] = this.#barred;
    const { writes } = this.#context;
    const price = this.price;
    if (barred || (this.#isEffective && writes !== 'editable')) {
      // Stock clients tidy superfluous marks in every copy, readers too: without effect, so without consequence.
      if (this.#isFormatOnly) return { kind: 'ignore', price };
      throw barred ? new Refused(barred[1], barred[0]) : new Refused(barredBy(writes) ?? 'read-only', null);
    }
    return {
      kind: 'accept',
      price,
      points: this.#points,
      newClientIds,
      effective: this.#isEffective,
      inserted: this.#inserted,
      deleted: this.#deleted,
    };
  }

  /**
   * New words come from devices of this member, or from devices that nobody has used. Gaps are asked for, not punished.
   */
  #authors(): number[] {
    const fresh: number[] = [];
    for (const [client, structs] of this.#update.blocks) {
      const [first] = structs;
      const last = structs.at(-1);
      if (!first || !last) continue;
      const known = this.#state(client);
      if (first.clock > known)
        throw new MissingWords(`device ${client} stands at ${known}, the update starts at ${first.clock}`);
      if (last.clock + last.length <= known) continue;
      const owner = this.#context.ownerOf(client);
      if (owner === null && known === 0) fresh.push(client);
      else if (owner !== this.#context.member) throw new Refused('foreign-author', null);
    }
    return fresh;
  }

  #insert(struct: Struct, known: number): void {
    if (struct.clock < known) throw new MissingWords(`device ${struct.client} overlaps what is here at ${known}`);
    this.#isEffective = true;
    this.#isFormatOnly = false;
    if (struct.origin && this.#cuts(struct.origin, 1)) throw new Refused('split-character', null);
    if (struct.rightOrigin && this.#cuts(struct.rightOrigin, 0)) throw new Refused('split-character', null);
    const place = this.#places.of(struct);
    if ('point' in place) this.#enter(place);
    this.#rehearsal.charge(stepsToCheck(struct));
    checkContent(struct, place);
    if (place.kind === 'flow' && struct.content.kind === 'text')
      add(this.#inserted, pointOf(place), lettersLeft(struct, this.#update));
    this.#rehearsal.integrate(struct, place);
  }

  /** It is here already, but Yjs makes the root that it names, and cuts what stands beside it. */
  #repeat(struct: Struct): void {
    const { parent } = struct;
    if (parent.kind === 'root' && !this.#context.doc.share.has(parent.name)) throw new Refused('unknown-point', null);
    this.#rehearsal.integrate(struct, 'known');
  }

  #delete(deletion: Deletion): void {
    const { item, from, to } = deletion;
    this.#isEffective = true;
    if (!(item.content instanceof Y.ContentFormat)) this.#isFormatOnly = false;
    const { client } = item.id;
    if (this.#cuts({ client, clock: from }, 0) || this.#cuts({ client, clock: to - 1 }, 1))
      throw new Refused('split-character', null);
    this.#deletionSteps += chargeDeletion(deletion, this.#rehearsal);
    const place = this.#places.ofStored(item);
    if (!('point' in place)) return;
    this.#enter(place);
    if (place.kind === 'outside') throw new BadBytes('out-of-place', 'It takes out what holds a point’s words.');
    if (item.content instanceof Y.ContentString) add(this.#deleted, pointOf(place), to - from);
  }

  #enter(place: PlaceInPoint): void {
    const point = PointId.safeParse(place.point).data;
    if (point === undefined) throw new Refused('unknown-point', null);
    if (this.#points.has(point) || this.#barred.has(point)) return;
    const code = barredBy(this.#context.access(point));
    if (code === null) this.#points.add(point);
    else if (this.#isFormatOnly) this.#barred.set(point, code);
    else throw new Refused(code, point);
  }

  #cuts(id: Id, side: 0 | 1): boolean {
    return cutsCharacter(this.#context.doc, this.#update, id, side);
  }

  #state(client: number): number {
    return Y.getState(this.#context.doc.store, client);
  }
}

const pointOf = (place: PlaceInPoint): PointId => place.point as PointId; // `#enter` has parsed it

const stepsToCheck = ({ content }: Struct): number =>
  content.kind === 'mark' && typeof content.value === 'string' ? Math.ceil(content.value.length / linkCharsPerStep) : 0;

/** Letters and marks in a flow are all that anybody writes. What would be lost is refused: its author keeps it. */
function checkContent({ content }: Struct, { kind }: Place): void {
  switch (content.kind) {
    case 'gc':
    case 'deleted':
      if (kind === 'outside') throw new BadBytes('out-of-place', 'It stands outside of a point’s words.');
      return; // typed and taken back before it was sent
    case 'text':
    case 'mark':
      if (kind === 'outside') throw new BadBytes('out-of-place', 'Characters stand in a point’s words only.');
      if (kind !== 'flow') throw new BadBytes('out-of-place', 'It stands in words that were taken out as a whole.');
      if (content.kind === 'mark') checkMark(content.key, content.value);
      return;
    case 'node':
      throw new BadBytes('out-of-place', `A ${content.name} may not stand in a point’s words.`);
    case 'values':
      throw new BadBytes('forbidden-content', 'Words have no attributes.');
    default:
      return unreachable(content);
  }
}

function checkMark(key: string, value: unknown): void {
  if (mayMark(key, value)) return;
  if (key === 'link') {
    const link = typeof value === 'string' ? value : ''; // of an object, what it says of itself is not asked for
    if (link.length > linkCharsMax) throw new BadBytes('too-large', 'It holds too long a link.');
    throw new BadBytes('forbidden-link', `This one does not: ${link.slice(0, 60)}`);
  }
  throw new BadBytes('forbidden-content', `The mark ${key} is not known.`);
}

function add(sums: Map<PointId, number>, point: PointId, count: number): void {
  sums.set(point, (sums.get(point) ?? 0) + count);
}
