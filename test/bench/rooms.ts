// Where a load client joins, on each kind of server. Peers are handed the sample's text, so that all hold the same
// document.
import * as Y from 'yjs';
import { wireVersion } from '../../shared/wire/version.ts';
import { Person } from '../support/running-server.ts';
import type { Room } from './load-client.ts';
import { LoadClient } from './load-client.ts';
import type { MeasuredProcess, ServerKind } from './measured-process.ts';
import { startMeasured } from './measured-process.ts';

/** The text everybody works on, read from a sample of its own. */
export async function sampleText(): Promise<Uint8Array> {
  const server = await startMeasured('nonpaper');
  const reader = await LoadClient.joins(await roomOn('nonpaper', server, 'chair'), null, true);
  const state = Y.encodeStateAsUpdate(reader.doc);
  reader.leave();
  await server.stop();
  return state;
}

/** `stock`: without our own messages, as any Yjs client. */
export async function roomOn(kind: ServerKind, server: MeasuredProcess, member: string, stock = true): Promise<Room> {
  const ws = server.address.replace('http', 'ws');
  switch (kind) {
    case 'nonpaper': {
      const person = await Person.sitsDown(server.address, member);
      const url = `${ws}/sync/sample/text?seat=${person.seat.id}${stock ? '' : `&wire=${wireVersion}`}`;
      return { url, headers: { Cookie: person.cookie }, documentName: null };
    }
    case 'y-websocket-server':
      return { url: `${ws}/bench`, headers: {}, documentName: null };
    case 'hocuspocus':
      return { url: ws, headers: {}, documentName: 'bench' };
  }
}
