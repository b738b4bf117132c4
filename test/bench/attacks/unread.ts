// Answers that nobody reads: requests and frames whose answers stay with the server.

import { encodeSync } from '../../../shared/wire/codec.ts';
import { wireVersion } from '../../../shared/wire/version.ts';
import type { Attack } from './attack.ts';
import { attack } from './attack.ts';
import { range } from './circles-and-deletions.ts';
import type { Hostile } from './hostile.ts';
import { pause, rawRequest } from './hostile.ts';
import { growsOwnDraft } from './large-outline.ts';
import type { StagedSeat } from './stage.ts';

/** The same request, so many times on each connection, one behind the other. */
async function pipelined(hostile: Hostile, request: string, connections: number, times: number): Promise<void> {
  const bytes = request.repeat(100);
  await Promise.all(
    range(connections, async () => {
      while (!hostile.isOver) await hostile.writesAlone(range(times / 100, () => bytes));
    }),
  );
}

const doesNotRead = (hostile: Hostile, { draft, seat, cookie }: StagedSeat, rest: string): Promise<void> =>
  pipelined(
    hostile,
    rawRequest(hostile, 'GET', `/api/drafts/${draft}/${rest}?seat=${seat}`, [`Cookie: ${cookie}`]),
    40,
    1_000,
  );

const observerDoesNotRead =
  (rest: string) =>
  (hostile: Hostile): Promise<void> =>
    doesNotRead(hostile, hostile.seat('observer'), rest);

const everything = encodeSync('step1', Uint8Array.of(0));

/** Joins, and then reads no more. */
const unreadSockets = (hostile: Hostile): Promise<void> =>
  hostile.sockets(40, hostile.seat('observer'), async ({ webSocket, sends }) => {
    webSocket.pause();
    for (let i = 0; i < 9; i++) await sends(everything);
    while (await sends(Uint8Array.of(3))) await pause(50);
  });

/** Words by one, lines of all that nobody asks for by the other. */
async function unreadLines(hostile: Hostile): Promise<void> {
  const observer = hostile.seat('observer');
  const path = `/api/drafts/${observer.draft}/lines?part=text&wire=${wireVersion}`;
  await hostile.repeats(8, async () => {
    const { text } = await hostile.asks({ method: 'POST', path, seat: observer });
    const line = /"line":"([^"]+)"/.exec(text)?.[1];
    if (line === undefined) return pause(50);
    const body = parcelOf(range(10, () => everything));
    const headers = { 'Content-Type': 'application/octet-stream' };
    await hostile.asks({ method: 'POST', path: `/api/lines/${line}`, seat: observer, body, headers });
  });
}

/** Messages, each after its length, and no end of the line. */
const parcelOf = (messages: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from([messages.length, ...messages.flatMap(message => [message.length, ...message]), 0]);

export const unread: readonly Attack[] = [
  attack('9. exports as Markdown, not read', 'observer', observerDoesNotRead('export.md')),
  attack('9. exports of a large draft of one’s own, not read', 'chair of another draft', async hostile =>
    doesNotRead(hostile, await growsOwnDraft(hostile), 'export.md'),
  ),
  attack('9. sockets not read', 'observer', unreadSockets),
  attack('9. lines not asked for', 'observer', unreadLines),
  attack('+ moments, not read', 'observer', observerDoesNotRead('moments/now')),
  attack('+ exports of the record, not read', 'observer', observerDoesNotRead('record.jsonl')),
  attack('+ the first page, not read', 'no cookie', hostile =>
    pipelined(hostile, rawRequest(hostile, 'GET', '/api/welcome'), 40, 1_000),
  ),
  attack('+ the verifier, not read', 'no cookie', hostile =>
    pipelined(hostile, rawRequest(hostile, 'GET', '/api/verifier'), 40, 1_000),
  ),
];
