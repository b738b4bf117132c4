// Ways to the server that are not all they should be, in the place of WebSocket: one that can be cut, and one on which
// some words are refused.
import { WebSocket } from 'ws';

export type Carrier = new (url: string | URL, protocols?: string | string[], options?: object) => WebSocket;

/** Nobody listens there. */
const nowhere = 'ws://127.0.0.1:1';

export function cuttable(): { readonly carrier: Carrier; cut(): void; mend(): void } {
  const open = new Set<WebSocket>();
  let isCut = false;
  class Cuttable extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[], options?: object) {
      super(isCut ? nowhere : url, protocols, options);
      open.add(this);
    }
  }
  return {
    carrier: Cuttable,
    cut: () => {
      isCut = true;
      for (const socket of open) socket.terminate();
    },
    mend: () => {
      isCut = false;
    },
  };
}

/** A server that lets nobody in for now, and says why, until it is `mend`ed. */
export function full(reason: string): { readonly carrier: Carrier; mend(): void } {
  let isFull = true;
  class Full extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[], options?: object) {
      super(url, protocols, options);
      if (!isFull) return;
      this.once('open', () => {
        this.emit('close', 1013, Buffer.from(reason));
        this.terminate();
      });
    }
  }
  return {
    carrier: Full,
    mend: () => {
      isFull = false;
    },
  };
}

/**
 * Whatever holds these words ends the connection with this code: a gateway that takes less than our server, or a server
 * that cannot read it.
 */
export function picky(words: string, code: number, base: Carrier = WebSocket): { carrier: Carrier; refused(): number } {
  let refused = 0;
  class Picky extends base {
    override send(data: unknown, ...rest: never[]): void {
      if (data instanceof Uint8Array && Buffer.from(data).includes(words)) {
        refused++;
        this.emit('close', code, Buffer.from(''));
        this.terminate();
      } else super.send(data as never, ...rest); // as it was given
    }
  }
  return { carrier: Picky, refused: () => refused };
}
