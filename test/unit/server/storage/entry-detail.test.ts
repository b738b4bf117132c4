// Details of the log's entries: each form is read back as it was written, and the JSON that earlier servers stored is
// read as it stands.
import { expect, test } from 'vitest';
import { draftOf, partOf } from '../../../../server/storage/doc-name.ts';
import type { Detail } from '../../../../server/storage/entry-detail.ts';
import {
  flattenedKind,
  readActor,
  readDetail,
  typedKind,
  writeActor,
  writeDetail,
} from '../../../../server/storage/entry-detail.ts';
import { actRun, readRun, typingRun } from '../../../../server/storage/run-name.ts';
import { DraftId, docName, MemberId, PartyId, PointId } from '../../../../shared/ids.ts';

const draft = DraftId.parse('sample');
const [text, shared] = [docName(draft, 'text'), docName(draft, 'shared')];
const anchor = { start: 'a', end: 'b', quote: 'the line', prefix: '', suffix: '' };

const written: readonly (readonly [doc: typeof text, kind: string, detail: Detail])[] = [
  [text, typedKind, { kind: 'typed', points: { 'point-1': { inserted: 3, deleted: 1 } } }],
  [
    shared,
    'thread.open',
    {
      kind: 'act',
      act: { id: 'a-1', kind: 'thread.open', point: 'point-1', anchor, needs: [[7, 3]], text: 'Why?' },
      about: { point: PointId.parse('point-1'), facts: { text: 'Why?', quote: null } },
      members: [],
    },
  ],
  [
    shared,
    'member.add',
    {
      kind: 'act',
      act: { id: 'a-2', kind: 'member.add', member: 'ukr-2' },
      about: {},
      members: [
        {
          kind: 'put-member',
          member: { id: MemberId.parse('ukr-2'), name: 'Two', role: 'delegate', party: PartyId.parse('ukr') },
        },
        { kind: 'remove-member', member: MemberId.parse('ukr-1') },
      ],
    },
  ],
  [text, 'point.add', { kind: 'words-of-act', act: 'a-3' }],
  [text, flattenedKind, { kind: 'flattened', point: 'point-1', letters: [[7, 0, 12, 40]] }],
  [shared, flattenedKind, { kind: 'anchors-moved' }],
  [text, typedKind, { kind: 'redacted', isRedacted: true }],
];

test.each(written)('[L11] %s %s: what is written is read back', (doc, kind, detail) => {
  expect(readDetail({ doc, kind, detail: writeDetail(detail) })).toEqual(detail);
});

test('[L11] the JSON is what earlier servers stored, and their acts are read whatever is asked of acts today', () => {
  const json = '{"points":{"point-1":{"inserted":3,"deleted":1}}}';
  expect(writeDetail({ kind: 'typed', points: { 'point-1': { inserted: 3, deleted: 1 } } })).toBe(json);
  const act = { id: 'a-1', kind: 'thread.open', text: '', anchor: { ...anchor, quote: ' ' }, later: { any: 1 } };
  const detail = JSON.stringify({ act, about: {}, members: [] });
  expect(readDetail({ doc: shared, kind: 'thread.open', detail })).toEqual({
    kind: 'act',
    act,
    about: {},
    members: [],
  });
});

test('[L11] a form of later servers is not guessed at', () => {
  const detail = JSON.stringify({ version: 2, points: {} });
  expect(readDetail({ doc: text, kind: typedKind, detail })).toBeNull();
  expect(readDetail({ doc: shared, kind: 'thread.open', detail: '{"act":"a-3"}' })).toBeNull();
});

test('[L11] actors, runs and documents’ names are read back as they were written', () => {
  const by = { member: MemberId.parse('chair'), name: 'Chair', party: null, role: 'chair' } as const;
  expect(readActor(writeActor(by))).toEqual(by);
  expect(readRun(typingRun(7, 'point-1'))).toEqual({ kind: 'typing', seq: 7 });
  expect([actRun(7), actRun(7, 2)].map(readRun)).toEqual([
    { kind: 'act', seq: 7 },
    { kind: 'act', seq: 7 },
  ]);
  expect(['', 'text', 'shared:', 'text:x:1', 'other:3'].map(readRun)).toEqual([null, null, null, null, null]);
  expect([text, shared].map(doc => [draftOf(doc), partOf(doc)])).toEqual([
    ['sample', 'text'],
    ['sample', 'shared'],
  ]);
});
