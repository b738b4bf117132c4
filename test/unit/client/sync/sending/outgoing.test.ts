// What a page sends, on a server's clock: never more than one connection may, in order, and durable when the last of it
// is.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { Outgoing } from '../../../../../client/sync/sending/outgoing.ts';
import { TokenBucket } from '../../../../../server/budgets/token-bucket.ts';
import { decodeUpstream, encodeSync } from '../../../../../shared/wire/codec.ts';
import {
  bytesBurst,
  bytesPerSecond,
  framesBurst,
  framesPerSecond,
  partStructsMax,
} from '../../../../../shared/wire-limits.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** The far end of a socket: takes frames as a connection does, and reads the words. */
class FarEnd {
  readonly doc = new Y.Doc();
  frames = 0;
  cutOff = 0;
  readonly #framesLeft = new TokenBucket(framesPerSecond, framesBurst, performance.now());
  readonly #bytesLeft = new TokenBucket(bytesPerSecond, bytesBurst, performance.now());

  takes(data: Uint8Array): void {
    const now = performance.now();
    if (!this.#framesLeft.take(1, now) || !this.#bytesLeft.take(data.byteLength, now)) this.cutOff++;
    const message = decodeUpstream(Buffer.from(data));
    if (message.kind !== 'words') return;
    this.frames++;
    Y.applyUpdate(this.doc, message.update);
  }
}

function connects() {
  const far = new FarEnd();
  const made: { socket: WebSocket | null } = { socket: null };
  const outgoing = new Outgoing({ socket: () => made.socket, onChange: () => undefined });
  class Near {
    send(data: Uint8Array): void {
      far.takes(data);
    }
  }
  const Paced = outgoing.socketOf(Near as never); // no more of a WebSocket is asked for
  made.socket = new Paced('ws://far');
  return { far, outgoing, socket: made.socket };
}

const textOf = (doc: Y.Doc): string => doc.getText('words').toString();

test('[W9] offline work of many megabytes goes no faster than one connection may, and what is written meanwhile comes after it', async () => {
  const { far, outgoing, socket } = connects();
  const mine = new Y.Doc();
  for (let part = 0; part < 10; part++) mine.getText('words').insert(0, `${part} `.repeat(2 ** 19));
  mine.on('update', (update: Uint8Array) => outgoing.words(update));
  outgoing.expect();
  socket.send(encodeSync('step2', Y.encodeStateAsUpdate(mine)).slice());
  expect(far.frames).toBeLessThan(40); // the rest waits for its turn
  let isDurable = false;
  void outgoing.durable().then(() => {
    isDurable = true;
  });
  for (let word = 0; word < 50; word++) mine.getText('words').insert(0, 'Meanwhile. ');
  outgoing.acknowledge(far.frames);
  expect(outgoing.waiting).toBe(51);
  await vi.runAllTimersAsync();
  expect(textOf(far.doc) === textOf(mine)).toBe(true);
  expect(far.cutOff).toBe(0);
  expect(isDurable).toBe(false);
  outgoing.acknowledge(far.frames - 1);
  expect(outgoing.waiting).toBe(50); // those written meanwhile are one frame
  outgoing.acknowledge(far.frames);
  expect(outgoing.waiting).toBe(0);
});

test('[W8] thousands of changes are taken apart, however few bytes they are', () => {
  const { far, outgoing, socket } = connects();
  const mine = new Y.Doc();
  mine.transact(() => {
    for (let i = 0; i < 1_500; i++) mine.getText('words').insert(0, 'x'); // each before the last one: none is joined
  });
  outgoing.expect();
  const whole = Y.encodeStateAsUpdate(mine);
  expect(whole.byteLength).toBeLessThan(20_000);
  socket.send(encodeSync('step2', whole).slice());
  expect(far.frames).toBe(Math.ceil(1_500 / partStructsMax));
  expect(textOf(far.doc)).toBe(textOf(mine));
});

test('[W9] what waited for a socket that is gone is not sent on the next, which is asked for everything', async () => {
  const { far, outgoing, socket } = connects();
  const mine = new Y.Doc();
  mine.getText('words').insert(0, 'Long. '.repeat(2 ** 20));
  outgoing.expect();
  socket.send(encodeSync('step2', Y.encodeStateAsUpdate(mine)).slice());
  const { frames } = far;
  outgoing.cut();
  await vi.runAllTimersAsync();
  expect(far.frames).toBe(frames);
  socket.send(encodeSync('step2', Y.encodeStateAsUpdate(mine, Y.encodeStateVector(far.doc))).slice());
  await vi.runAllTimersAsync();
  expect(textOf(far.doc) === textOf(mine)).toBe(true);
  expect(far.cutOff).toBe(0);
});
