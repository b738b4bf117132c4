// Unposted texts: survive a reload, come back when refused, leave when done, and stay with their member.
import { expect, test } from 'vitest';
import type { ActOutcome } from '../../../../client/session/session.ts';
import type { Target } from '../../../../client/threads/unposted.ts';
import { UnpostedTexts } from '../../../../client/threads/unposted.ts';
import { DraftId, MemberId, ThreadId } from '../../../../shared/ids.ts';
import { FakeStorage } from '../../../support/fake-storage.ts';

const draft = DraftId.parse('draft');
const member = MemberId.parse('ukr-delegate');
const reply: Target = { kind: 'reply', thread: ThreadId.parse('t1') };
const open = (storage: Storage, who = member): UnpostedTexts => new UnpostedTexts(storage, draft, who);
const done: ActOutcome = { kind: 'done' };
const refused: ActOutcome = { kind: 'refused', code: 'not-allowed', reason: 'The point was removed.' };

test('[T2] a text survives a reload, for its member only', () => {
  const storage = new FakeStorage();
  open(storage).write(reply, 'As of which date?');
  expect(open(storage).of(reply)?.text).toBe('As of which date?');
  expect(open(storage, MemberId.parse('rus-head')).all()).toEqual([]);
});

test('[T2] it leaves when its act is done, and not before', async () => {
  const storage = new FakeStorage();
  const texts = open(storage);
  const posting = texts.post(reply, 'Done?', async () => done);
  expect(texts.of(reply)).toBeUndefined(); // it stands in the thread already
  expect(open(storage).of(reply)?.text).toBe('Done?'); // a reload now would still find it
  await posting;
  expect(open(storage).all()).toEqual([]);
});

test('[T2] what another tab is posting is not begun here again; refused there, it is here too', async () => {
  const storage = new FakeStorage();
  const [here, there] = [open(storage), open(storage)];
  there.write(reply, 'Done?');
  const key = storage.key(0);
  here.storageChanged(key);
  expect(here.of(reply)?.text).toBe('Done?');
  const { promise, resolve } = Promise.withResolvers<ActOutcome>();
  const posted = there.post(reply, 'Done?', () => promise);
  here.storageChanged(key);
  expect(here.of(reply)).toBeUndefined();
  resolve(refused);
  await posted;
  here.storageChanged(key);
  expect(here.of(reply)?.refusal).toBe('The point was removed.');
});

test('[T2] what other tabs wrote while the draft was looked back at is there afterwards; what is not stored is not lost', () => {
  const storage = new FakeStorage();
  const [here, there] = [open(storage), open(storage)];
  there.write(reply, 'From there.');
  storage.isFull = true;
  const other: Target = { kind: 'reply', thread: ThreadId.parse('t2') };
  here.write(other, 'Not stored.');
  here.readAgain();
  expect(
    here
      .all()
      .map(({ text }) => text)
      .sort(),
  ).toEqual(['From there.', 'Not stored.']);
});

test('[T2] a refused text comes back with the reason, and survives a reload', async () => {
  const storage = new FakeStorage();
  await open(storage).post(reply, 'Mine', async () => refused);
  expect(open(storage).of(reply)).toMatchObject({ text: 'Mine', refusal: 'The point was removed.' });
});

test('[T2] a refused text is put in front of what was typed since', async () => {
  const texts = open(new FakeStorage());
  const posting = texts.post(reply, 'First', async () => refused);
  texts.write(reply, 'Second');
  await posting;
  expect(texts.of(reply)?.text).toBe('First\n\nSecond');
});

test('[T2] what was typed while the first was on its way is not cleared with it', async () => {
  const texts = open(new FakeStorage());
  const posting = texts.post(reply, 'First', async () => done);
  texts.write(reply, 'Second');
  await posting;
  expect(texts.of(reply)?.text).toBe('Second');
});

test('[T2] words that come from elsewhere stand after what was begun, and both survive a reload', () => {
  const storage = new FakeStorage();
  const texts = open(storage);
  texts.append(reply, 'Refused in the text.');
  expect(texts.of(reply)?.text).toBe('Refused in the text.');
  texts.append(reply, 'Refused later.');
  expect(open(storage).of(reply)?.text).toBe('Refused in the text.\n\nRefused later.');
});

test('[T15] a text that is far too long to post survives a reload; one that the browser cannot store says so', () => {
  const storage = new FakeStorage();
  const long = 'x'.repeat(500_000);
  open(storage).write(reply, long);
  expect(open(storage).of(reply)?.text).toBe(long);
  const texts = open(storage);
  storage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  texts.write(reply, 'More.');
  expect(texts.of(reply)?.text).toBe('More.');
  expect(texts.isStored(reply)).toBe(false);
});

test('an emptied text is gone', () => {
  const storage = new FakeStorage();
  const texts = open(storage);
  texts.write(reply, 'x');
  texts.write(reply, '');
  expect(storage.length).toBe(0);
});

test('a full storage loses nothing while the page lives', () => {
  const storage = new FakeStorage();
  storage.isFull = true;
  const texts = open(storage);
  texts.write(reply, 'Still here');
  expect(texts.of(reply)?.text).toBe('Still here');
});

test('what another program left in the storage is not read', () => {
  const storage = new FakeStorage();
  storage.setItem('nonpaper/unposted/draft/ukr-delegate/reply/t1', '{"text":1}');
  storage.setItem('nonpaper/unposted/draft/ukr-delegate/reply/t2', 'not json');
  expect(open(storage).all()).toEqual([]);
});

/** Of two tabs of one browser: in the first somebody types in the field, the second may do anything with the same. */
function typing(words: string) {
  const storage = new FakeStorage();
  const [here, there] = [open(storage), open(storage)];
  const leaves = here.standsIn(reply, () => true);
  here.write(reply, words);
  const key = storage.key(0);
  there.storageChanged(key);
  return { storage, here, there, leaves, tells: (to: UnpostedTexts) => to.storageChanged(key) };
}

test('[T23] what is typed in a field stays when another tab drops it or posts other words there', async () => {
  const { storage, here, there, tells } = typing('Half');
  there.drop(reply);
  tells(here);
  expect([here.of(reply)?.text, open(storage).of(reply)?.text]).toEqual(['Half', 'Half']);
  there.write(reply, 'From there');
  tells(here);
  const posted = there.post(reply, 'From there', async () => done);
  tells(here);
  expect(here.of(reply)?.text).toBe('Half');
  here.write(reply, 'Half of it');
  await posted;
  tells(here);
  expect([here.of(reply)?.text, open(storage).of(reply)?.text]).toEqual(['Half of it', 'Half of it']);
  expect(here.hasUnstored).toBe(false);
});

test('[T23] what another tab posts just as it is typed here is not said twice', async () => {
  const { here, there, tells } = typing('Whole');
  const posted = there.post(reply, 'Whole', async () => done);
  tells(here);
  expect(here.of(reply)).toBeUndefined();
  await posted;
  tells(here);
  expect(here.of(reply)).toBeUndefined();
});

test('[T23] what another tab found begun here, went on with and posts is not said twice', async () => {
  const { here, there, tells } = typing('Half');
  expect(there.of(reply)?.text).toBe('Half'); // as its field opens
  there.write(reply, 'Half, and the rest');
  tells(here);
  expect(here.of(reply)?.text).toBe('Half');
  const posted = there.post(reply, 'Half, and the rest', async () => done);
  tells(here);
  await posted;
  tells(here);
  expect([here.of(reply), here.hasUnstored]).toEqual([undefined, false]);
});

test('[T2] what two tabs type for one place loses neither: both stand there once the field is left', () => {
  const { storage, here, there, leaves, tells } = typing('Half');
  there.write(reply, 'From there');
  tells(here);
  here.write(reply, 'Half of it');
  expect([here.of(reply)?.text, here.hasUnstored]).toEqual(['Half of it', true]);
  tells(there);
  expect(there.of(reply)?.text).toBe('From there');
  leaves();
  tells(there);
  for (const texts of [here, there, open(storage)]) expect(texts.of(reply)?.text).toBe('From there\n\nHalf of it');
  expect(here.hasUnstored).toBe(false);
});

test('[T2] posting what is typed here leaves there what another tab typed for the same place', async () => {
  const { here, there, tells } = typing('Half');
  there.write(reply, 'From there');
  tells(here);
  await here.post(reply, 'Half', async () => done);
  tells(there);
  for (const texts of [here, there]) expect(texts.of(reply)?.text).toBe('From there');
  there.write(reply, 'From there again');
  here.write(reply, 'Second');
  tells(here);
  await here.post(reply, 'Second', async () => refused);
  expect(here.of(reply)).toMatchObject({ text: 'Second', refusal: 'The point was removed.' });
});
