// A draft in which everything takes long: its members take turns, and what they were answered comes before what they
// did later.
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { pendingPerMemberMax, tickWorkMs } from '../../../../shared/budget-limits.ts';
import { bodyOf } from '../../../../shared/text/point-text.ts';
import { pendingChangesMax } from '../../../../shared/wire-limits.ts';
import { FakeHouse, FakePeer } from '../../../support/fake-room.ts';
import { slowMeter } from '../../../support/free-meter.ts';
import { edit } from '../../../support/gated-doc.ts';
import { firstText } from '../../../support/stock-client.ts';

let house: FakeHouse;
afterEach(() => house.rooms.close());

/** With Ann, who is a drafter. */
async function draftWhereAllIsSlow() {
  house = new FakeHouse({ meter: slowMeter(tickWorkMs) });
  const point = await house.made();
  await house.does('chair', { kind: 'member.add', member: 'ann', name: 'Ann', role: 'drafter', party: null });
  return { point, draft: await house.open() };
}

const comments = (point: string, text: string) => ({ kind: 'thread.open', point, anchor: null, needs: [], text });

test('[R5] whoever hands in a hundred acts does not keep the others from theirs; each one’s own order holds', async () => {
  const { point } = await draftWhereAllIsSlow();
  const done: string[] = [];
  const says = async (member: string, text: string): Promise<void> => {
    await house.does(member, comments(point, text));
    done.push(text);
  };
  const flood = Array.from({ length: 100 }, (_, i) => says('ann', `flood ${i}`));
  await Promise.all([...flood, says('chair', 'first'), says('chair', 'second')]);
  expect(done.slice(0, 4)).toEqual(['flood 0', 'first', 'flood 1', 'second']);
  expect(done.filter(text => text.startsWith('flood'))).toEqual(flood.map((_, i) => `flood ${i}`));
});

test('[R5] a tick judges for a bounded time, and what is durable is told before the rest is judged', async () => {
  const { point } = await draftWhereAllIsSlow();
  const append = house.log.append.bind(house.log);
  const sizes: number[] = [];
  house.log.append = commits => {
    sizes.push(commits.reduce((sum, { acts }) => sum + acts.length, 0));
    return append(commits);
  };
  await Promise.all(Array.from({ length: 30 }, (_, i) => house.does('ann', comments(point, `${i}`))));
  expect(sizes).toEqual(Array.from({ length: 30 }, () => 1));
});

test('[R5] a lock that was answered governs whatever is typed after it', async () => {
  const { point, draft } = await draftWhereAllIsSlow();
  const peer = new FakePeer('ann');
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(draft.text.doc));
  const types = (words: string): void =>
    draft.words(peer, { update: edit(copy, () => firstText(bodyOf(copy, point)).insert(0, words)), isStep2: false });
  types('before ');
  const locked = house.does('chair', { kind: 'point.lock', point });
  await locked;
  expect(peer.refused).toBe(null);
  types('after ');
  await house.rooms.quiet();
  expect(peer.refused?.code).toBe('point-locked');
  expect(firstText(bodyOf(draft.text.doc, point)).toString()).toContain('before ');
});

test('[R5] rooms are opened in turns, one answer to each connection', async () => {
  const { draft } = await draftWhereAllIsSlow();
  const answered: FakePeer[] = [];
  const joins = (member: string): FakePeer => {
    const peer = new FakePeer(member);
    peer.write = () => void answered.push(peer);
    draft.text.attach(peer);
    for (let i = 0; i < 5; i++) draft.join(peer, draft.text, new Uint8Array());
    return peer;
  };
  const many = Array.from({ length: 20 }, () => joins('ann'));
  const chair = joins('chair');
  await house.rooms.quiet();
  expect(answered.indexOf(chair)).toBe(1);
  expect(answered).toHaveLength(many.length + 1);
});

test('[R5] what waits of one member is bounded, and leaves room for the others', async () => {
  const { point } = await draftWhereAllIsSlow();
  const flood = Array.from({ length: pendingPerMemberMax + 10 }, (_, i) => house.does('ann', comments(point, `${i}`)));
  expect((await house.does('chair', comments(point, 'Heard.'))).kind).toBe('done');
  const outcomes = (await Promise.all(flood)).map(({ kind }) => kind);
  expect(outcomes.filter(kind => kind === 'not-saved')).toHaveLength(10);
  expect(pendingPerMemberMax).toBeLessThan(pendingChangesMax);
});
