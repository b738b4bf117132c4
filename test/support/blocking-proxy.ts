// A proxy as some networks have it: passes requests on and refuses to upgrade any to a WebSocket. Speaks to the server
// under its own address, as a reverse proxy does. Can be told to cut what is under way.
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type BlockingProxy = {
  readonly address: string;
  readonly refused: () => number;
  cut(): void;
  stop(): Promise<void>;
};

export async function startBlockingProxy(target: string): Promise<BlockingProxy> {
  const { host, origin, hostname, port } = new URL(target);
  let refused = 0;
  const forward = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const headers: IncomingHttpHeaders = { ...incoming.headers, host };
    if (headers.origin) headers.origin = origin;
    const onward = request({ hostname, port, path: incoming.url, method: incoming.method, headers }, answer => {
      // How long a connection is kept is said by each for itself.
      const { connection: _, 'keep-alive': __, ...told } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, told);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => {
      onward.destroy();
      // A server may answer before it has read all, as to what is too large. Whatever is left unread here would stand
      // before the next request on this connection, for ever.
      incoming.unpipe(onward).resume();
    });
    incoming.pipe(onward);
  };
  const server = createServer(forward);
  server.keepAliveTimeout = 60_000; // longer than any test is held up between two requests
  server.on('upgrade', (_, socket) => {
    refused++;
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo; // a TCP server has one
  return {
    address: `http://127.0.0.1:${own}`,
    refused: () => refused,
    cut: () => server.closeAllConnections(),
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
