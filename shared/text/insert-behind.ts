// Letters that are typed behind a letter stand right behind it, also where that or what followed has been deleted: an
// undo of the deletion brings the words back around them. Yjs itself would put them behind all that was deleted there.
import * as Y from 'yjs';

/** Call it in a transaction. Null: that letter is not known here, and nothing is written. */
export function insertBehind(
  flow: Y.XmlText,
  { client, clock }: Y.ID,
  text: string,
): 'behind-living' | 'behind-deleted' | null {
  const { doc } = flow;
  if (!doc || Y.getState(doc.store, client) <= clock) return null;
  return doc.transact(transaction => {
    const found = Y.getItem(doc.store, Y.createID(client, clock));
    if (!(found instanceof Y.Item) || found.parent !== (flow as unknown)) return null; // compared by identity
    const left = Y.getItemCleanEnd(transaction, doc.store, Y.createID(client, clock));
    const { right } = left;
    const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID));
    flow._searchMarker?.splice(0); // Yjs's marks of where letters are would be off from here on
    new Y.Item(id, left, left.lastId, right, right?.id ?? null, left.parent, null, new Y.ContentString(text)).integrate(
      transaction,
      0,
    );
    return left.deleted ? 'behind-deleted' : 'behind-living';
  });
}
