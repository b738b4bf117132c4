// Whose client id is whose: by words for good, by presence for as long as somebody is there.
import { expect, test } from 'vitest';
import { ClientIds } from '../../../../server/sync/client-ids.ts';
import { MemberId } from '../../../../shared/ids.ts';
import {
  clientIdsPerDraftMax,
  clientIdsPerMemberMax,
  clientIdsRememberedMax,
  clientIdsSureMax,
} from '../../../../shared/wire-limits.ts';

const [ann, ben] = [MemberId.parse('ann'), MemberId.parse('ben')];

test('[W4] presence reserves an id and stores nothing; words of its member bind it, words of another are kept out', () => {
  const ids = new ClientIds(new Map());
  expect(ids.reserve(7, ann, {})).toBe(true);
  expect(ids.fresh).toEqual([]);
  expect([ids.ownerOf(7), ids.reserve(7, ben, {}), ids.bind(7, ben)]).toEqual([ann, false, false]);
  expect(ids.bind(7, ann)).toBe(true);
  expect(ids.fresh).toEqual([{ clientId: 7, member: ann }]);
});

test('[W4] a connection reserves one id, and a member’s last few are kept for them when their connections have gone', () => {
  const ids = new ClientIds(new Map());
  const connection = {};
  for (let id = 10; id < 20; id++) ids.reserve(id, ann, connection);
  for (let id = 10_000; id < 11_000; id++) {
    ids.reserve(id, ann, connection);
    ids.release(connection);
  }
  expect(ids.reserved).toBe(clientIdsRememberedMax);
  expect([ids.ownerOf(10_999), ids.ownerOf(10)]).toEqual([ann, null]);
});

test('[G3] whatever others have used up of a draft’s ids, a newcomer may write', () => {
  const ids = new ClientIds(new Map());
  let next = 100;
  for (let i = 0; i * clientIdsPerMemberMax < clientIdsPerDraftMax; i++)
    while (ids.bind(next, MemberId.parse(`hostile-${i}`))) next++;
  for (let i = 0; i < clientIdsSureMax; i++) expect(ids.bind(next++, ben)).toBe(true);
  expect(ids.bind(next, ben)).toBe(false);
});
