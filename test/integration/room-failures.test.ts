// When the log fails, or cannot say whether it did: nobody was told of what is not stored, and what is stored is told
// once.
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { FakeHouse } from '../support/fake-room.ts';
import { edit } from '../support/gated-doc.ts';
import { firstText } from '../support/stock-client.ts';

let house: FakeHouse;
afterEach(() => house.rooms.close());

/** Somebody joined to the words of a fresh draft, with a copy to type into. */
async function joined() {
  house = new FakeHouse();
  const point = await house.made();
  const draft = await house.open();
  const peer = await house.joins('chair');
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

test('[R3] where nothing can be stored nobody is sent away or told of words, and they are stored once that works', async () => {
  const { draft, peer, types, stored } = await joined();
  house.cannotStore();
  types('Stored later. ');
  await house.rooms.quiet();
  expect([peer.closed, house.storing.isAble, await stored()]).toEqual([null, false, 'Words.\n']);
  types('And this. ');
  const newcomer = await house.joins('newcomer');
  expect(newcomer.textOf('point')).toBe('Words.\n');
  await house.storesAgain();
  const all = 'And this. Stored later. Words.\n';
  expect([peer.closed, await stored(), newcomer.textOf('point')]).toEqual([null, all, all]);
  expect(await house.open()).toBe(draft);
  expect(peer.toldOfStoring()).toEqual([false, true]);
  expect(newcomer.toldOfStoring()).toEqual([false, true]);
});

test('[R3] an act that cannot be stored is answered so at once, leaves no trace, and may be sent again under its id', async () => {
  const { draft, stored } = await joined();
  const comment = { kind: 'thread.open', point: 'point', anchor: null, needs: [], text: 'Heard?' };
  const removal = { kind: 'member.remove', member: 'guest' };
  await house.does('chair', { kind: 'member.add', member: 'guest', name: 'Guest', role: 'observer', party: null });
  house.cannotStore();
  expect(await house.does('chair', removal, 'once')).toEqual({ kind: 'cannot-store' });
  expect(await house.does('chair', comment, 'another')).toEqual({ kind: 'cannot-store' });
  expect([...draft.members.keys()]).toContain('guest');
  expect([...draft.rows.all('threads')]).toEqual([]);
  await house.storesAgain();
  expect((await house.does('chair', removal, 'once')).kind).toBe('done');
  expect((await house.does('chair', comment, 'another')).kind).toBe('done');
  expect([...draft.members.keys()]).not.toContain('guest');
  expect([...draft.rows.all('threads')]).toHaveLength(1);
  expect(await stored()).toBe('Words.\n');
});

test('[R3] nobody is refused for an act that cannot be stored', async () => {
  const { draft, peer, types, stored } = await joined();
  house.cannotStore();
  // ids of the shapes above
  const locked = draft.act('chair' as never, { id: 'lock', kind: 'point.lock', point: 'point' } as never);
  types('Typed at a point that is not locked. ');
  expect((await locked).kind).toBe('cannot-store');
  await house.storesAgain();
  expect([peer.refused, peer.closed, await stored()]).toEqual([
    ...[null, null, 'Typed at a point that is not locked. Words.\n'],
  ]);
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
