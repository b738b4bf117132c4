// The history of a real server, as those who may not read everything are shown it: moments, comparisons, the timeline;
// and what the chair can open.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { verifyRecord } from '../../server/verifier/verify-record.ts';
import { Reading, ReadingNews } from '../../shared/api/reading.ts';
import type { Piece } from '../../shared/api/record.ts';
import { Comparison, Density, Moment } from '../../shared/api/record.ts';
import { PointId } from '../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import { anchorNeeds, makeAnchor } from '../../shared/text/anchors/anchors.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { wordingId } from '../../shared/text/wording.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, sampleFolder, startTestServer } from '../support/running-server.ts';
import { connectStock, firstText } from '../support/stock-client.ts';

let server: TestServer;
let chair: Person;
let observer: Person;
const folder = sampleFolder();
/** The files are looked into when nothing is under way. */
const stopAndStart = async (): Promise<void> => {
  await server.stop();
  server = await startTestServer({ folder });
};
beforeAll(async () => {
  server = await startTestServer({ folder });
  chair = await Person.sitsDown(server.address, 'chair');
  observer = await Person.sitsDown(server.address, 'observer');
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const path = (who: Person, rest: string): string =>
  `/api/drafts/sample/${rest}${rest.includes('?') ? '&' : '?'}seat=${who.seat.id}`;
const act = async (who: Person, given: Record<string, unknown>): Promise<string> => {
  const id = crypto.randomUUID();
  const answer = await who.act({ id, ...given } as never); // read by the server's schema
  expect(answer.status, await answer.clone().text()).toBe(201);
  return id;
};
const moment = async (who: Person, name: string | number): Promise<Moment> =>
  Moment.parse(await (await who.get(path(who, `moments/${name}`))).json());
const compare = async (who: Person, from: string | number, to: string | number, rest = ''): Promise<Comparison> =>
  Comparison.parse(await (await who.get(path(who, `comparison?from=${from}&to=${to}${rest}`))).json());
const docOf = (update: string): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  return doc;
};
const rowsOf = ({ shared }: Moment): DocRows => new DocRows(docOf(shared));
const wordsOf = ({ text }: Moment, point: PointId): string => flatText(bodyOf(docOf(text), point)).text;
const pointAt = (now: Moment, number: number): PointId => {
  const found = [...numbersOf(outlineOf(rowsOf(now)))].find(([, at]) => at === number)?.[0];
  if (!found) throw new Error(`there is no point ${number}`);
  return PointId.parse(found);
};

/** Puts words at a point's beginning as a browser would; resolves when the record has them. */
async function writes(who: Person, point: PointId, change: (text: Y.XmlText) => void): Promise<number> {
  const client = await connectStock(who);
  const before = (await moment(who, 'now')).heads.text.seq;
  change(firstText(client.doc.get(point, Y.XmlElement)));
  let now = await moment(who, 'now');
  while (now.heads.text.seq === before) now = await moment(who, 'now');
  client.leave();
  return now.at;
}

test('[H6] a named version is the draft just before it was named; two of them are set side by side, with authors', async () => {
  const drafter = await Person.sitsDown(server.address, 'drafter');
  const ukr = await Person.sitsDown(server.address, 'ukr-delegate');
  const first = await act(chair, { kind: 'version.name', name: 'Rev. 1' });
  const point = pointAt(await moment(chair, 'now'), 4);
  const [word = ''] = wordsOf(await moment(chair, 'now'), point).split(' ');
  await writes(ukr, point, text => text.insert(0, 'Notwithstanding the above, '));
  await writes(drafter, point, text => text.delete('Notwithstanding the above, '.length, word.length + 1));
  const thread = await act(ukr, { kind: 'thread.open', point, anchor: null, needs: [], text: 'Is this ours?' });
  const second = await act(chair, { kind: 'version.name', name: 'Rev. 2' });
  await act(ukr, { kind: 'thread.resolve', thread, outcome: null });
  await writes(ukr, point, text => text.insert(0, 'Later. '));

  const { points, summary } = await compare(observer, `version-${first}`, `version-${second}`);
  expect(points.map(each => each.point)).toEqual([point]);
  const done = (kind: Piece['kind'], member: string): string =>
    (points[0]?.pieces ?? [])
      .flatMap(piece => (piece.kind === kind && piece.by?.member === member ? [piece.text] : []))
      .join('');
  expect(done('added', 'ukr-delegate').replaceAll(/\s+/g, ' ').trim()).toBe('Notwithstanding the above,');
  expect(done('removed', 'drafter').trim()).toBe(word);
  expect(done('added', 'drafter').trim() + done('removed', 'ukr-delegate')).toBe('');
  expect(points[0]?.things.map(({ kind, words, done }) => [kind, words, done.map(each => each.kind)])).toEqual([
    ['thread', '“Is this ours?”', ['thread.open']],
  ]);
  expect([summary.changed, summary.threadsOpened, summary.threadsClosed]).toEqual([1, 1, 0]);
  const then = await moment(observer, `version-${second}`);
  expect(rowsOf(then).get('threads', thread)?.state.kind).toBe('open');
  expect(rowsOf(await moment(observer, 'now')).get('threads', thread)?.state.kind).toBe('resolved');

  const { points: drafters } = await compare(observer, `version-${first}`, `version-${second}`, '&by=ukr');
  expect(drafters[0]?.pieces.filter(({ kind }) => kind !== 'same').map(({ kind }) => kind)).toEqual(['added']);
  expect((await observer.get(path(observer, 'moments/version-nowhere'))).status).toBe(404);
  expect((await observer.get(path(observer, 'moments/yesterday'))).status).toBe(400);
});

test('[H5] words that a thread hung on before it was attached to others are not sent to who may not read what came and went', async () => {
  const ukr = await Person.sitsDown(server.address, 'ukr-delegate');
  const point = pointAt(await moment(chair, 'now'), 6);
  await writes(ukr, point, text => text.insert(0, 'HUNGFIRST HUNGLATER '));
  const root = bodyOf(docOf((await moment(ukr, 'now')).text), point);
  const on = (from: number, to: number) => {
    const anchor = makeAnchor(root, from, to);
    return { point, anchor, needs: anchorNeeds(anchor) };
  };
  const thread = await act(ukr, { kind: 'thread.open', ...on(0, 9), text: 'Whence?' });
  const opened = (await moment(ukr, 'now')).at;
  await act(ukr, { kind: 'thread.attach', thread, ...on(10, 19) });
  await act(ukr, { kind: 'thread.attach', thread, ...on(20, 40) });
  await writes(ukr, point, text => text.delete(0, 'HUNGFIRST HUNGLATER '.length));

  const received = async (who: Person): Promise<string> => {
    const { shared } = await moment(who, opened);
    const answers = ['history?limit=200', 'record.jsonl', `comparison?from=${opened}&to=now`];
    const texts = await Promise.all(answers.map(async rest => (await who.get(path(who, rest))).text()));
    return [...texts, Buffer.from(shared, 'base64').toString('latin1')].join('\n');
  };
  for (const who of [observer, chair]) expect(await received(who)).not.toContain('HUNG');
  const { entries } = await observer.history(`&thread=${thread}&kind=thread.attach,thread.open`);
  const now = rowsOf(await moment(observer, 'now')).get('threads', thread)?.anchor?.quote;
  expect(entries.map(({ facts }) => [facts['was'] ?? null, facts['quote'], facts['isQuoteCovered']])).toEqual([
    [null, now, true],
    [null, null, true],
    [null, null, true],
  ]);
  expect((await observer.history('&words=hungfirst&limit=1')).entries).toEqual([]);

  await act(chair, { kind: 'draft.passing', passing: 'secretariat' });
  const all = await received(chair);
  for (const words of ['HUNGFIRST', 'HUNGLATER']) expect(all).toContain(words);
  await act(chair, { kind: 'draft.passing', passing: 'nobody' });
});

test('[H5] words that came and went between two versions, and comments removed or reworded since, are not sent to who may not read them', async () => {
  const ukr = await Person.sitsDown(server.address, 'ukr-delegate');
  const point = pointAt(await moment(chair, 'now'), 6);
  const typed = await writes(ukr, point, text => text.insert(0, 'PLANTEDWORDS '));
  const open = { kind: 'thread.open', point, anchor: null, needs: [] };
  const removed = await act(ukr, { ...open, text: 'PLANTEDREMOVED' });
  const reworded = await act(ukr, { ...open, text: 'PLANTEDREWORDED' });
  const said = (await moment(ukr, 'now')).at;
  await act(ukr, { kind: 'comment.remove', comment: removed });
  await act(ukr, { kind: 'comment.edit', comment: reworded, text: 'Reworded.' });
  await writes(ukr, point, text => text.delete(0, 'PLANTEDWORDS '.length));

  const received = async (who: Person): Promise<string> => {
    const answers = [
      `moments/${typed}`,
      `moments/${said}`,
      `comparison?from=${said}&to=now`,
      'history?limit=200',
      'moments/now',
    ];
    const texts = await Promise.all(answers.map(async rest => (await who.get(path(who, rest))).text()));
    const inside = texts.flatMap(text =>
      [...text.matchAll(/"(?:text|shared)":"([A-Za-z0-9+/=]{40,})"/g)].map(([, base64]) =>
        Buffer.from(base64 ?? '', 'base64').toString('latin1'),
      ),
    );
    return [...texts, ...inside].join('\n');
  };
  expect(await received(observer)).not.toContain('PLANTED');
  expect(await received(chair)).not.toContain('PLANTED');
  const found = async (who: Person): Promise<number> => (await who.history('&words=planted&limit=1')).entries.length;
  expect(await found(observer)).toBe(0); // nor told that they were found
  const covered = await moment(observer, said);
  expect([covered.isCovered, wordsOf(covered, point).slice(0, 14)]).toEqual([true, `${'▒'.repeat(12)} A`]);
  expect(rowsOf(covered).get('comments', removed)?.body.kind).toBe('removed');

  const thread = await act(ukr, { ...open, text: 'Which city?' });
  const guessed = await act(ukr, { kind: 'thread.reply', thread, text: 'Geneva' });
  await act(ukr, { kind: 'comment.remove', comment: guessed });
  await act(chair, { kind: 'thread.reply', thread, text: 'Geneva' }); // a guess uncovers nothing
  const { entries: replies } = await observer.history(`&thread=${thread}&kind=thread.reply`);
  expect(replies.map(({ facts }) => [facts['text'], facts['isCovered'] ?? false])).toEqual([
    ['Geneva', false],
    [undefined, true],
  ]);

  await act(chair, { kind: 'draft.passing', passing: 'secretariat' });
  expect(await received(observer)).not.toContain('PLANTED');
  expect(await found(chair)).toBe(1);
  const all = await received(chair);
  for (const planted of ['PLANTEDWORDS', 'PLANTEDREMOVED', 'PLANTEDREWORDED']) expect(all).toContain(planted);
  await act(chair, { kind: 'draft.passing', passing: 'nobody' });
});

test('[H2] a moment says which change one stands at: an act, a run of typing, or one that goes on', async () => {
  const [ukr, rus] = [
    await Person.sitsDown(server.address, 'ukr-delegate'),
    await Person.sitsDown(server.address, 'rus-delegate'),
  ];
  const [mine, theirs] = [pointAt(await moment(chair, 'now'), 10), pointAt(await moment(chair, 'now'), 11)];
  const began = await writes(ukr, mine, text => text.insert(0, 'One. '));
  const between = await writes(rus, theirs, text => text.insert(0, 'Two. '));
  const goesOn = await writes(ukr, mine, text => text.insert(0, 'Three. '));
  await act(chair, { kind: 'point.lock', point: mine });
  const told = async (at: string | number) => {
    const { newest } = await moment(observer, at);
    return [newest?.kind, newest?.by.member, newest?.point, newest && newest.to - newest.from > 0];
  };
  expect(await told('now')).toEqual(['point.lock', 'chair', mine, false]);
  expect(await told(goesOn)).toEqual(['text', 'ukr-delegate', mine, true]);
  expect(await told(between)).toEqual(['text', 'rus-delegate', theirs, false]);
  expect(await told(began)).toEqual(['text', 'ukr-delegate', mine, true]); // not what began later
  expect((await moment(observer, 0)).newest).toBeNull();
  await act(chair, { kind: 'point.unlock', point: mine });
});

test('[H7] words come back by an act of its own; what was edited meanwhile is not overwritten', async () => {
  const drafter = await Person.sitsDown(server.address, 'drafter');
  const version = await act(chair, { kind: 'version.name', name: 'Before it went wrong' });
  const before = await moment(chair, 'now');
  const point = pointAt(before, 9);
  await writes(drafter, point, text => text.insert(3, ' WRONG'));
  const basisNow = async (): Promise<string> =>
    wordingId(wordsOf(await moment(chair, 'now'), point).replace(/\n+$/, ''));
  const restore = (who: Person, basis: string): Promise<Response> =>
    who.posts(path(who, 'restorations'), {
      id: crypto.randomUUID(),
      moment: `version-${version}`,
      points: [{ point, basis }],
      outline: null,
    });
  const stale = await restore(drafter, '0'.repeat(32));
  expect([stale.status, ((await stale.json()) as { code: string }).code]).toEqual([409, 'words-changed']);
  expect((await restore(observer, await basisNow())).status).toBe(403);
  expect((await restore(drafter, await basisNow())).status).toBe(201);
  expect(wordsOf(await moment(chair, 'now'), point)).toBe(wordsOf(before, point));
  const { points } = await compare(chair, before.at, 'now');
  expect(points.find(each => each.point === point)?.pieces.filter(({ kind }) => kind !== 'same') ?? []).toEqual([]);
  const [newest] = (await chair.history('&kind=words.restore')).entries;
  expect([newest?.by.member, newest?.point, newest?.facts['source']]).toEqual([
    'drafter',
    point,
    'Before it went wrong',
  ]);
});

test('[H8] the timeline is narrowed by theme, period and free words, and says how dense it is', async () => {
  const now = await moment(observer, 'now');
  const [theme] = outlineOf(rowsOf(now)).themes;
  if (!theme) throw new Error('the sample has themes');
  const { entries } = await observer.history(`&theme=${theme.row.id}&words=${encodeURIComponent('IS THIS OURS')}`);
  expect(entries.map(({ kind }) => kind)).toEqual(['thread.open']);
  expect((await observer.history(`&to=${now.at - 365 * 86_400_000}`)).entries).toEqual([]);

  const [first] = theme.points;
  const other = await act(chair, { kind: 'theme.add', title: 'Annexes', after: null });
  await act(chair, { kind: 'point.move', point: first?.row.id, theme: other, after: null });
  await act(chair, { kind: 'theme.rename', theme: theme.row.id, title: 'Peace, by stages' });
  const outline = (await observer.history(`&theme=${theme.row.id}&kind=theme,point`)).entries.map(({ kind }) => kind);
  expect(outline.slice(0, 2)).toEqual(['theme.rename', 'point.move']);
  const added = (await observer.history(`&theme=${theme.row.id}&kind=point.add&limit=200`)).entries;
  expect(added.map(({ point }) => point)).toContain(first?.row.id); // it was added here
  await act(chair, { kind: 'point.move', point: first?.row.id, theme: theme.row.id, after: null });

  const secretariat = (await observer.history('&party=.secretariat&limit=200')).entries;
  expect([...new Set(secretariat.map(({ by }) => by.party))]).toEqual([null]);
  expect((await observer.history('&party=.readers')).entries).toEqual([]);
  const density = Density.parse(await (await observer.get(path(observer, 'density?buckets=10'))).json());
  expect(density.counts.some(({ voice }) => voice === 'ukr')).toBe(true);
  expect(density.counts.every(({ entries }) => entries.length === 10)).toBe(true);
  await act(chair, { kind: 'member.add', member: 'ust-guest', name: 'Guest', party: 'ust', role: 'delegate' });
  const guest = await Person.sitsDown(server.address, 'ust-guest');
  await act(guest, { kind: 'thread.open', point: first?.row.id, anchor: null, needs: [], text: 'In passing.' });
  await act(chair, { kind: 'member.remove', member: 'ust-guest' });
  const later = Density.parse(await (await observer.get(path(observer, 'density?buckets=1'))).json());
  expect(later.people).toContainEqual({ member: 'ust-guest', name: 'Guest', party: 'ust', role: 'delegate' });
});

test('[L9] what is redacted by order is gone from every file, the chain holds, and an entry says who, when and why', async () => {
  const ukr = await Person.sitsDown(server.address, 'ukr-delegate');
  await act(chair, { kind: 'draft.passing', passing: 'members' });
  const point = pointAt(await moment(chair, 'now'), 8);
  const before = await moment(chair, 'now');
  const typed = await writes(ukr, point, text => text.insert(0, 'ASECRETNAME signs. '));
  const said = await act(ukr, { kind: 'thread.open', point, anchor: null, needs: [], text: 'Is ASECRETNAME here?' });
  const redact = (who: Person, run: string): Promise<Response> =>
    who.posts(path(who, 'redactions'), { run, reason: 'By order of the court' });
  const runOf = async (kind: string, first: string): Promise<string> => {
    const { entries } = await chair.history(`&kind=${kind}&point=${point}`);
    const found = entries.find(({ facts }) => first === '' || String(facts['text']).startsWith(first));
    if (!found) throw new Error(`there is no ${kind}`);
    return found.id;
  };
  const [typing, comment] = [await runOf('text', ''), await runOf('thread.open', 'Is ASECRETNAME')];
  expect((await redact(ukr, comment)).status).toBe(403);
  const unprepared = {
    id: crypto.randomUUID(),
    kind: 'record.redact',
    reason: 'So',
    entries: [{ part: 'text', seq: 1 }],
  };
  expect((await chair.act(unprepared as never)).status).toBe(400);
  // they still stand
  expect([(await redact(chair, typing)).status, (await redact(chair, comment)).status]).toEqual([409, 409]);
  await writes(ukr, point, text => text.delete(0, 'ASECRETNAME signs. '.length));
  await act(ukr, { kind: 'comment.remove', comment: said });
  expect([(await redact(chair, typing)).status, (await redact(chair, comment)).status]).toEqual([201, 201]);
  expect((await redact(chair, comment)).status).toBe(409); // once

  const record = await (await chair.get(path(chair, 'record.jsonl'))).text();
  const { heads } = await chair.view();
  const receipts = (['text', 'shared'] as const).map(part => ({ doc: `sample/${part}`, ...heads[part] }));
  expect(verifyRecord(record, receipts).join('\n')).toContain('By order of the court');
  const then = await moment(chair, typed);
  expect(wordsOf(then, point)).toBe(wordsOf(before, point)); // the rest stands as it stood
  await stopAndStart();
  for (const file of readdirSync(server.folder))
    expect(readFileSync(join(server.folder, file)).includes('SECRETNAME'), file).toBe(false);
  expect(wordsOf(await moment(await Person.sitsDown(server.address, 'chair'), 'now'), point)).toBe(
    wordsOf(before, point),
  );
});

test('[H9] marks are kept of what is there, for oneself; the rest is not stored', async () => {
  const ukr = await Person.sitsDown(server.address, 'ukr-head');
  const point = pointAt(await moment(ukr, 'now'), 3);
  const puts = async (body: unknown): Promise<Response> =>
    fetch(`${ukr.address}${path(ukr, 'reading')}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', Cookie: ukr.cookie },
      body: JSON.stringify(body),
    });
  const answer = await puts({ marks: { [`point-${point}`]: 5, 'point-elsewhere': 5, 'thread-nowhere': 5 } });
  expect(Reading.parse(await answer.json()).marks).toEqual({ [`point-${point}`]: 5 });
  expect((await puts({ marks: { 'not a thing': 5 } })).status).toBe(400);
  const rus = await Person.sitsDown(server.address, 'rus-head');
  expect(ReadingNews.parse(await (await rus.get(path(rus, 'reading'))).json()).marks).toEqual({});
});
