// One edit of a point's words by a member who has no browser, made as a browser would: on a copy, through the gate,
// into the record.
import * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import { MemberId } from '../../shared/ids.ts';
import { flatText } from '../../shared/text/point-text.ts';
import type { LiveDraft } from '../sync/live-draft.ts';
import type { Peer } from '../sync/peer.ts';

/**
 * Puts `to` in the place of the first `from`. Resolves when the draft has taken it in; rejects with the gate's words.
 */
export function writeWords(draft: LiveDraft, member: string, point: PointId, from: string, to: string): Promise<void> {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(draft.text.doc));
  const { text, base } = flatText(copy.get(point, Y.XmlElement));
  const at = text.indexOf(from);
  const found = [...base].findLast(([, start]) => start <= at);
  if (at < 0 || !found) throw new Error(`the point does not hold these words: ${from}`);
  const [node, start] = found;
  const before = Y.encodeStateVector(copy);
  copy.transact(() => {
    node.delete(at - start, from.length);
    node.insert(at - start, to);
  });
  const update = Y.encodeStateAsUpdate(copy, before);
  return new Promise((resolve, reject) => {
    draft.text.doc.once('update', () => resolve());
    const peer: Peer = {
      member: MemberId.parse(member),
      speaksOurs: false,
      write: () => undefined,
      refuse: ({ reason }) => reject(new Error(reason)),
      close: (_, reason) => reject(new Error(reason)),
    };
    draft.words(peer, { update, isStep2: false });
  });
}
