// A stock Yjs client: y-websocket's own WebsocketProvider on a stock Y.Doc, holding somebody's seat. What any program
// could connect with.
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Person } from './running-server.ts';

export type StockClient = {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** The words of a point, as one flat text of its first paragraph. */
  textOf(point: string): Y.XmlText;
  /** Resolves with the close code and reason when the server closes for good. */
  readonly closed: Promise<{ code: number; reason: string }>;
  leave(): void;
};

export async function connectStock(
  person: Person,
  room: 'text' | 'shared' = 'text',
  doc = new Y.Doc(),
): Promise<StockClient> {
  const { address, cookie, seat } = person;
  class SeatedSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { Cookie: cookie } });
    }
  }
  const provider = new WebsocketProvider(`${address.replace('http', 'ws')}/sync/${seat.draft}`, room, doc, {
    params: { seat: seat.id },
    disableBc: true,
    // ws in the place of the browser's WebSocket, which cannot send a cookie from a script.
    WebSocketPolyfill: SeatedSocket as unknown as typeof globalThis.WebSocket,
  });
  const closed = new Promise<{ code: number; reason: string }>(resolve => provider.on('closed', resolve));
  await until(() => provider.synced, provider, 'sync');
  return {
    doc,
    provider,
    closed,
    textOf: point => firstText(doc.get(point, Y.XmlElement)),
    leave: () => provider.destroy(),
  };
}

export function firstText(root: Y.XmlElement): Y.XmlText {
  for (const node of root.createTreeWalker(() => true)) if (node instanceof Y.XmlText) return node;
  throw new Error('this point has no text');
}

/** Waits for a condition that some event may bring about. */
export function until(
  condition: () => boolean,
  source: { on(event: never, listener: () => void): unknown; off(event: never, listener: () => void): unknown },
  event: string,
): Promise<void> {
  if (condition()) return Promise.resolve();
  return new Promise(resolve => {
    const check = (): void => {
      if (!condition()) return;
      source.off(event as never, check); // each emitter names its own events
      resolve();
    };
    source.on(event as never, check);
  });
}

/**
 * Resolves when all documents hold the same: same state vectors, same words and marks. (Bytes may differ: copies merge
 * their structs differently.)
 */
export async function converged(docs: readonly Y.Doc[]): Promise<void> {
  const isEqual = (): boolean => {
    const [first, ...rest] = docs.map(contentOf);
    return rest.every(other => other === first);
  };
  while (!isEqual())
    await Promise.race(docs.map(doc => new Promise<void>(resolve => doc.once('update', () => resolve()))));
}

export function contentOf(doc: Y.Doc): string {
  const points = [...doc.share.keys()].sort().map(point => `${point} ${doc.get(point, Y.XmlElement).toString()}`);
  return `${Buffer.from(Y.encodeStateVector(doc)).toString('hex')} ${points.join('\n')}`;
}
