// A Yjs update (V1) as a description of what it would do, read before Yjs sees a byte. Checks shapes and budgets; who
// may do it is for judge.ts.
import { linkCharsMax } from '../../../shared/text/allow-list.ts';
import {
  structLengthMax,
  updateClientsMax,
  updateDeletesMax,
  updateStringBytesMax,
  updateStructsMax,
} from '../../../shared/wire-limits.ts';
import { BadBytes, ByteReader } from './byte-reader.ts';

export type Id = { readonly client: number; readonly clock: number };

type Content =
  | { readonly kind: 'gc' }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mark'; readonly key: string; readonly value: unknown }
  /** `#text` or a node's name. */
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'values'; readonly values: readonly unknown[] };

export type Struct = Id & {
  readonly length: number;
  readonly content: Content;
  readonly origin: Id | null;
  readonly rightOrigin: Id | null;
  /** Where it says it belongs; `inherit`: where its neighbours do. */
  readonly parent:
    | { readonly kind: 'inherit' }
    | { readonly kind: 'root'; readonly name: string }
    | { readonly kind: 'item'; readonly id: Id };
  readonly key: string | null;
};

type DeleteRange = { readonly clock: number; readonly length: number };

export type ReadUpdate = {
  /** Per client, in clock order and without gaps. */
  readonly blocks: ReadonlyMap<number, readonly Struct[]>;
  /** Per client, in clock order and without overlaps. */
  readonly deletes: ReadonlyMap<number, readonly DeleteRange[]>;
  /** It has a hole that only other updates fill. */
  readonly hasSkip: boolean;
};

/** By halving: blocks are in clock order. */
export function structAt(block: readonly Struct[], clock: number): Struct | undefined {
  let low = 0;
  let high = block.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = block[middle];
    if (!struct) return undefined;
    if (clock < struct.clock) high = middle - 1;
    else if (clock >= struct.clock + struct.length) low = middle + 1;
    else return struct;
  }
  return undefined;
}

export const sameId = (a: Id | null, b: Id | null): boolean =>
  a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock);

const clockMax = 2 ** 31;
const clientMax = 2 ** 32 - 1;
const nameBytesMax = 64;
const keyBytesMax = 256;
/** Of a mark's value in JSON. A link is as long as the allow-list has it: three bytes a character, and two quotes. */
const valueBytesMax = 256;
const linkBytesMax = 3 * linkCharsMax + 2;

/** Throws BadBytes. */
export function readUpdate(update: Uint8Array): ReadUpdate {
  const reader = new ByteReader(update);
  const clients = reader.count(3);
  if (clients > updateClientsMax) throw new BadBytes('too-many-clients', 'It speaks for too many devices at once.');
  const blocks = new Map<number, Struct[]>();
  let total = 0;
  let hasSkip = false;
  for (let i = 0; i < clients; i++) {
    const count = reader.count(2);
    const add = (more: number): void => {
      total += more;
      if (total > updateStructsMax) throw new BadBytes('too-large', 'It holds too many changes at once.');
    };
    add(count);
    const client = readClient(reader);
    if (blocks.has(client)) throw new BadBytes('malformed', 'It names a device twice.');
    let clock = readClock(reader);
    const structs: Struct[] = [];
    for (let j = 0; j < count; j++) {
      const struct = readStruct(reader, client, clock);
      if (struct === null) hasSkip = true;
      else structs.push(struct);
      if (struct?.content.kind === 'values') add(struct.length - 1);
      clock += struct?.length ?? 0;
      if (clock > clockMax) throw new BadBytes('too-large', 'Its clock is out of range.');
    }
    blocks.set(client, structs);
  }
  const deletes = readDeletes(reader);
  if (reader.left > 0) throw new BadBytes('malformed', 'Bytes are left over after it.');
  return { blocks, deletes, hasSkip };
}

/** Null: a hole (Yjs's Skip). */
function readStruct(reader: ByteReader, client: number, clock: number): Struct | null {
  const info = reader.byte();
  const ref = info & 0x1f;
  if (ref === 10) {
    readLength(reader);
    return null;
  }
  const alone = { client, clock, origin: null, rightOrigin: null, parent: { kind: 'inherit' } as const, key: null };
  if (ref === 0) return { ...alone, content: { kind: 'gc' }, length: readLength(reader) };
  const origin = (info & 0x80) > 0 ? readId(reader) : null;
  const rightOrigin = (info & 0x40) > 0 ? readId(reader) : null;
  for (const id of [origin, rightOrigin])
    if (id && id.client === client && id.clock >= clock)
      throw new BadBytes('malformed', 'It rests on what comes after it.');
  const isExplicit = origin === null && rightOrigin === null;
  const parent = isExplicit ? readParent(reader, client, clock) : ({ kind: 'inherit' } as const);
  const key = isExplicit && (info & 0x20) > 0 ? reader.string(keyBytesMax) : null;
  return { client, clock, origin, rightOrigin, parent, key, ...readContent(reader, ref) };
}

function readParent(reader: ByteReader, client: number, clock: number): Struct['parent'] {
  const kind = reader.uint();
  if (kind === 1) return { kind: 'root', name: reader.string(nameBytesMax) };
  if (kind !== 0) throw new BadBytes('malformed', 'It names its place in an unknown way.');
  const id = readId(reader);
  if (id.client === client && id.clock >= clock) throw new BadBytes('malformed', 'It rests on what comes after it.');
  return { kind: 'item', id };
}

function readContent(reader: ByteReader, ref: number): { content: Content; length: number } {
  switch (ref) {
    case 1:
      return { content: { kind: 'deleted' }, length: readLength(reader) };
    case 4: {
      const text = reader.string(updateStringBytesMax);
      if (text.length === 0) throw new BadBytes('malformed', 'It inserts nothing.');
      return { content: { kind: 'text', text }, length: text.length };
    }
    case 6:
      return { content: readMark(reader), length: 1 };
    case 7:
      return { content: { kind: 'node', name: readNodeName(reader) }, length: 1 };
    case 8: {
      const count = reader.count(1);
      if (count === 0) throw new BadBytes('malformed', 'It inserts nothing.');
      const values = Array.from({ length: count }, () => reader.any(updateStringBytesMax));
      return { content: { kind: 'values', values }, length: count };
    }
    default:
      throw new BadBytes('forbidden-content', 'It holds a kind of content that a draft does not know.');
  }
}

function readNodeName(reader: ByteReader): string {
  const type = reader.uint();
  if (type === 6) return '#text';
  if (type !== 3) throw new BadBytes('forbidden-content', 'It makes a kind of node that a draft does not know.');
  return reader.string(nameBytesMax);
}

function readMark(reader: ByteReader): Content {
  const key = reader.string(keyBytesMax);
  return { kind: 'mark', key, value: readJson(reader, key === 'link' ? linkBytesMax : valueBytesMax) };
}

function readJson(reader: ByteReader, bytesMax: number): unknown {
  const json = reader.string(bytesMax);
  try {
    return JSON.parse(json);
  } catch {
    throw new BadBytes('malformed', 'It holds a mark that cannot be read.');
  }
}

/**
 * Per client in clock order, apart from one another or side by side: all that Yjs writes. Others would make it look
 * again.
 */
function readDeletes(reader: ByteReader): ReadUpdate['deletes'] {
  const deletes = new Map<number, readonly DeleteRange[]>();
  const clients = reader.count(2);
  let total = 0;
  for (let i = 0; i < clients; i++) {
    const client = readClient(reader);
    if (deletes.has(client)) throw new BadBytes('malformed', 'It deletes of a device twice.');
    const count = reader.count(2);
    total += count;
    if (total > updateDeletesMax) throw new BadBytes('too-large', 'It deletes too much at once.');
    deletes.set(client, readRanges(reader, count));
  }
  return deletes;
}

function readRanges(reader: ByteReader, count: number): readonly DeleteRange[] {
  let end = 0;
  return Array.from({ length: count }, () => {
    const clock = readClock(reader);
    const length = reader.uint();
    if (length < 1 || clock + length > clockMax) throw new BadBytes('malformed', 'It deletes what cannot exist.');
    if (clock < end) throw new BadBytes('malformed', 'Its deletions overlap, or are out of order.');
    end = clock + length;
    return { clock, length };
  });
}

const readId = (reader: ByteReader): Id => ({ client: readClient(reader), clock: readClock(reader) });

function readClient(reader: ByteReader): number {
  const client = reader.uint();
  if (client > clientMax) throw new BadBytes('malformed', 'It names a device that cannot exist.');
  return client;
}

function readClock(reader: ByteReader): number {
  const clock = reader.uint();
  if (clock > clockMax) throw new BadBytes('too-large', 'Its clock is out of range.');
  return clock;
}

function readLength(reader: ByteReader): number {
  const length = reader.uint();
  if (length < 1 || length > structLengthMax) throw new BadBytes('too-large', 'It covers too much at once.');
  return length;
}
