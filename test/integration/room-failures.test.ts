// When the log fails, or cannot say whether it did: nobody was told of what is not stored, and what is stored is told
// once.
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { FakeHouse, FakePeer } from '../support/fake-room.ts';
import { edit } from '../support/gated-doc.ts';
import { firstText } from '../support/stock-client.ts';

let house: FakeHouse;
afterEach(() => house.rooms.close());

/** Somebody joined to the words of a fresh draft, with a copy to type into. */
async function joined() {
  house = new FakeHouse();
  const point = await house.made();
  const draft = await house.open();
  const peer = new FakePeer('chair');
  draft.text.attach(peer);
  draft.join(peer, draft.text, new Uint8Array());
  await house.rooms.quiet();
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(draft.text.doc));
  const types = (words: string): void =>
    draft.words(peer, { update: edit(copy, () => firstText(bodyOf(copy, point)).insert(0, words)), isStep2: false });
  const stored = async (): Promise<string> => flatText(bodyOf(await house.stored('text'), point)).text;
  return { draft, peer, types, stored };
}

test('[R2] a draft is read once however many ask for it at the same moment', async () => {
  house = new FakeHouse();
  await house.made();
  const before = house.loads;
  const opened = await Promise.all(Array.from({ length: 20 }, () => house.open()));
  expect(new Set(opened).size).toBe(1);
  expect(house.loads - before).toBe(0);
});

test('[R3] a failed append closes the draft’s rooms and leaves no trace; the next one reads what the log holds', async () => {
  const { draft, peer, types, stored } = await joined();
  const told = peer.frames.length;
  house.log.nextAppend = 'fails';
  types('Never stored. ');
  await house.rooms.quiet();
  expect([peer.closed?.code, peer.frames.length]).toEqual([4500, told]);
  expect(await stored()).toBe('Words.\n');
  expect(await house.open()).not.toBe(draft);
});

test('[R3] an act whose append failed is answered "not saved", and may be sent again under its id', async () => {
  house = new FakeHouse();
  const point = await house.made();
  house.log.nextAppend = 'fails';
  const comment = { kind: 'thread.open', point, anchor: null, needs: [], text: 'Heard?' };
  expect(await house.does('chair', comment, 'once')).toEqual({ kind: 'not-saved' });
  expect((await house.does('chair', comment, 'once')).kind).toBe('done');
});

test('[R4] an append of unknown outcome is read back: told when it is stored, taken back when it is not', async () => {
  const stored = await joined();
  house.log.nextAppend = 'is-stored-but-unknown';
  stored.types('Stored after all. ');
  await house.rooms.quiet();
  expect([stored.peer.closed, await stored.stored()]).toEqual([null, 'Stored after all. Words.\n']);
  house.log.nextAppend = 'is-lost';
  stored.types('Lost. ');
  await house.rooms.quiet();
  expect([stored.peer.closed?.code, await stored.stored()]).toEqual([4500, 'Stored after all. Words.\n']);
});

test('[R5] an act governs what comes after it, not what came before, in one and the same tick', async () => {
  const { draft, peer, types, stored } = await joined();
  types('Before. ');
  // ids of the shapes above
  const locked = draft.act('chair' as never, { id: 'lock', kind: 'point.lock', point: 'point' } as never);
  types('After. ');
  await locked;
  await house.rooms.quiet();
  expect(peer.refused?.code).toBe('point-locked');
  expect(await stored()).toBe('Before. Words.\n');
});

test('[R6] an idle draft leaves memory with a snapshot, and comes back the same', async () => {
  house = new FakeHouse({ idleMs: 20 });
  const point = await house.made();
  const first = await house.open();
  // real idleness is what is tested
  while ((await house.open()) === first) await new Promise(resolve => setTimeout(resolve, 30));
  const again = await house.open();
  expect(flatText(bodyOf(again.text.doc, point)).text).toBe('Words.\n');
  expect((await house.log.load(again.text.name)).snapshot?.seq).toBe(1);
});
