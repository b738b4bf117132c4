// What a connection that does nothing costs: resident memory per connection, against @y/websocket-server with the same
// document.

import { LoadClient } from './load-client.ts';
import type { ServerKind } from './measured-process.ts';
import { startMeasured } from './measured-process.ts';
import { ratio, table } from './report.ts';
import { roomOn, sampleText } from './rooms.ts';

const connections = 1_000;

export async function benchIdleMemory(): Promise<void> {
  const state = await sampleText();
  const ours = await perConnection('nonpaper', state);
  const theirs = await perConnection('y-websocket-server', state);
  table(`Memory per idle connection, ${connections} connections`, [
    ['server', 'kB', 'ours / theirs'],
    ['nonpaper', ours.toFixed(1), '1.00'],
    ['y-websocket-server', theirs.toFixed(1), ratio(ours, theirs)],
  ]);
}

async function perConnection(kind: ServerKind, state: Uint8Array): Promise<number> {
  const server = await startMeasured(kind);
  const first = await LoadClient.joins(await roomOn(kind, server, 'chair'), null, true);
  if (kind !== 'nonpaper') first.brings(state);
  const room = await roomOn(kind, server, 'drafter', false);
  const clients = [first];
  // The first hundred warm the server up: what they cost is not per connection.
  const join = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index++) clients.push(await LoadClient.joins(room, null));
    await new Promise(resolve => setTimeout(resolve, 4_000));
  };
  await join(100);
  const before = server.residentBytes();
  await join(connections);
  const bytes = (server.residentBytes() - before) / connections;
  for (const client of clients) client.leave();
  await server.stop();
  return bytes / 1024;
}
