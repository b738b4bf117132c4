// An update with the same clocks and places and none of its words: what stands in the log where an entry was redacted.
// Pure.
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Range } from './carried-letters.ts';

export type Emptied = {
  readonly update: Uint8Array;
  /**
   * How much of its words, rows and attributes still stands in the document, and so was not touched; and how much is
   * gone from it. In Yjs's units.
   */
  readonly stands: number;
  readonly gone: number;
  /** The letters that are gone. */
  readonly letters: readonly Range[];
};
/** Which clocks of an item still stand, in order. */
export type Standing = (item: Y.Item) => readonly { readonly from: number; readonly to: number }[];

/**
 * Elements stay, since what was written later stands in them; words, rows and attributes that stand no more become
 * "deleted", as Yjs has it.
 */
export function withoutContent(
  update: Uint8Array,
  doc: Y.Doc,
  standing: Standing = item => standingIn(doc, rangeOf(item)),
): Emptied {
  const decoded = Y.decodeUpdate(update);
  const { ds } = decoded;
  const letters: Range[] = [];
  let [stands, gone] = [0, 0];
  const structs = decoded.structs.flatMap(struct => {
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentType) return [struct];
    return partsOf(struct, standing(struct)).map(({ item, isStanding }) => {
      if (isStanding) stands += item.length;
      else {
        const isLetters = item.content instanceof Y.ContentString;
        if (isLetters) letters.push(rangeOf(item));
        // Attributes and marks of the nested form went with it, whatever became of its words.
        if (isLetters || !isCollected(doc, item)) gone += item.length;
        item.content = new Y.ContentDeleted(item.length);
      }
      return item;
    });
  });
  const encoder = new Y.UpdateEncoderV1();
  const rest = encoder.restEncoder;
  const byClient = [...Map.groupBy(structs, ({ id }) => id.client)].sort(([a], [b]) => b - a);
  encoding.writeVarUint(rest, byClient.length);
  for (const [client, own] of byClient) {
    encoding.writeVarUint(rest, own.length);
    encoder.writeClient(client);
    encoding.writeVarUint(rest, own[0]?.id.clock ?? 0);
    for (const struct of own) struct.write(encoder, 0);
  }
  encoding.writeVarUint(rest, ds.clients.size);
  for (const [client, deletes] of ds.clients) {
    encoding.writeVarUint(rest, client);
    encoding.writeVarUint(rest, deletes.length);
    for (const { clock, len } of deletes) {
      encoding.writeVarUint(rest, clock);
      encoding.writeVarUint(rest, len);
    }
  }
  return { update: encoder.toUint8Array(), stands, gone, letters };
}

type Part = { readonly item: Y.Item; readonly isStanding: boolean };

/** An item cut where what stands of it meets what does not: of a sentence, one name may be gone. */
function partsOf(item: Y.Item, standing: ReturnType<Standing>): readonly Part[] {
  const parts: Part[] = [];
  let rest = item;
  for (const { from, to } of standing) {
    if (from > rest.id.clock) {
      const right = cut(rest, from);
      parts.push({ item: rest, isStanding: false });
      rest = right;
    }
    if (to === rest.id.clock + rest.length) return [...parts, { item: rest, isStanding: true }];
    const right = cut(rest, to);
    parts.push({ item: rest, isStanding: true });
    rest = right;
  }
  return [...parts, { item: rest, isStanding: false }];
}

export const rangeOf = ({ id: { client, clock }, length }: Y.Item): Range => ({
  client,
  from: clock,
  to: clock + length,
});

/** What of these clocks is there and not deleted, in order. */
export function standingIn(doc: Y.Doc, { client, from: start, to: end }: Range) {
  return (doc.store.clients.get(client) ?? []).flatMap(struct => {
    const [from, to] = [Math.max(start, struct.id.clock), Math.min(end, struct.id.clock + struct.length)];
    return struct instanceof Y.Item && !struct.deleted && from < to ? [{ from, to }] : [];
  });
}

/** Taken out with what it stood in, so that nothing of it is left but its clocks. */
export function isCollected(doc: Y.Doc, { id: { client, clock } }: Y.Item): boolean {
  const structs = doc.store.clients.get(client);
  return (
    structs !== undefined &&
    clock < Y.getState(doc.store, client) &&
    structs[Y.findIndexSS(structs, clock)] instanceof Y.GC
  );
}

/** Shortens an item to what is before a clock; the rest is an item of its own that follows it. */
function cut(item: Y.Item, at: number): Y.Item {
  const { client, clock } = item.id;
  const content = item.content.splice(at - clock);
  item.length = at - clock;
  const before = Y.createID(client, at - 1);
  return new Y.Item(Y.createID(client, at), null, before, null, item.rightOrigin, item.parent, item.parentSub, content);
}
