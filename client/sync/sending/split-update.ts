// One update of words in parts, each of which the gate takes by itself: cut by clock ranges, in an order in which no
// part rests on a later one. A work of hours without a connection is one update and may be larger than a frame. Knows
// no socket.
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { assert } from '../../../shared/assert.ts';
import {
  partBytesMax,
  partDeletesMax,
  partLinkCharsMax,
  partStringCharsMax,
  partStructsMax,
  structLengthMax,
} from '../../../shared/wire-limits.ts';

type Struct = Y.Item | Y.GC;
type Block = { readonly structs: readonly Struct[]; next: number };
type Range = { readonly clock: number; readonly len: number };
type Part = {
  readonly blocks: ReadonlyMap<number, readonly Struct[]>;
  readonly deletes: ReadonlyMap<number, readonly Range[]>;
};

/** The same change in one part or several. What cannot be taken apart comes back as it is. */
export function splitUpdate(update: Uint8Array): readonly Uint8Array[] {
  const { structs, ds } = Y.decodeUpdate(update);
  const isWhole = structs.every(struct => struct instanceof Y.Item || struct instanceof Y.GC);
  const ordered = isWhole ? inOrder(structs) : null;
  if (ordered === null) return [update];
  const parts = [...partsOf(ordered.flatMap(pieces), ds.clients), ...deletesOf(structs, ds.clients)];
  return parts.length === 0 ? [update] : parts.map(encodePart);
}

/**
 * Each client's structs in their own order, and none before one of another client that it rests on. Null: they rest on
 * one another in a circle.
 */
function inOrder(structs: readonly Struct[]): readonly Struct[] | null {
  const blocks = new Map<number, Block>();
  for (const [client, of] of Map.groupBy(structs, ({ id }) => id.client)) blocks.set(client, { structs: of, next: 0 });
  const isPlaced = ({ client, clock }: Y.ID): boolean =>
    clock < (nextOf(blocks.get(client))?.id.clock ?? Number.POSITIVE_INFINITY);
  const ordered: Struct[] = [];
  for (const block of blocks.values()) {
    const stack = [block];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const struct = nextOf(top);
      const missing = struct && restsOn(struct).find(id => id.client !== struct.id.client && !isPlaced(id));
      const below = missing && blocks.get(missing.client);
      if (below && stack.includes(below)) return null;
      if (below) stack.push(below);
      else if (struct) {
        ordered.push(struct);
        top.next++;
        if (stack.length > 1) stack.pop(); // the one that waits is looked at again
      } else stack.pop();
    }
  }
  return ordered;
}

const nextOf = (block: Block | undefined): Struct | undefined => block?.structs[block.next];

function restsOn(struct: Struct): readonly Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  const { origin, rightOrigin, parent } = struct;
  return [origin, rightOrigin, parent instanceof Y.ID ? parent : null].filter(id => id !== null);
}

/** A run of letters, or of what was deleted, that is too long for the gate, as several. */
function pieces(struct: Struct): readonly Struct[] {
  const { id, length } = struct;
  if (struct instanceof Y.GC)
    return cuts(length, structLengthMax).map(
      ([from, to]) => new Y.GC(Y.createID(id.client, id.clock + from), to - from),
    );
  const { content } = struct;
  if (content instanceof Y.ContentDeleted)
    return cuts(length, structLengthMax).map(([from, to]) => piece(struct, from, new Y.ContentDeleted(to - from)));
  if (!(content instanceof Y.ContentString)) return [struct];
  const isWithinPair = (at: number): boolean => /[\ud800-\udbff]/.test(content.str.charAt(at - 1));
  return cuts(length, partStringCharsMax, isWithinPair).map(([from, to]) =>
    piece(struct, from, new Y.ContentString(content.str.slice(from, to))),
  );
}

function cuts(length: number, most: number, isWithinPair: (at: number) => boolean = () => false) {
  const stretches: (readonly [from: number, to: number])[] = [];
  for (let from = 0; from < length; ) {
    const end = Math.min(length, from + most);
    const to = end < length && isWithinPair(end) ? end - 1 : end;
    stretches.push([from, to]);
    from = to;
  }
  return stretches;
}

function piece(of: Y.Item, from: number, content: Y.Item['content']): Y.Item {
  const { client, clock } = of.id;
  const origin = from === 0 ? of.origin : Y.createID(client, clock + from - 1);
  return new Y.Item(
    Y.createID(client, clock + from),
    null,
    origin,
    null,
    of.rightOrigin,
    of.parent,
    of.parentSub,
    content,
  );
}

/** What is new, with what of it was deleted again. */
function* partsOf(structs: readonly Struct[], deletes: ReadonlyMap<number, readonly Range[]>): Generator<Part> {
  let blocks = new Map<number, Struct[]>();
  let [bytes, links, count] = [0, 0, 0];
  for (const struct of structs) {
    const [more, link] = [bytesOf(struct), linkCharsIn(struct)];
    const isFull = count === partStructsMax || bytes + more > partBytesMax || links + link > partLinkCharsMax;
    if (count > 0 && isFull) {
      yield { blocks, deletes: within(blocks, deletes) };
      blocks = new Map();
      [bytes, links, count] = [0, 0, 0];
    }
    bytes += more;
    links += link;
    count++;
    const known = blocks.get(struct.id.client);
    if (known) known.push(struct);
    else blocks.set(struct.id.client, [struct]);
  }
  if (count > 0) yield { blocks, deletes: within(blocks, deletes) };
}

function within(blocks: ReadonlyMap<number, readonly Struct[]>, deletes: ReadonlyMap<number, readonly Range[]>) {
  const found = new Map<number, readonly Range[]>();
  for (const [client, structs] of blocks) {
    const [from, to] = spanOf(structs);
    const ranges = (deletes.get(client) ?? []).flatMap(range => clipped(range, from, to));
    if (ranges.length > 0) found.set(client, ranges);
  }
  return found;
}

/** What was deleted of that which is not new, so much at a time. */
function* deletesOf(structs: readonly Struct[], deletes: ReadonlyMap<number, readonly Range[]>): Generator<Part> {
  const blocks = Map.groupBy(structs, ({ id }) => id.client);
  let part = new Map<number, Range[]>();
  let count = 0;
  for (const [client, ranges] of deletes) {
    const [from, to] = spanOf(blocks.get(client) ?? []);
    for (const range of ranges)
      for (const rest of [...clipped(range, 0, from), ...clipped(range, to, Number.POSITIVE_INFINITY)]) {
        if (count === partDeletesMax) {
          yield { blocks: new Map(), deletes: part };
          part = new Map();
          count = 0;
        }
        count++;
        const known = part.get(client);
        if (known) known.push(rest);
        else part.set(client, [rest]);
      }
  }
  if (count > 0) yield { blocks: new Map(), deletes: part };
}

function spanOf(structs: readonly Struct[]): readonly [from: number, to: number] {
  const [first] = structs;
  const last = structs.at(-1);
  return first && last ? [first.id.clock, last.id.clock + last.length] : [0, 0];
}

function clipped({ clock, len }: Range, from: number, to: number): readonly Range[] {
  const start = Math.max(clock, from);
  const end = Math.min(clock + len, to);
  return start < end ? [{ clock: start, len: end - start }] : [];
}

function bytesOf(struct: Struct): number {
  const encoder = new Y.UpdateEncoderV1();
  struct.write(encoder, 0);
  return encoding.length(encoder.restEncoder);
}

function linkCharsIn(struct: Struct): number {
  if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentFormat)) return 0;
  const value: unknown = struct.content.value;
  return typeof value === 'string' ? value.length : 0;
}

function encodePart({ blocks, deletes }: Part): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const write = (count: number): void => encoding.writeVarUint(encoder.restEncoder, count);
  write(blocks.size);
  for (const [client, structs] of blocks) {
    const [first] = structs;
    assert(first !== undefined, 'a part names a client for its structs');
    write(structs.length);
    encoder.writeClient(client);
    write(first.id.clock);
    for (const struct of structs) struct.write(encoder, 0);
  }
  write(deletes.size);
  for (const [client, ranges] of deletes) {
    encoder.resetDsCurVal();
    write(client);
    write(ranges.length);
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(len);
    }
  }
  return encoder.toUint8Array();
}
