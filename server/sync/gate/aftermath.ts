// The second look, after applying: it should never find anything. If it does, the document in memory is given up and
// read anew from the log.
import type * as Y from 'yjs';
import { rootNameOf, rootOf } from '../../../shared/text/root-of.ts';

/**
 * What the gate did not announce, in words, or null. `points` are all that were announced in this transaction so far.
 */
export function checkAftermath(transaction: Y.Transaction, points: ReadonlySet<string>): string | null {
  const { store, share } = transaction.doc;
  if (store.pendingStructs !== null || store.pendingDs !== null) return 'Yjs holds changes back';
  const announced = new Set<unknown>([...points].map(point => share.get(point)));
  for (const type of transaction.changed.keys()) {
    if (!announced.has(rootOf(type))) return `the change reached ${rootNameOf(type)}, which was not announced`;
  }
  return null;
}
