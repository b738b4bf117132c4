// A version circulated by a real server: what its readers receive, byte by byte, and what they may say. Whom the chair
// sends it to, and how that ends, is for circulation-links.test.ts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PointId } from '../../shared/ids.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { anchorNeeds, makeAnchor, resolveAnchor } from '../../shared/text/anchors/anchors.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import type { Reader } from '../support/circulating.ts';
import { bytesOf, day, does, onPoint, pointAt, problemOf, sends, standing, types } from '../support/circulating.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';

let server: TestServer;
let chair: Person;
let ukr: Person;
let observer: Person;
beforeAll(async () => {
  server = await startTestServer();
  chair = await Person.sitsDown(server.address, 'chair');
  ukr = await Person.sitsDown(server.address, 'ukr-delegate');
  observer = await Person.sitsDown(server.address, 'observer');
});
afterAll(() => server.stop());

test('[N2] a reader receives the version, the red lines sent along, and what its readers say; of all else not a byte', async () => {
  const point = await pointAt(chair, 4);
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

  const together = await sends(chair, version, ['Ann of A', 'Ben of B'], ['eur'], 'Note-for-both');
  const alone = await sends(chair, version, ['PLANTED-NAME'], [], 'PLANTED-NOTE');
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
  const point = await pointAt(chair, 5);
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 2' });
  const { circulation, readers } = await sends(chair, version, ['Ann of A'], ['eur']);
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
  const point = await pointAt(chair, 3);
  const version = await does(chair, { kind: 'version.name', name: 'Rev. 3' });
  const { readers, circulation } = await sends(chair, version, ['Ann of A'], ['eur']);
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
  const nowhere = { seq: 0, hash: '' };
  const restored = { source: 'x', at: 0, heads: { text: nowhere, shared: nowhere }, outline: null };
  const refusedActs: readonly [Record<string, unknown>, number, string][] = [
    [onPoint(PointId.parse(later), 'How do I know of this?'), 409, 'act-refused'],
    [{ ...onPoint(point, 'x'), anchor: { ...elsewhere, quote: 'not there' } }, 409, 'act-refused'],
    [{ kind: 'thread.reply', thread: foreign, text: 'x' }, 403, 'not-allowed'],
    [{ kind: 'thread.resolve', thread: foreign, outcome: null }, 403, 'not-allowed'],
    [{ kind: 'stance.take', point, stance: 'accept', reason: null, basis: '' }, 403, 'not-allowed'],
    [{ kind: 'point.rename', point, title: 'Mine' }, 403, 'not-allowed'],
    [{ kind: 'point.lock', point }, 403, 'not-allowed'],
    [{ kind: 'words.restore', ...restored, points: [{ point, blocks: [], basis: '' }] }, 400, 'bad-request'],
    [{ kind: 'member.add', member: 'me', name: 'Me', role: 'chair', party: null }, 403, 'not-allowed'],
    [{ kind: 'version.name', name: 'Mine' }, 403, 'not-allowed'],
    [{ kind: 'circulation.send', version, until: Date.now() + day, parties: [], readers: ['me'] }, 400, 'bad-request'],
    [{ kind: 'circulation.end', circulation, reader: null }, 403, 'not-allowed'],
    [{ kind: 'record.redact', reason: 'x', entries: [{ part: 'text', seq: 1 }] }, 400, 'bad-request'],
    [{ kind: 'draft.create', draft: 'sample', title: 'x', note: '' }, 400, 'bad-request'],
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
