// The chair's side of a circulated version by a real server: whom it is sent to, what the chair alone is told,
// how links end.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccounts } from '../../server/access/accounts.ts';
import { Readers } from '../../server/access/readers.ts';
import { Circulations, SentCirculation } from '../../shared/api/circulations.ts';
import { DraftId } from '../../shared/ids.ts';
import { bytesOf, day, does, onPoint, path, pointAt, problemOf, Reader, sends } from '../support/circulating.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';

let server: TestServer;
let chair: Person;
let ukr: Person;
let observer: Person;
let aheadMs = 0;
const now = (): number => Date.now() + aheadMs;
beforeAll(async () => {
  server = await startTestServer({ now });
  chair = await Person.sitsDown(server.address, 'chair');
  ukr = await Person.sitsDown(server.address, 'ukr-delegate');
  observer = await Person.sitsDown(server.address, 'observer');
});
afterAll(() => server.stop());

/** Whoever is kept as a reader of the sample. */
async function named(): Promise<string[]> {
  const accounts = await openAccounts(join(server.folder, 'accounts.sqlite'));
  const all = await new Readers(accounts, now).of(DraftId.parse('sample'));
  await accounts.destroy();
  return all.map(({ name }) => name);
}

test('[N1] who the readers are, who opened it and who answered is the chair’s to know; the record says how many', async () => {
  const point = await pointAt(chair, 6);
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 4' });
  const { circulation, readers, ids, body } = await sends(
    chair,
    version,
    ['Ann-of-the-record', 'Ben-of-the-record'],
    ['eur'],
    'Confidential-note',
  );
  const [ann] = readers as [Reader];
  const asked = async () => {
    const all = Circulations.parse(await (await chair.get(path(chair, 'circulations'))).json());
    return all.find(each => each.circulation === circulation)?.readers ?? [];
  };
  expect((await asked()).map(({ name, openedAt, answeredAt }) => [name, openedAt, answeredAt])).toEqual([
    ['Ann-of-the-record', null, null],
    ['Ben-of-the-record', null, null],
  ]);
  await ann.reads();
  const [opened] = await asked();
  expect([opened?.openedAt !== null, opened?.answeredAt]).toEqual([true, null]);
  for (const who of [observer, ukr, await Person.sitsDown(server.address, 'drafter')]) {
    expect(await problemOf(await who.get(path(who, 'circulations')))).toEqual([403, 'not-allowed']);
    expect(await problemOf(await who.posts(path(who, 'circulations'), { ...body, id: crypto.randomUUID() }))).toEqual([
      403,
      'not-allowed',
    ]);
    const link = path(who, `circulations/${circulation}/links?reader=${ids[0]}`);
    expect(await problemOf(await who.posts(link, {}))).toEqual([403, 'not-allowed']);
    for (const rest of ['moments/now', 'history?limit=200', 'record.jsonl', 'comparison?from=0&to=now']) {
      const received = await bytesOf(await who.get(path(who, rest)));
      for (const secret of ['-of-the-record', 'Confidential-note']) expect(received).not.toContain(secret);
    }
  }
  const [entry] = (await observer.history('&kind=circulation')).entries;
  expect(entry?.facts).toMatchObject({ name: 'Rev. 4', readers: 2, redLines: 'EUR' });
  await ann.says(onPoint(point, 'Seen.'));
  expect((await asked()).map(({ comments, flags }) => [comments, flags])).toEqual([
    [1, 0],
    [0, 0],
  ]);
  // Its answer was lost: sent again, it is the same circulation, by new links.
  const again = SentCirculation.parse(await (await chair.posts(path(chair, 'circulations'), body)).json());
  expect(again.links.map(({ reader }) => reader).sort()).toEqual([...ids].sort());
  expect(await asked()).toHaveLength(2);
  const other = await chair.posts(path(chair, 'circulations'), { ...body, parties: [] });
  expect(await problemOf(other)).toEqual([409, 'act-id-reused']);
});

test('[N4] a link ends by the chair’s act, by a newer one, and with its time; then nothing is sent and nothing taken', async () => {
  const point = await pointAt(chair, 6);
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 5' });
  const { circulation, readers, ids } = await sends(chair, version, ['Ann', 'Ben', 'Cy']);
  const [ann, ben, cy] = readers as [Reader, Reader, Reader];
  const rejects = async (reader: Reader, status: number, type: string): Promise<void> => {
    expect(await problemOf(await reader.asks())).toEqual([status, type]);
    expect(await problemOf(await reader.says(onPoint(point, 'x')))).toEqual([status, type]);
  };
  await does(chair, { kind: 'circulation.end', circulation, reader: ids[0] });
  await rejects(ann, 403, 'link-ended');
  const renewed = await chair.posts(path(chair, `circulations/${circulation}/links?reader=${ids[1]}`), {});
  const newer = new Reader(server.address, ((await renewed.json()) as { path: string }).path);
  await rejects(ben, 401, 'no-link');
  expect((await newer.asks()).status).toBe(200);
  const ended = await chair.posts(path(chair, `circulations/${circulation}/links?reader=${ids[0]}`), {});
  expect(await problemOf(ended)).toEqual([409, 'act-refused']);
  const state = (await cy.reads()).given.state;
  expect((await cy.asks(`?known=${state}`)).status).toBe(204);
  aheadMs = 15 * day;
  await rejects(cy, 403, 'link-ended');
  await rejects(newer, 403, 'link-ended');
  aheadMs = 0;
  await rejects(new Reader(server.address, `#${'A'.repeat(43)}`), 401, 'no-link');
  await rejects(new Reader(server.address, '#short'), 401, 'no-link');
});

test('[N1] what may not be sent is refused in words, and nobody has a link to it', async () => {
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 6' });
  const body = {
    id: crypto.randomUUID(),
    version,
    note: '',
    until: now() + day,
    parties: [],
    names: ['Nobody after all'],
  };
  const tries: readonly [Record<string, unknown>, number, string][] = [
    [{ names: [] }, 400, 'bad-request'],
    [{ names: ['x'.repeat(200)] }, 400, 'bad-request'],
    [{ version: 'nowhere' }, 409, 'act-refused'],
    [{ until: now() - day }, 403, 'not-allowed'],
    [{ until: now() + 1_000 * day }, 403, 'not-allowed'],
    [{ parties: ['nobody'] }, 409, 'act-refused'],
  ];
  for (const [change, status, type] of tries)
    expect(await problemOf(await chair.posts(path(chair, 'circulations'), { ...body, ...change }))).toEqual([
      status,
      type,
    ]);
  const direct = {
    id: crypto.randomUUID(),
    kind: 'circulation.send',
    version,
    until: now() + day,
    parties: [],
    readers: ['me'],
  };
  expect(await problemOf(await chair.act(direct as never))).toEqual([400, 'bad-request']);
  // Those who were named for it are not kept either.
  expect(await named()).not.toContain('Nobody after all');
  expect((await chair.posts(path(chair, 'circulations'), body)).status).toBe(201);
  expect(await named()).toContain('Nobody after all');
  const other = await chair.posts(path(chair, 'circulations'), { ...body, note: 'Another' });
  expect(await problemOf(other)).toEqual([409, 'act-id-reused']);
});

test('[N4] whoever ended a link is named to its reader; a clock that is set back makes no link live again', async () => {
  await does(chair, { kind: 'member.add', member: 'chair-two', name: 'Second Chair', role: 'chair', party: null });
  const second = await Person.sitsDown(server.address, 'chair-two');
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 7' });
  const { circulation, readers, ids } = await sends(chair, version, ['Ann', 'Ben']);
  const [ann, ben] = readers as [Reader, Reader];
  await does(second, { kind: 'circulation.end', circulation, reader: ids[0] });
  expect(await (await ann.asks()).text()).toContain('Second Chair ended this link.');
  expect((await ben.asks()).status).toBe(200);
  aheadMs = 15 * day;
  await does(chair, { kind: 'version.name', name: 'Rev. 8' });
  aheadMs = 0;
  expect(await problemOf(await ben.asks())).toEqual([403, 'link-ended']);
});

test('[N4] readers go with their draft', async () => {
  expect(await named()).toContain('Nobody after all');
  expect((await chair.posts('/api/sample/reset', {})).status).toBe(204);
  expect(await named()).toEqual([]);
});
