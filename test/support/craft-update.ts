// Updates by hand, byte for byte: what no honest client would send.
import * as encoding from 'lib0/encoding';

type Write = (encoder: encoding.Encoder) => void;
export type Id = readonly [client: number, clock: number];

export const bytes = (...writes: readonly Write[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  for (const write of writes) write(encoder);
  return encoding.toUint8Array(encoder);
};
export const uint =
  (...numbers: readonly number[]): Write =>
  encoder => {
    for (const number of numbers) encoding.writeVarUint(encoder, number);
  };
export const raw =
  (...values: readonly number[]): Write =>
  encoder => {
    for (const value of values) encoding.writeUint8(encoder, value);
  };
export const string =
  (text: string): Write =>
  encoder =>
    encoding.writeVarString(encoder, text);

/** One struct of one client, without deletions. */
export const update = (client: number, clock: number, ...struct: readonly Write[]): Uint8Array =>
  bytes(uint(1, 1, client, clock), ...struct, uint(0));

export const deletion = (client: number, clock: number, length: number): Uint8Array =>
  bytes(uint(0, 1, client, 1, clock, length));

/** Text after a neighbour. */
export const textAfter =
  (origin: Id, text: string): Write =>
  encoder => {
    raw(0x84)(encoder);
    uint(...origin)(encoder);
    string(text)(encoder);
  };

export const textBetween =
  (origin: Id, right: Id, text: string): Write =>
  encoder => {
    raw(0xc4)(encoder);
    uint(...origin, ...right)(encoder);
    string(text)(encoder);
  };

/** An element at the root of a point. */
export const elementIn =
  (root: string, name: string): Write =>
  encoder => {
    raw(0x07)(encoder);
    uint(1)(encoder);
    string(root)(encoder);
    uint(3)(encoder);
    string(name)(encoder);
  };

/** An attribute of the node that an item made. */
export const attribute =
  (node: Id, key: string, value: string): Write =>
  encoder => {
    raw(0x28)(encoder);
    uint(0, ...node)(encoder);
    string(key)(encoder);
    uint(1)(encoder);
    raw(119)(encoder);
    string(value)(encoder);
  };

export const collected =
  (length: number): Write =>
  encoder => {
    raw(0)(encoder);
    uint(length)(encoder);
  };

// --- more than one client, and more than one struct
// --------------------------------------------------------------------

export type Block = { readonly client: number; readonly clock: number; readonly structs: readonly Write[] };
export type Deletions = {
  readonly client: number;
  readonly ranges: readonly (readonly [clock: number, length: number])[];
};

/** Text before a neighbour, after nothing. */
export const textBefore =
  (right: Id, text: string): Write =>
  encoder => {
    raw(0x44)(encoder);
    uint(...right)(encoder);
    string(text)(encoder);
  };

/** Text inside the node that an item made, with no neighbours. */
export const textUnder =
  (node: Id, text: string): Write =>
  encoder => {
    raw(0x04)(encoder);
    uint(0, ...node)(encoder);
    string(text)(encoder);
  };

export const elementUnder =
  (node: Id, name: string): Write =>
  encoder => {
    raw(0x07)(encoder);
    uint(0, ...node, 3)(encoder);
    string(name)(encoder);
  };

/** A run of characters, still empty. */
export const textNodeUnder =
  (node: Id): Write =>
  encoder => {
    raw(0x07)(encoder);
    uint(0, ...node, 6)(encoder);
  };

/** A run of characters, still empty: at the root of a point, or after another item. */
export const textNodeIn =
  (root: string): Write =>
  encoder => {
    raw(0x07)(encoder);
    uint(1)(encoder);
    string(root)(encoder);
    uint(6)(encoder);
  };
export const textNodeAfter =
  (origin: Id): Write =>
  encoder => {
    raw(0x87)(encoder);
    uint(...origin, 6)(encoder);
  };

/** Text in the place of an attribute of the node that an item made. */
export const textAsAttribute =
  (node: Id, key: string, text: string): Write =>
  encoder => {
    raw(0x24)(encoder);
    uint(0, ...node)(encoder);
    string(key)(encoder);
    string(text)(encoder);
  };

/** A mark after a neighbour. */
export const markAfter =
  (origin: Id, key: string, json: string): Write =>
  encoder => {
    raw(0x86)(encoder);
    uint(...origin)(encoder);
    string(key)(encoder);
    string(json)(encoder);
  };

/** Structs of several clients, each from its clock on, and ranges that are deleted. */
export const updates = (blocks: readonly Block[], deletes: readonly Deletions[] = []): Uint8Array =>
  bytes(
    uint(blocks.length),
    ...blocks.flatMap(({ client, clock, structs }) => [uint(structs.length, client, clock), ...structs]),
    uint(deletes.length),
    ...deletes.flatMap(({ client, ranges }) => [uint(client, ranges.length), ...ranges.map(range => uint(...range))]),
  );

/** An element after another one. */
export const elementAfter =
  (origin: Id, name: string): Write =>
  encoder => {
    raw(0x87)(encoder);
    uint(...origin, 3)(encoder);
    string(name)(encoder);
  };

/** Numbers as an attribute of the node that an item made, one after another, as if it had none of that name. */
export const attributeNumbers =
  (node: Id, key: string, numbers: readonly number[]): Write =>
  encoder => {
    raw(0x28)(encoder);
    uint(0, ...node)(encoder);
    string(key)(encoder);
    uint(numbers.length)(encoder);
    for (const number of numbers) encoding.writeAny(encoder, number);
  };
export const attributeValues = (node: Id, key: string, count: number): Write =>
  attributeNumbers(node, key, Array<number>(count).fill(1));

/** What was written in a node and deleted before it was sent. */
export const deletedIn =
  (node: Id, length: number): Write =>
  encoder => {
    raw(0x01)(encoder);
    uint(0, ...node, length)(encoder);
  };

type Content = { readonly ref: number; readonly write: Write };
export const letters = (text: string): Content => ({ ref: 4, write: string(text) });
export const gone = (length: number): Content => ({ ref: 1, write: uint(length) });
/** The beginning or the end of bold words. */
export const bold = (isStart: boolean): Content => ({
  ref: 6,
  write: encoder => {
    string('bold')(encoder);
    string(isStart ? 'true' : 'null')(encoder);
  },
});

/** Any content between two neighbours; without any, first in the node that an item made. */
export const contentAt =
  (left: Id | null, right: Id | null, node: Id, { ref, write }: Content): Write =>
  encoder => {
    raw(ref | (left ? 0x80 : 0) | (right ? 0x40 : 0))(encoder);
    if (left) uint(...left)(encoder);
    if (right) uint(...right)(encoder);
    if (!left && !right) uint(0, ...node)(encoder);
    write(encoder);
  };

export const skipped =
  (length: number): Write =>
  encoder => {
    raw(10)(encoder);
    uint(length)(encoder);
  };

/** Three letters in the flow that an item made: they take the clocks 0, 1 and 2. */
export const threeLetters = (flow: Id): Write => textUnder(flow, 'xxx');
