// A version sent round by a real server: what its readers receive, byte by byte; what they may say; how it ends; and what the chair alone is told.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Circulated, Circulations, SentCirculation } from '../../shared/api/circulations.ts';
import { Moment } from '../../shared/api/record.ts';
import { PointId } from '../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import { anchorNeeds, makeAnchor, resolveAnchor } from '../../shared/text/anchors.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import type { TestServer } from '../support/running-server.ts';
import { newFolder, Person, startTestServer } from '../support/running-server.ts';
import { connectStock, firstText } from '../support/stock-client.ts';

const day = 86_400_000;
let server: TestServer;
let chair: Person;
let ukr: Person;
let observer: Person;
let aheadMs = 0;
const folder = newFolder();
const now = (): number => Date.now() + aheadMs;
beforeAll(async () => {
  server = await startTestServer({ folder, now });
  chair = await Person.sitsDown(server.address, 'chair');
  ukr = await Person.sitsDown(server.address, 'ukr-delegate');
  observer = await Person.sitsDown(server.address, 'observer');
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const path = (who: Person, rest: string): string =>
  `/api/drafts/sample/${rest}${rest.includes('?') ? '&' : '?'}seat=${who.seat.id}`;
const docOf = (update: string): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  return doc;
};
const does = async (who: Person, act: Record<string, unknown>): Promise<string> => {
  const id = crypto.randomUUID();
  const answer = await who.act({ id, ...act } as never); // read by the server's schema
  expect(answer.status, await answer.clone().text()).toBe(201);
  return id;
};
const standing = async (who: Person): Promise<{ text: Y.Doc; rows: DocRows }> => {
  const moment = Moment.parse(await (await who.get(path(who, 'moments/now'))).json());
  return { text: docOf(moment.text), rows: new DocRows(docOf(moment.shared)) };
};
const pointAt = async (number: number): Promise<PointId> => {
  const numbers = numbersOf(outlineOf((await standing(chair)).rows));
  return PointId.parse([...numbers].find(([, at]) => at === number)?.[0]);
};
/** Typed as a browser would; resolves when the record has it. */
async function types(who: Person, point: PointId, change: (text: Y.XmlText) => void): Promise<void> {
  const before = flatText(bodyOf((await standing(who)).text, point)).text;
  const client = await connectStock(who);
  change(firstText(client.doc.get(point, Y.XmlElement)));
  while (flatText(bodyOf((await standing(who)).text, point)).text === before);
  client.leave();
}

/** Somebody with a link and nothing else. */
class Reader {
  readonly secret: string;

  constructor(link: string) {
    this.secret = link.slice(link.indexOf('#') + 1);
  }

  asks(rest = ''): Promise<Response> {
    return fetch(`${server.address}/api/circulated${rest}`, { headers: { Authorization: `Bearer ${this.secret}` } });
  }

  says(act: Record<string, unknown>): Promise<Response> {
    return fetch(`${server.address}/api/circulated/acts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.secret}` },
      body: JSON.stringify({ id: crypto.randomUUID(), ...act }),
    });
  }

  async reads(): Promise<{ given: Circulated; text: Y.Doc; rows: DocRows }> {
    const given = Circulated.parse(await (await this.asks()).json());
    return { given, text: docOf(given.text ?? ''), rows: new DocRows(docOf(given.shared)) };
  }
}

async function sends(version: string, names: readonly string[], parties: readonly string[] = [], note = '') {
  const body = { id: crypto.randomUUID(), version, note, until: now() + 14 * day, parties, names };
  const answer = await chair.posts(path(chair, 'circulations'), body);
  expect(answer.status, await answer.clone().text()).toBe(201);
  const { circulation, links } = SentCirculation.parse(await answer.json());
  return { circulation, body, readers: links.map(link => new Reader(link.path)), ids: links.map(link => link.reader) };
}
const problemOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  String(((await answer.json()) as { type: string }).type.split(':').at(-1)),
];
const onPoint = (point: PointId, text: string) => ({ kind: 'thread.open', point, anchor: null, needs: [], text });

/** All that an answer holds, its documents' bytes included. */
async function bytesOf(answer: Response): Promise<string> {
  const text = await answer.text();
  const inside = [...text.matchAll(/"(?:text|shared)":"([A-Za-z0-9+/=]{40,})"/g)];
  return [text, ...inside.map(([, base64]) => Buffer.from(base64 ?? '', 'base64').toString('latin1'))].join('\n');
}

test('[N2] a reader receives the version, the red lines sent along, and what its readers say; of all else not a byte', async () => {
  const point = await pointAt(4);
  await types(ukr, point, text => text.insert(0, 'PLANTED-DELETED '));
  await types(ukr, point, text => text.delete(0, 'PLANTED-DELETED '.length));
  await types(ukr, point, text => text.insert(0, 'Standing-words '));
  await does(ukr, onPoint(point, 'PLANTED-MEMBERS'));
  const rus = await Person.sitsDown(server.address, 'rus-head');
  const source = { who: 'Its speaker', where: 'In public', date: '2026-11-01' };
  const line = { theme: null, source, points: [] };
  await does(rus, { kind: 'red-line.add', party: 'rus', statement: 'PLANTED-LINE', ...line });
  const eur = await Person.sitsDown(server.address, 'eur-head');
  const first = { kind: 'red-line.add', party: 'eur', statement: 'PLANTED-EARLIER', ...line };
  const redLine = await does(eur, first);
  await does(eur, { kind: 'red-line.amend', redLine, statement: 'Sent-along', ...line });
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 1' });
  await types(ukr, point, text => text.insert(0, 'PLANTED-LATER '));
  await does(chair, { kind: 'version.name', name: 'PLANTED-VERSION' });

  const together = await sends(version, ['Ann of A', 'Ben of B'], ['eur'], 'Note-for-both');
  const alone = await sends(version, ['PLANTED-NAME'], [], 'PLANTED-NOTE');
  const [ann, ben] = together.readers as [Reader, Reader];
  const [cy] = alone.readers as [Reader];
  expect((await cy.says(onPoint(point, 'PLANTED-OTHER'))).status).toBe(201);
  const asked = crypto.randomUUID();
  expect((await ann.says({ id: asked, ...onPoint(point, 'Anns-question') })).status).toBe(201);
  expect((await ben.says({ kind: 'thread.reply', thread: asked, text: 'Bens-answer' })).status).toBe(201);
  await does(ukr, { kind: 'thread.reply', thread: asked, text: 'PLANTED-REPLY' });
  await does(chair, { kind: 'thread.resolve', thread: asked, outcome: 'PLANTED-OUTCOME' });
  const raised = crypto.randomUUID();
  const flag = {
    id: raised,
    kind: 'flag.raise',
    point,
    anchor: null,
    needs: [],
    redLine,
    severity: 'risks',
    reason: null,
  };
  expect((await ann.says(flag)).status).toBe(201);
  await does(eur, { kind: 'flag.dispute', flag: raised, reason: 'PLANTED-DISPUTE' });

  for (const reader of [ann, ben]) {
    const received = await bytesOf(await reader.asks());
    for (const there of ['Standing-words', 'Sent-along', 'Note-for-both', 'Anns-question', 'Bens-answer'])
      expect(received).toContain(there);
    expect(received).not.toContain('PLANTED');
    for (const member of chair.seat ? (await chair.view()).members : [])
      if (member.party !== null || member.role === 'drafter') expect(received).not.toContain(`"${member.id}"`);
  }
  const { rows, text } = await ann.reads();
  expect(rows.get('threads', asked)?.state.kind).toBe('open');
  expect(rows.get('flags', raised)?.answer.kind).toBe('claimed');
  expect(rows.all('parties').map(({ id }) => id)).toEqual(['eur']);
  expect(flatText(bodyOf(text, point)).text.startsWith('Standing-words ')).toBe(true);
  expect([...text.store.clients.keys()]).toEqual([1]);
  const others = await bytesOf(await cy.asks());
  expect(others).toContain('PLANTED-OTHER');
  for (const absent of ['Anns-question', 'Bens-answer', 'Note-for-both', 'Sent-along', 'Ann of A'])
    expect(others).not.toContain(absent);
});

test('[N3] a reader’s words stand at the same words of the draft, also when those were changed since', async () => {
  const point = await pointAt(5);
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 2' });
  const { circulation, readers } = await sends(version, ['Ann of A'], ['eur']);
  const [ann] = readers as [Reader];
  const { text, rows } = await ann.reads();
  const words = flatText(bodyOf(text, point)).text;
  await types(ukr, point, body => body.insert(0, 'In any case, '));
  const anchor = makeAnchor(bodyOf(text, point), 4, 12);
  const id = crypto.randomUUID();
  const act = { id, kind: 'thread.open', point, anchor, needs: anchorNeeds(anchor), text: 'Which?' };
  expect((await ann.says(act)).status).toBe(201);
  expect((await ann.says(act)).status).toBe(201); // sent twice, said once
  const live = await standing(observer);
  const thread = live.rows.get('threads', id);
  const root = bodyOf(live.text, point);
  const placed = thread?.anchor && resolveAnchor(root, flatText(root), thread.anchor);
  expect(placed).toMatchObject({ kind: 'exact' });
  expect(placed?.kind === 'exact' && flatText(root).text.slice(placed.from, placed.to)).toBe(words.slice(4, 12));
  expect([thread?.on, thread?.by.name, thread?.by.role]).toEqual([{ circulation, version }, 'Ann of A', 'reader']);
  expect(live.rows.all('comments').filter(comment => comment.thread === id)).toHaveLength(1);
  const [entry] = (await observer.history('&kind=thread')).entries;
  expect([entry?.by.name, entry?.by.role, entry?.facts['on']]).toEqual(['Ann of A', 'reader', 'Rev. 2']);
  // In the reader's own copy it is where they put it.
  const mine = (await ann.reads()).rows.get('threads', id)?.anchor;
  const copy = bodyOf(text, point);
  expect(mine && resolveAnchor(copy, flatText(copy), mine)).toMatchObject({ kind: 'exact', from: 4, to: 12 });

  await does(chair, { kind: 'point.remove', point });
  expect((await ann.says(onPoint(point, 'And this?'))).status).toBe(201);
  await does(chair, { kind: 'point.restore', point });
  expect(rows.get('points', point)?.state.kind).toBe('open');
});

test('[N3] by a link nothing is edited or settled, and words of no version are not spoken of', async () => {
  const point = await pointAt(3);
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 3' });
  const { readers, circulation } = await sends(version, ['Ann of A'], ['eur']);
  const [ann] = readers as [Reader];
  const later = await does(chair, {
    kind: 'point.add',
    theme: outlineOf((await standing(chair)).rows).themes[0]?.row.id,
    after: null,
    title: 'Later',
    paragraphs: ['Later.'],
  });
  const before = (await standing(chair)).rows.all('threads').length;
  const { rows } = await standing(chair);
  const foreign = rows.all('threads').find(({ by }) => by.role !== 'reader')?.id;
  const elsewhere = makeAnchor(bodyOf((await standing(chair)).text, point), 0, 5);
  const refusedActs: readonly [Record<string, unknown>, number, string][] = [
    [onPoint(PointId.parse(later), 'How do I know of this?'), 409, 'act-refused'],
    [{ ...onPoint(point, 'x'), anchor: { ...elsewhere, quote: 'not there' } }, 409, 'act-refused'],
    [{ kind: 'thread.reply', thread: foreign, text: 'x' }, 403, 'not-allowed'],
    [{ kind: 'thread.resolve', thread: foreign, outcome: null }, 403, 'not-allowed'],
    [{ kind: 'stance.take', point, stance: 'accept', reason: null, basis: '' }, 403, 'not-allowed'],
    [{ kind: 'point.rename', point, title: 'Mine' }, 403, 'not-allowed'],
    [{ kind: 'point.lock', point }, 403, 'not-allowed'],
    [{ kind: 'words.restore', source: 'x', points: [{ point, blocks: [], basis: '' }] }, 403, 'not-allowed'],
    [{ kind: 'member.add', member: 'me', name: 'Me', role: 'chair', party: null }, 403, 'not-allowed'],
    [{ kind: 'version.name', name: 'Mine' }, 403, 'not-allowed'],
    [{ kind: 'circulation.send', version, until: now() + day, parties: [], readers: ['me'] }, 403, 'not-allowed'],
    [{ kind: 'circulation.end', circulation, reader: null }, 403, 'not-allowed'],
    [{ kind: 'record.redact', reason: 'x', entries: [{ part: 'text', seq: 1 }] }, 403, 'not-allowed'],
    [{ kind: 'draft.create', draft: 'sample', title: 'x', note: '' }, 403, 'not-allowed'],
    [{ kind: 'nonsense' }, 400, 'bad-request'],
  ];
  for (const [act, status, type] of refusedActs)
    expect([act['kind'], ...(await problemOf(await ann.says(act)))]).toEqual([act['kind'], status, type]);
  expect((await standing(chair)).rows.all('threads')).toHaveLength(before);
  // Nor by the way members come: a link is no seat.
  for (const rest of ['', '/moments/now', '/history', '/record.jsonl', '/circulations'])
    expect(
      (await fetch(`${server.address}/api/drafts/sample${rest}?seat=${ann.secret.slice(0, 20)}`)).status,
    ).toBeGreaterThan(399);
});

test('[N1] who the readers are, who opened it and who answered is the chair’s to know; the record says how many', async () => {
  const point = await pointAt(6);
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 4' });
  const { circulation, readers, ids, body } = await sends(
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
  const point = await pointAt(6);
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 5' });
  const { circulation, readers, ids } = await sends(version, ['Ann', 'Ben', 'Cy']);
  const [ann, ben, cy] = readers as [Reader, Reader, Reader];
  const rejects = async (reader: Reader, status: number, type: string): Promise<void> => {
    expect(await problemOf(await reader.asks())).toEqual([status, type]);
    expect(await problemOf(await reader.says(onPoint(point, 'x')))).toEqual([status, type]);
  };
  await does(chair, { kind: 'circulation.end', circulation, reader: ids[0] });
  await rejects(ann, 403, 'link-ended');
  const renewed = await chair.posts(path(chair, `circulations/${circulation}/links?reader=${ids[1]}`), {});
  const newer = new Reader(((await renewed.json()) as { path: string }).path);
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
  await rejects(new Reader(`#${'A'.repeat(43)}`), 401, 'no-link');
  await rejects(new Reader('#short'), 401, 'no-link');
});

test('[N1] what may not be sent is refused in words, and nobody has a link to it', async () => {
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 6' });
  const body = { id: crypto.randomUUID(), version, note: '', until: now() + day, parties: [], names: ['Ann'] };
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
  expect((await chair.posts(path(chair, 'circulations'), body)).status).toBe(201);
});
