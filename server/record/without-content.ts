// An update with the same clocks and places and none of its words: what stands in the log where an entry was redacted.
// Pure.
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

export type Emptied = {
  readonly update: Uint8Array;
  /**
   * How much of its words, rows and attributes still stands in the document, and so was not touched; and how much is
   * gone from it. In Yjs's units.
   */
  readonly stands: number;
  readonly gone: number;
};

/**
 * Elements stay, since what was written later stands in them; words, rows and attributes that stand no more become
 * "deleted", as Yjs has it.
 */
export function withoutContent(update: Uint8Array, doc: Y.Doc): Emptied {
  const decoded = Y.decodeUpdate(update);
  const { ds } = decoded;
  let [stands, gone] = [0, 0];
  const structs = decoded.structs.flatMap(struct => {
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentType) return [struct];
    return partsOf(struct, doc).map(({ item, isStanding }) => {
      if (isStanding) stands += item.length;
      else {
        gone += item.length;
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
  return { update: encoder.toUint8Array(), stands, gone };
}

type Part = { readonly item: Y.Item; readonly isStanding: boolean };

/** An item cut where what stands of it meets what does not: of a sentence, one name may be gone. */
function partsOf(item: Y.Item, doc: Y.Doc): readonly Part[] {
  const parts: Part[] = [];
  let rest = item;
  for (const { from, to } of standingIn(doc, item)) {
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

/** What of an item is there and not deleted, as clocks, in order. */
function standingIn(doc: Y.Doc, { id: { client, clock }, length }: Y.Item) {
  const end = clock + length;
  return (doc.store.clients.get(client) ?? []).flatMap(struct => {
    const [from, to] = [Math.max(clock, struct.id.clock), Math.min(end, struct.id.clock + struct.length)];
    return struct instanceof Y.Item && !struct.deleted && from < to ? [{ from, to }] : [];
  });
}

/** Shortens an item to what is before a clock; the rest is an item of its own that follows it. */
function cut(item: Y.Item, at: number): Y.Item {
  const { client, clock } = item.id;
  const content = item.content.splice(at - clock);
  item.length = at - clock;
  const before = Y.createID(client, at - 1);
  return new Y.Item(Y.createID(client, at), null, before, null, item.rightOrigin, item.parent, item.parentSub, content);
}
