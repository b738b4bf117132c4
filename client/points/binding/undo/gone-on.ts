// Words that somebody else took away and wrote in another place, of the same point or of another: whoever brings them
// back where they stood first has them twice. Reads only.
import * as Y from 'yjs';
import { flowOf } from '../../../../shared/text/flow.ts';
import type { Known } from '../../../../shared/text/letter-ids.ts';
import { isNewerThan } from '../../../../shared/text/letter-ids.ts';
import { bodyOf } from '../../../../shared/text/point-text.ts';

/** The words that these letters were; null: some of them stand, or are no longer known. */
export function wordsGone({ store }: Y.Doc, letters: readonly Y.ID[]): string | null {
  let words = '';
  for (const { client, clock } of letters) {
    const item: Y.Item | Y.GC = Y.getItem(store, Y.createID(client, clock));
    if (!(item instanceof Y.Item) || !item.deleted) return null;
    if (item.content instanceof Y.ContentString) words += item.content.str.charAt(clock - item.id.clock);
  }
  return words;
}

/** Fewer letters may be alike by chance. */
const alikeCharsMin = 4;

/** Whether another client has written them, anywhere, after what was known. */
export function isWrittenSince(doc: Y.Doc, words: string, known: Known): boolean {
  const wanted = words.trim();
  if (wanted.length < alikeCharsMin) return false;
  return [...doc.share.keys()].some(point => {
    let run = '';
    for (let item = flowOf(bodyOf(doc, point))?._start ?? null; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      const isNew = item.id.client !== doc.clientID && isNewerThan(known, item.id);
      run = isNew ? run + item.content.str : '';
      if (run.includes(wanted)) return true;
    }
    return false;
  });
}
