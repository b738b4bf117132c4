// The copies that a real server makes for the readers of a version: each is that version's own, whoever reads first and whatever the draft does since.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { bytesOf, does, pointAt, sendsNow, types } from '../support/circulating.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';

let server: TestServer;
let chair: Person;
let ukr: Person;
beforeAll(async () => {
  server = await startTestServer();
  chair = await Person.sitsDown(server.address, 'chair');
  ukr = await Person.sitsDown(server.address, 'ukr-delegate');
});
afterAll(() => server.stop());

test.each(['the insider', 'the outsider'])(
  '[N2] of two versions with the same words and other points each reader has their own points, also where %s reads first',
  async first => {
    const point = await pointAt(chair, 12);
    await types(ukr, point, text => text.insert(0, 'TOP-SECRET-CLAUSE '));
    const inside = await sendsNow(chair, `Internal, ${first}`, 'Insider');
    await does(chair, { kind: 'point.remove', point });
    const outside = await sendsNow(chair, `For outsiders, ${first}`, 'Outsider');
    await (first === 'the insider' ? inside : outside).reader.reads();
    expect(await bytesOf(await outside.reader.asks())).not.toContain('TOP-SECRET-CLAUSE');
    expect(flatText(bodyOf((await outside.reader.reads()).text, point)).text).toBe('');
    expect(flatText(bodyOf((await inside.reader.reads()).text, point)).text).toContain('TOP-SECRET-CLAUSE');
    await does(chair, { kind: 'point.restore', point });
  },
);
