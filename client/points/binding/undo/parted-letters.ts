// Parts letters so that an undo takes exactly its own. Yjs follows letters that it brought back item by item: it misses
// what was parted from them since, and takes along what came to stand in one item with them.
import * as Y from 'yjs';

type Step = { readonly insertions: Parameters<typeof Y.isDeleted>[0] };

/** Before the steps are taken, in the same transaction. Changes nothing that anybody sees. */
export function partLetters(transaction: Y.Transaction, steps: readonly Step[]): void {
  for (const { insertions } of steps)
    Y.iterateDeletedStructs(transaction, insertions, struct => {
      if (!(struct instanceof Y.Item) || struct.redone === null) return;
      let { id, length: left } = struct;
      for (;;) {
        const length = partTrail(transaction, id, left);
        if (length >= left) return;
        id = Y.createID(id.client, id.clock + length);
        left -= length;
        Y.getItemCleanStart(transaction, id);
      }
    });
}

/**
 * From letters to what was brought back for them, and on. How many still stand together at its end, where an item ends
 * behind them now.
 */
function partTrail(transaction: Y.Transaction, { client, clock }: Y.ID, most: number): number {
  const { doc } = transaction;
  let at = Y.createID(client, clock);
  let length = most;
  for (;;) {
    const item: Y.Item | Y.GC = Y.getItem(doc.store, at);
    if (!(item instanceof Y.Item)) return length;
    const within = at.clock - item.id.clock;
    length = Math.min(length, item.length - within);
    if (item.redone === null) {
      if (item.length > within + length) Y.getItemCleanStart(transaction, Y.createID(at.client, at.clock + length));
      return length;
    }
    at = Y.createID(item.redone.client, item.redone.clock + within);
  }
}
