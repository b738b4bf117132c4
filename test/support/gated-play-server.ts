// A server of the point play that takes words the way the real one does: through the gate, then Yjs's clean-up, as one
// canonical update.
import { GatedDoc } from './gated-doc.ts';
import type { PlayServer } from './point-play.ts';

/** The gate refused what an honest editor wrote. */
class HonestRefusal extends Error {
  override name = 'HonestRefusal';
}

/** `noted` is told the price of each update. */
export function gatedServer(words: readonly string[], noted?: (price: number) => void): PlayServer {
  const gated = new GatedDoc(words);
  return {
    doc: gated.doc,
    receive: (update, from) => {
      const { end, price } = gated.submit(update, from.name);
      noted?.(price);
      if (end.kind === 'refused') throw new HonestRefusal(`${end.refusal.code}: ${end.refusal.reason}`);
      return end.kind === 'all-taken';
    },
  };
}
