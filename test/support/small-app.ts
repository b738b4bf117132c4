// A few routes on a free port, for what stands before and behind every route; and askers that send half a request, or
// do not read.
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import type { Express } from 'express';
import express from 'express';
import { errorHandler } from '../../server/http/error-handler.ts';

export async function smallApp(routes: (app: Express) => void, before: (http: Server) => void = () => undefined) {
  const app = express();
  routes(app);
  app.use(errorHandler(() => undefined));
  const http = createServer(app);
  before(http);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const close = (): void => {
    http.close();
    http.closeAllConnections();
  };
  return { address, http, close };
}

/** What is sent as it is; nothing is read before somebody listens. */
export function speaks(address: string, lines: readonly string[]): Socket {
  const { hostname, port, host } = new URL(address);
  const [first = '', ...rest] = lines;
  const socket = connect(Number(port), hostname);
  socket.write([first, `Host: ${host}`, ...rest].join('\r\n'));
  return socket;
}

/** Asks for an answer and reads none of it beyond its beginning. */
export async function asksAndDoesNotRead(address: string, target = '/'): Promise<Socket> {
  const socket = speaks(address, [`GET ${target} HTTP/1.1`, '', '']);
  await once(socket, 'readable');
  return socket;
}
