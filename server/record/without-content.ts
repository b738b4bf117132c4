// An update with the same clocks and places and none of its words: what stands in the log where an entry was redacted. Pure.
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

export type Emptied = {
  readonly update: Uint8Array;
  /** Whether something of it still stands in the document, and so was not touched. */
  readonly stands: boolean;
};

/** Elements stay, since what was written later stands in them; words, rows and attributes become "deleted", as Yjs has it. */
export function withoutContent(update: Uint8Array, doc: Y.Doc): Emptied {
  const { structs, ds } = Y.decodeUpdate(update);
  let stands = false;
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentType) continue;
    if (stillStands(doc, struct)) stands = true;
    else struct.content = new Y.ContentDeleted(struct.length);
  }
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
  return { update: encoder.toUint8Array(), stands };
}

/** Whether any of it is there and not deleted. */
function stillStands(doc: Y.Doc, { id: { client, clock }, length }: Y.Item): boolean {
  return (doc.store.clients.get(client) ?? []).some(
    struct =>
      struct instanceof Y.Item &&
      !struct.deleted &&
      struct.id.clock < clock + length &&
      struct.id.clock + struct.length > clock,
  );
}
