// What a page that shows no draft lists of what was begun in it.
import { expect, test } from 'vitest';
import type { KeptWords } from '../../../../client/local/own-work.ts';
import { entriesOf, notSentBy } from '../../../../client/page/kept/not-sent.ts';
import { KeptList } from '../../../../client/sync/kept-words.ts';
import { UnpostedTexts } from '../../../../client/threads/unposted.ts';
import { DraftId, MemberId, PointId } from '../../../../shared/ids.ts';
import { FakeStorage } from '../../../support/fake-storage.ts';

const place = { draft: DraftId.parse('sample'), member: MemberId.parse('ukr-delegate') };
const point = PointId.parse('p1');
const flagIds = ['0198b5a0-0000-7000-8000-000000000001', '0198b5a0-0000-7000-8000-000000000002'];

function leftBy(kept: readonly KeptWords[]) {
  const storage = new FakeStorage();
  new UnpostedTexts(storage, place.draft, place.member).write({ kind: 'point', point }, 'Half a comment');
  const form = { form: 'flag.raise/p1', title: 'Your flag', ids: flagIds, fields: { reason: 'Half a flag' } };
  const key = `nonpaper/unposted/sample/ukr-delegate/form/${flagIds[0]}`;
  storage.setItem(key, JSON.stringify({ ...form, state: { kind: 'sent' } }));
  const stored = new Set(kept.map(({ id }) => id));
  const work = {
    putKept: ({ id }: KeptWords) => void stored.add(id),
    removeKept: (id: string) => void stored.delete(id),
  };
  const list = new KeptList(kept, work, { onChange: () => undefined, isBarred: () => false, onHeld: () => undefined });
  return { storage, stored, lists: () => entriesOf(notSentBy(place, list, storage)) };
}

const wordsIn = (entries: ReturnType<typeof entriesOf>): readonly string[] => entries.map(({ kept }) => kept.words);

test('[C9] a begun comment and a form are listed with what is kept; each leaves as it is dismissed', () => {
  const other = { id: 'k', point, words: 'Typed', reason: 'No.', at: 1 };
  const { storage, stored, lists } = leftBy([other]);
  expect(wordsIn(lists())).toEqual(['Typed', 'Half a comment', 'Half a flag']);
  for (const { drop } of lists()) drop();
  expect([lists(), storage.length, stored.size]).toEqual([[], 0, 0]);
});

test('[C9] what was on its way as the seat was lost is listed once, dismissed as one, and brought back as one', () => {
  const [flag = ''] = flagIds;
  const acts = [
    { id: flag, point, words: 'said otherwise by the act', reason: 'No.', at: 1 },
    { id: 'comment', point, words: 'Half a comment', reason: 'No.', at: 1 },
  ];
  const { storage, stored, lists } = leftBy(acts);
  expect(wordsIn(lists())).toEqual(['said otherwise by the act', 'Half a comment']);
  const entries = lists();
  for (const { drop } of entries) drop();
  expect([storage.length, stored.size]).toEqual([0, 0]);
  for (const { restore } of entries) restore();
  expect([storage.length, stored.size]).toEqual([2, 2]);
});
