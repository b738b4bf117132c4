// The copy of a version that its readers get: the same words under other ids, from one hand, with nothing behind them.
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { carryAnchor, frozenWords, pointsIn, readersRows } from '../../../../server/record/circulated.ts';
import { must } from '../../../../shared/assert.ts';
import { PointId } from '../../../../shared/ids.ts';
import { DocRows } from '../../../../shared/rows/row-store.ts';
import type { By, Table } from '../../../../shared/rows/schema.ts';
import { tables } from '../../../../shared/rows/schema.ts';
import { makeAnchor, resolveAnchor } from '../../../../shared/text/anchors/anchors.ts';
import { bodyOf, flatText } from '../../../../shared/text/point-text.ts';
import { chair, longDraft, longRecord } from '../../../support/record-on-disk.ts';
import { seedBody } from '../../../support/seed-body.ts';
import { Random } from '../../../support/seeded-random.ts';
import { member, redLine, StandingDraft } from '../../../support/standing-draft.ts';

const head = { seq: 7, hash: 'told to nobody' };
const docOf = (update: string): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  return doc;
};

test('[N5] after thousands of edits the copy reads as the text does, and words chosen in either are the same words in the other', async () => {
  const record = await longRecord(11, 4_000);
  const moment = record.reader.moment(longDraft, { kind: 'now' }, chair);
  const [text, rows] = [docOf(moment.text), new DocRows(docOf(moment.shared))];
  const copy = frozenWords(text, rows);
  const random = new Random(11);
  for (const point of pointsIn(rows)) {
    const [there, here] = [flatText(bodyOf(text, point)), flatText(bodyOf(copy, point))];
    expect(here.text).toBe(there.text);
    expect(bodyOf(copy, point).toString()).toBe(bodyOf(text, point).toString());
    for (let i = 0; i < 20; i++) {
      const from = random.below(here.text.length - 1);
      const to = from + 1 + random.below(here.text.length - from - 1);
      const words = here.text.slice(from, to);
      if (/^\s|\s$/.test(words)) continue; // anchors begin and end on letters
      const chosen = makeAnchor(bodyOf(copy, point), from, to);
      const carried = carryAnchor(chosen, point, copy, text);
      expect(carried && resolveAnchor(bodyOf(text, point), there, carried)).toMatchObject({ kind: 'exact', from, to });
      const back = carried && carryAnchor(carried, point, text, copy);
      expect(back && resolveAnchor(bodyOf(copy, point), here, back)).toMatchObject({ kind: 'exact', from, to });
    }
  }
  const structs = [...copy.store.clients].flatMap(([client, own]) => own.map(struct => ({ client, struct })));
  expect(new Set(structs.map(({ client }) => client))).toEqual(new Set([1]));
  expect(structs.filter(({ struct }) => !(struct instanceof Y.Item) || struct.deleted)).toEqual([]);
  // Made again, it has the same ids: what a page has anchored to it is found in it later.
  expect(Buffer.compare(Y.encodeStateAsUpdate(frozenWords(text, rows)), Y.encodeStateAsUpdate(copy))).toBe(0);
  await record.close();
});

test('[N5] an anchor of another text, or one that cannot be read, is no words of this version', async () => {
  const [text, other] = [new Y.Doc(), new Y.Doc()];
  for (const [doc, words] of [
    [text, 'As agreed.'],
    [other, 'As agreed by all.'],
  ] as const)
    bodyOf(doc, 'p1').insert(0, [new Y.XmlText(words)]);
  const foreign = makeAnchor(bodyOf(other, 'p1'), 3, 9);
  expect(carryAnchor(foreign, 'p1' as never, other, text)).toBeNull();
  expect(carryAnchor({ ...foreign, start: 'AAAA', quote: 'nowhere' }, 'p1' as never, text, text)).toBeNull();
});

const reader = (name: string): By => ({ member: name as never, name, party: null, role: 'reader' });
const rowsOf = (doc: Y.Doc) => {
  const rows = new DocRows(doc);
  return Object.fromEntries(Object.keys(tables).map(table => [table, rows.all(table as Table)]));
};

test('[N2] these rows and no others are what a reader is given of a draft that moved, locked, answered and settled', () => {
  const draft = new StandingDraft();
  const [ukr, rus, ann, ben] = [member('head', 'ukr'), member('head', 'rus'), reader('ann'), reader('ben')];
  draft.does(ukr, { kind: 'red-line.amend', redLine: 'line', ...redLine('No bases'), points: ['p1', 'p3'] });
  draft.does(ukr, { kind: 'red-line.change', redLine: 'line', state: 'softened', note: 'Told to nobody' });
  draft.does(rus, { kind: 'red-line.add', party: 'rus', ...redLine('Not sent along') }, 'other-line');
  draft.does(chair, { kind: 'point.move', point: 'p1', theme: 't', after: null });
  draft.does(chair, { kind: 'point.lock', point: 'p1' });
  draft.does(chair, { kind: 'point.remove', point: 'p3' });
  draft.does(chair, { kind: 'draft.delegates', delegates: 'speak' });
  const open = { point: 'p1', anchor: null, needs: [] };
  draft.does(rus, { kind: 'thread.open', ...open, text: 'Among members' }, 'members');
  draft.stance(ukr, 'p1', 'reject');
  draft.does(chair, { kind: 'version.name', name: 'Rev. 1' }, 'rev-1');
  const then = new DocRows(docOf(Buffer.from(Y.encodeStateAsUpdate(draft.doc)).toString('base64')));
  draft.does(chair, { kind: 'version.name', name: 'Rev. 2' }, 'rev-2');
  const send = {
    kind: 'circulation.send',
    version: 'rev-1',
    until: 9_000,
    parties: ['ukr', 'eur'],
    readers: ['ann', 'ben'],
  };
  draft.does(chair, send, 'sent');
  draft.does(chair, { ...send, readers: ['cy'] }, 'apart');
  draft.does(ann, { kind: 'thread.open', ...open, text: 'A question' }, 'asked');
  draft.does(ben, { kind: 'thread.reply', thread: 'asked', text: 'Another' }, 'bens');
  draft.does(reader('cy'), { kind: 'thread.open', ...open, text: 'Apart' }, 'apart');
  draft.flags(ann, {}, 'flag');
  draft.does(ukr, { kind: 'thread.reply', thread: 'asked', text: 'Among members' });
  draft.does(chair, { kind: 'thread.resolve', thread: 'asked', outcome: 'Among members' });
  draft.does(ukr, { kind: 'flag.discuss', flag: 'flag', text: 'Among members' }, 'discussed');
  draft.does(ukr, { kind: 'flag.affirm', flag: 'flag' });
  draft.does(ukr, { kind: 'flag.settle', flag: 'flag', outcome: 'Among members' });
  draft.does(chair, { kind: 'circulation.end', circulation: 'sent', reader: 'ben' });

  const now = draft.rows;
  const at = (table: 'threads' | 'comments' | 'flags', id: string) => now.get(table, id)?.at ?? 0;
  const row = must(now.get('circulations', 'sent'), 'it was sent');
  const version = { ...must(now.get('versions', 'rev-1'), 'it was named'), text: head, shared: head };
  const given = { row, version, reader: ann.member, then, now, carry: () => null };
  const owner = { member: 'nobody', name: 'UKR', party: 'ukr', role: 'head' };
  const on = { circulation: 'sent', version: 'rev-1' };
  const said = (by: By, id: string, text: string) => ({
    id,
    thread: 'asked',
    by,
    at: at('comments', id),
    body: { kind: 'said', text, editedAt: null },
  });
  const place = { point: 'p1', anchor: null, by: ann, on, state: { kind: 'open' } };
  expect(rowsOf(readersRows(given))).toEqual({
    draft: [
      {
        ...{ id: 'draft', title: 'Draft', note: '', drafting: 'open', delegates: 'advise', passing: 'nobody' },
        ...{ madeAt: 0, membersAt: 0 },
      },
    ],
    parties: [
      { id: 'ukr', code: 'UKR', name: 'UKR', colour: 1, shape: 'circle', rank: 'a0', state: { kind: 'present' } },
      { id: 'eur', code: 'EUR', name: 'EUR', colour: 1, shape: 'circle', rank: 'a1', state: { kind: 'present' } },
    ],
    themes: [{ id: 't', title: 'Theme', rank: 'a0', state: { kind: 'present' } }],
    points: [
      { id: 'p1', theme: 't', title: 'p1', rank: 'a0', state: { kind: 'open' } },
      { id: 'p2', theme: 't', title: 'p2', rank: 'a1', state: { kind: 'open' } },
    ],
    threads: [{ ...place, id: 'asked', at: at('threads', 'asked'), lastAt: at('comments', 'bens') }],
    comments: [said(ann, 'asked', 'A question'), said(ben, 'bens', 'Another')],
    redLines: [
      {
        ...{ ...redLine('No bases'), id: 'line', party: 'ukr', points: ['p1'], by: owner, at: version.at, earlier: [] },
        states: [{ state: 'softened', note: null, by: owner, at: version.at }],
      },
    ],
    flags: [
      {
        ...{ ...place, id: 'flag', redLine: 'line', owner: 'ukr', severity: 'crosses', reason: null, thread: null },
        ...{ at: at('flags', 'flag'), lastAt: at('flags', 'flag'), answer: { kind: 'claimed' } },
      },
    ],
    stances: [],
    wordings: [],
    versions: [{ ...version, text: { seq: 0, hash: '' }, shared: { seq: 0, hash: '' } }],
    circulations: [{ ...row, readers: [{ id: 'ann', state: { kind: 'invited' } }] }],
  });
});

test('[N5] however much readers say of a point, its words are read once', () => {
  const [text, copy] = [new Y.Doc(), new Y.Doc()];
  for (const doc of [text, copy]) seedBody(bodyOf(doc, 'p1'), ['As agreed by all of the parties.']);
  const point = PointId.parse('p1');
  const reads = [text, copy].map(doc => vi.spyOn(bodyOf(doc, 'p1'), 'get'));
  const chosen = makeAnchor(bodyOf(copy, 'p1'), 3, 9);
  for (let i = 0; i < 5; i++) expect(carryAnchor(chosen, point, copy, text)).toMatchObject({ quote: 'agreed' });
  expect(reads.map(({ mock }) => mock.calls.length)).toEqual([1, 2]); // of the copy once more, by whoever chose
});
