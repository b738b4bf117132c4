// A data folder in the nested form, opened by a server of today: each body becomes a flow once, and nothing else
// changes: not the words, whose they are, what hangs on them, nor what is told of the past.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { flattenedKind } from '../../server/storage/entry-detail.ts';
import type { Entry } from '../../server/storage/update-log.ts';
import { verifyRecord } from '../../server/verifier/verify-record.ts';
import { Comparison, Moment } from '../../shared/api/record.ts';
import { docName } from '../../shared/ids.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import { resolveAnchor } from '../../shared/text/anchors/anchors.ts';
import { blocksOf } from '../../shared/text/body-blocks.ts';
import { flowOf } from '../../shared/text/flow.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { path, types } from '../support/circulating.ts';
import { FakeHouse } from '../support/fake-room.ts';
import { openStorageIn } from '../support/folder-storage.ts';
import { listPoint, NestedDraft, nestedPoint } from '../support/nested-draft.ts';
import type { TestServer } from '../support/running-server.ts';
import { newFolder, Person, startTestServer } from '../support/running-server.ts';

let folder: string;
let before: NestedDraft;
let server: TestServer;
let chair: Person;
const starts = async (): Promise<void> => {
  server = await startTestServer({ folder });
  chair = await Person.sitsDown(server.address, 'chair');
};
beforeEach(async () => {
  folder = newFolder();
  before = await NestedDraft.inFolder(folder);
  await starts();
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const docOf = (update: string): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  return doc;
};
async function momentAt(at: string) {
  const moment = Moment.parse(await (await chair.get(path(chair, `moments/${at}`))).json());
  return { moment, text: docOf(moment.text), rows: new DocRows(docOf(moment.shared)) };
}
async function entries(part: 'text' | 'shared'): Promise<readonly Entry[]> {
  const { log, close } = await openStorageIn(folder);
  const rows = await log.read(docName(chair.seat.draft, part), 0, 1_000);
  await close();
  return rows;
}
async function verified(): Promise<string> {
  const record = await (await chair.get(path(chair, 'record.jsonl'))).text();
  const { heads } = await chair.view();
  return verifyRecord(
    record,
    (['text', 'shared'] as const).map(part => ({ doc: `sample/${part}`, ...heads[part] })),
  ).join('\n');
}

test('[L10] it reads the same, as flows, with its authors; it is done once; and its record verifies', async () => {
  const { moment, text } = await momentAt('now');
  for (const point of [nestedPoint, listPoint]) {
    expect(flowOf(bodyOf(text, point))).not.toBeNull();
    expect(flatText(bodyOf(text, point)).text).toBe(before.textOf(point));
  }
  expect(blocksOf(bodyOf(text, listPoint))).toEqual(blocksOf(bodyOf(before.text.doc, listPoint)));
  expect(moment.people.map(({ name }) => name)).toEqual(['Drafter', 'Head']);
  expect(moment.authors[nestedPoint]?.map(([, by]) => moment.people[by]?.name)).toEqual([
    'Drafter',
    'Head',
    'Drafter',
    'Head',
    'Drafter',
  ]);
  expect(moment.newest?.kind, 'the newest change is still the one that somebody made').toBe('text');
  expect(await verified()).toContain('complete and unaltered');
  const head = (await chair.view()).heads;
  await server.stop();
  await starts();
  expect((await chair.view()).heads).toEqual(head);
  const made = (await entries('text')).filter(({ kind }) => kind === flattenedKind);
  expect(made.map(({ actor }) => JSON.parse(actor).name)).toEqual(['Nonpaper', 'Nonpaper']);
});

test('[L10] threads stay on their words, those of words that have changed since, too', async () => {
  const { text, rows } = await momentAt('now');
  const placed = rows.all('threads').map(({ id, point, anchor }) => {
    const body = bodyOf(text, point);
    const place = anchor && resolveAnchor(body, flatText(body), anchor);
    if (!place || place.kind === 'detached') return `${id} detached`;
    return `${id} ${place.kind}: ${flatText(body).text.slice(place.from, place.to)}`;
  });
  expect(placed.sort()).toEqual([
    'changed changed: They NEVER on it',
    'deep exact: deeper',
    'words exact: within thirty days',
  ]);
});

test('[L10] what stood before reads and compares as it did, and people type on', async () => {
  const { text } = await momentAt('version-v1');
  expect(flatText(bodyOf(text, nestedPoint)).text).toContain('They report on it.');
  const compared = Comparison.parse(await (await chair.get(path(chair, 'comparison?from=version-v1&to=now'))).json());
  expect([compared.summary.changed, compared.points.map(({ point }) => point)]).toEqual([1, [nestedPoint]]);
  await types(chair, listPoint, flow => flow.insert(0, 'Now: '));
  expect(flatText(bodyOf((await momentAt('now')).text, listPoint)).text).toBe(`Now: ${before.textOf(listPoint)}`);
  expect(await verified()).toContain('complete and unaltered');
});

const holding = (word: string): string[] =>
  readdirSync(folder).filter(file => readFileSync(join(folder, file)).includes(word));
/** Redacts what somebody typed before, oldest first. */
async function redacts(which: number): Promise<number> {
  const { entries: lines } = await chair.history(`&kind=text&limit=200`);
  const run = lines.filter(({ to }) => to < before.at).at(-1 - which)?.id;
  return (await chair.posts(path(chair, 'redactions'), { run, reason: 'By order' })).status;
}

test('[L10] what was typed before cannot be redacted while it stands, and of what stands in part only the rest goes', async () => {
  expect(await redacts(2)).toBe(409); // "NEVER" stands, in the flow
  expect(await redacts(0)).toBe(201);
  expect(await verified()).toContain('By order');
  expect(flatText(bodyOf((await momentAt('version-v1')).text, nestedPoint)).text).toContain('STAYINGNAME');
  await server.stop();
  expect([holding('GOINGNAME'), holding('STAYINGNAME')]).toEqual([[], ['log.sqlite']]);
  await starts();
});

test('[L10] once it stands no more it leaves both forms, and nothing else does', async () => {
  const at = before.textOf(nestedPoint).indexOf('STAYINGNAME');
  await types(chair, nestedPoint, flow => flow.delete(at, 'STAYINGNAME '.length));
  await types(chair, nestedPoint, flow => flow.delete(0, 'The parties '.length));
  expect(await redacts(0)).toBe(201);
  expect(await verified()).toContain('By order');
  const flattened = (await entries('text')).findLast(({ kind }) => kind === flattenedKind);
  const then = (await momentAt(String(flattened?.at))).text;
  expect(flatText(bodyOf(then, nestedPoint)).text).toBe(before.textOf(nestedPoint).replace('STAYINGNAME ', ''));
  await server.stop();
  expect([holding('GOINGNAME'), holding('STAYINGNAME')]).toEqual([[], []]);
  await starts();
});

test('[L10] where the log does not take it the draft does not open, nothing is lost, and whoever asks again has it whole', async () => {
  const house = new FakeHouse();
  const older = await NestedDraft.writtenInto(house.log, 'd');
  for (const next of ['fails', 'is-lost'] as const) {
    house.log.nextAppend = next;
    await expect(house.open()).rejects.toThrow();
    expect((await house.log.head(older.text.name)).seq).toBe(older.text.head.seq);
  }
  house.log.nextAppend = 'is-stored-but-unknown';
  const draft = await house.open();
  expect(flatText(bodyOf(draft.text.doc, nestedPoint)).text).toBe(older.textOf(nestedPoint));
  expect(await house.log.head(older.text.name)).toEqual(draft.text.head);
  await house.rooms.close();
});
