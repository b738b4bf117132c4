// What carries one client's messages: a WebSocket, or HTTP requests where those are blocked (http-line.ts). Decides
// nothing about what they say.
import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

export type LineEvents = {
  message(data: unknown, isBinary: boolean): void;
  /** It is there. */
  heard(): void;
  /** It has read all that was sent until it was last pinged. */
  alive(): void;
  closed(): void;
};

export type SocketEvents = Pick<LineEvents, 'message' | 'closed'> & {
  /** And how to answer. */
  pinged(pong: () => void): void;
  /** `isAnswer`: to our last ping; nobody asked for any other. */
  ponged(isAnswer: boolean): void;
};

export interface Line {
  readonly isOpen: boolean;
  readonly unsentBytes: number;
  /** One or more finished WebSocket frames. */
  write(frames: Buffer): void;
  close(code: number, reason: string): void;
  terminate(): void;
  ping(): void;
  listen(events: LineEvents): void;
}

/** One whose reading can be put off. */
export type ReadableLine = Omit<Line, 'listen'> & {
  listen(events: SocketEvents): void;
  pause(): void;
  resume(): void;
};

/** `socket` is the one below ws: a tick's finished frames are written to it in one call. */
export function webSocketLine(webSocket: WebSocket, socket: Duplex): ReadableLine {
  let asked: Buffer | null = null;
  return {
    get isOpen() {
      return webSocket.readyState === webSocket.OPEN;
    },
    get unsentBytes() {
      return socket.writableLength;
    },
    write: frames => void socket.write(frames),
    close: (code, reason) => webSocket.close(code, reason),
    terminate: () => webSocket.terminate(),
    ping: () => {
      // Whoever answers has read all that was sent before it: the answer cannot be guessed.
      asked ??= randomBytes(8);
      webSocket.ping(asked);
    },
    pause: () => webSocket.pause(),
    resume: () => webSocket.resume(),
    listen: ({ message, ponged, pinged, closed }) => {
      webSocket.on('message', message);
      webSocket.on('pong', (data: Buffer) => {
        const isAnswer = asked?.equals(data) ?? false;
        if (isAnswer) asked = null;
        ponged(isAnswer);
      });
      webSocket.on('ping', data => pinged(() => webSocket.pong(data)));
      // A broken frame, or one that is too large: ws has sent the close code, and reads on until the other side has it.
      // Cut off at once, it would never hear why.
      webSocket.on('error', () => undefined);
      webSocket.on('close', closed);
    },
  };
}
