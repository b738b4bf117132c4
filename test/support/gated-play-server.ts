// A server of the point play that takes words the way the real one does: through the gate, then Yjs's clean-up, as one canonical update.
import { GatedDoc } from './gated-doc.ts';
import type { PlayServer } from './point-play.ts';

/** The gate refused what an honest editor wrote. */
class HonestRefusal extends Error {
  override name = 'HonestRefusal';
}

export function gatedServer(words: readonly string[]): PlayServer {
  const gated = new GatedDoc(words);
  return {
    doc: gated.doc,
    receive: (update, from) => {
      const { end } = gated.submit(update, from.name);
      if (end.kind === 'refused') throw new HonestRefusal(`${end.refusal.code}: ${end.refusal.reason}`);
      return end.kind === 'all-taken';
    },
  };
}
