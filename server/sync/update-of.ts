// What a change to a document emits, as one update. Changes nothing by itself.
import * as Y from 'yjs';

/** Empty where nothing changed. */
export function updateOf(doc: Y.Doc, change: () => void): Uint8Array {
  const emitted: Uint8Array[] = [];
  const onUpdate = (update: Uint8Array): void => void emitted.push(update);
  doc.on('update', onUpdate);
  try {
    doc.transact(change, 'act');
  } finally {
    doc.off('update', onUpdate);
  }
  return emitted.length > 1 ? Y.mergeUpdates(emitted) : (emitted[0] ?? new Uint8Array([0, 0]));
}
