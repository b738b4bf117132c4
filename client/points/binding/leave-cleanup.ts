// Who tidies superfluous marks: the server's copy, for all.
import type * as Y from 'yjs';

/**
 * Call once for each client document. After a remote change Yjs tidies superfluous marks in every copy, readers' and
 * locked points' too, and that would be sent. The server's copy does it for all. (Not by faking `transaction.local`:
 * that leaves stale search markers.)
 */
export function leaveCleanupToServer(doc: Y.Doc): void {
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false;
  });
}
