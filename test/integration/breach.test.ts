// Words that pass the gate and then cannot be applied as judged: they cost their sender the connection and the room one
// reading of the log. Nobody else notices.
import * as decoding from 'lib0/decoding';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { payloadsOf } from '../../server/sync/frame.ts';
import { Act } from '../../shared/acts/act.ts';
import { MemberId } from '../../shared/ids.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { readReceipt } from '../../shared/wire/codec.ts';
import { messageType } from '../../shared/wire/messages.ts';
import * as craft from '../support/craft-update.ts';
import { FakeHouse, FakePeer } from '../support/fake-room.ts';
import { edit } from '../support/gated-doc.ts';
import { firstText } from '../support/stock-client.ts';

let house: FakeHouse;
afterEach(() => house.rooms.close());

/** A draft with a chair and a drafter, both joined to its words, each with a copy to type into. */
async function meeting() {
  house = new FakeHouse();
  const point = await house.made();
  await house.does('chair', { kind: 'member.add', member: 'drafter', name: 'Drafter', role: 'drafter', party: null });
  const draft = await house.open();
  const joins = async (name: string) => {
    const peer = new FakePeer(name);
    draft.text.attach(peer);
    draft.join(peer, draft.text, new Uint8Array());
    await house.rooms.quiet();
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(draft.text.doc));
    const types = (words: string): void =>
      draft.words(peer, { update: edit(copy, () => firstText(bodyOf(copy, point)).insert(0, words)), isStep2: false });
    return { peer, copy, types };
  };
  const stored = async (): Promise<string> => flatText(bodyOf(await house.stored('text'), point)).text;
  return { draft, point, joins, stored };
}

/** As if the gate had let it pass: from now on Yjs holds something back, which is found after the next words. */
const slipsIn = (doc: Y.Doc): void => Y.applyUpdate(doc, craft.update(99, 0, craft.textAfter([98, 5], 'x')));

test('[R9] a breach costs its sender the connection; the room is read once more, and everybody else stays and misses nothing', async () => {
  const { draft, joins, stored } = await meeting();
  const [bad, good] = [await joins('drafter'), await joins('chair')];
  slipsIn(draft.text.doc);
  const loads = house.loads;
  bad.types('Bad. ');
  good.types('Good. ');
  await house.rooms.quiet();
  expect(bad.peer.refused).toMatchObject({ code: 'malformed', point: null });
  expect([good.peer.closed, house.lost, house.breaches.length, house.loads - loads]).toEqual([null, [], 1, 2]);
  expect(await house.open()).toBe(draft);
  good.types('Still here. ');
  await house.rooms.quiet();
  expect(await stored()).toBe('Still here. Good. Words.\n');
  expect(flatText(bodyOf(draft.text.doc, 'point')).text).toBe(await stored());
});

test('[R9] acts and joins of that tick are answered after it, receipts count each frame once, and nothing of the failed tick is left', async () => {
  const { draft, joins, stored } = await meeting();
  const [bad, good] = [await joins('drafter'), await joins('chair')];
  good.types('First. ');
  await house.rooms.quiet();
  draft.text.doc.once('afterTransaction', () => slipsIn(draft.text.doc)); // once the good words of the next tick are in
  const late = new FakePeer('chair');
  draft.text.attach(late);
  const told = good.peer.frames.length;
  good.types('Second. ');
  const added = draft.act(
    MemberId.parse('chair'),
    Act.parse({ id: 'add', kind: 'member.add', member: 'eve', name: 'Eve', role: 'observer', party: null }),
  );
  draft.join(late, draft.text, new Uint8Array());
  bad.types('Bad. ');
  expect((await added).kind).toBe('done');
  await house.rooms.quiet();
  expect(draft.whoIs(MemberId.parse('eve'))?.role).toBe('observer');
  expect(await stored()).toBe('Second. First. Words.\n');
  expect(receiptsOf(good.peer, told)).toEqual([2]);
  expect(late.frames.length).toBe(1);
  // The device of the failed words is nobody's again.
  const heir = await joins('chair');
  heir.copy.clientID = bad.copy.clientID;
  heir.types('Mine. ');
  await house.rooms.quiet();
  expect(heir.peer.refused).toBe(null);
});

test('[R9] no run of typing that began in the failed tick goes on in the history under another’s name', async () => {
  const { draft, joins } = await meeting();
  const [bad, good] = [await joins('drafter'), await joins('chair')];
  const runs = new Map<string, Set<string>>();
  const append = house.log.append.bind(house.log);
  house.log.append = commits => {
    for (const { run, member } of commits.flatMap(commit => commit.history))
      runs.set(run, (runs.get(run) ?? new Set()).add(member));
    return append(commits);
  };
  draft.text.doc.once('afterTransaction', () => slipsIn(draft.text.doc));
  bad.types('Bad. ');
  void draft.act(
    MemberId.parse('chair'),
    Act.parse({ id: 'between', kind: 'theme.rename', theme: 'theme', title: 'Other' }),
  );
  bad.types('Worse. ');
  good.types('Good. ');
  await house.rooms.quiet();
  const again = await joins('drafter');
  again.types('Better. ');
  await house.rooms.quiet();
  expect(runs.size).toBeGreaterThan(2);
  for (const members of runs.values()) expect(members.size).toBe(1);
});

const receiptsOf = (peer: FakePeer, from: number): readonly number[] =>
  peer.frames.slice(from).flatMap(frames =>
    [...payloadsOf(frames)].flatMap(message => {
      const decoder = decoding.createDecoder(message);
      return decoding.readVarUint(decoder) === messageType.receipt ? [readReceipt(decoder).frames] : [];
    }),
  );
