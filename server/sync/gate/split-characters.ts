// Whether a reference would cut a character (a surrogate pair) in two. Yjs would then write U+FFFD into words that are
// somebody else's.
import * as Y from 'yjs';
import type { Id, ReadUpdate } from './read-update.ts';
import { structAt } from './read-update.ts';

/** A cut before this unit (side 0) or after it (side 1), in stored words or in the update's own. */
export function cutsCharacter(doc: Y.Doc, update: ReadUpdate, id: Id, side: 0 | 1): boolean {
  const stored = doc.store.clients.get(id.client);
  if (stored && id.clock < Y.getState(doc.store, id.client)) {
    const item = stored[Y.findIndexSS(stored, id.clock)];
    if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentString)) return false;
    return cuts(item.content.str, id.clock - item.id.clock + side);
  }
  const block = update.blocks.get(id.client);
  const struct = block && structAt(block, id.clock);
  return struct?.content.kind === 'text' && cuts(struct.content.text, id.clock - struct.clock + side);
}

function cuts(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const before = text.charCodeAt(at - 1);
  return before >= 0xd800 && before <= 0xdbff;
}
