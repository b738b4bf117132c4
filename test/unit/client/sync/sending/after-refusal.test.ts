// What a lock that falls and lifts while the document is fetched anew leaves of a run of typing: what was written
// before it is kept, what was written after it stands.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { KeptList } from '../../../../../client/sync/kept-words.ts';
import { noMoves } from '../../../../../client/sync/moved-words.ts';
import { keptAfter } from '../../../../../client/sync/sending/after-refusal.ts';
import { UnsentPoints } from '../../../../../client/sync/sending/unsent-points.ts';
import { pointsTouchedBy } from '../../../../../client/sync/touched-points.ts';
import { must } from '../../../../../shared/assert.ts';
import { PointId } from '../../../../../shared/ids.ts';
import { flowOf, flowText } from '../../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import type { RefusalMessage } from '../../../../../shared/wire/messages.ts';
import { seedBody } from '../../../../support/seed-body.ts';

const point = PointId.parse('p1');
const nothing = (): void => {};
const work = { putPoint: nothing, removePoint: nothing, putKept: nothing, removeKept: nothing };
const refusal: RefusalMessage = { code: 'point-locked', point, reason: 'This point is locked.' };
const flow = (doc: Y.Doc): Y.XmlText => must(flowOf(bodyOf(doc, point)), 'the words that the server made');

test.each([
  ['lifted', null, 'Seas.k mole', ['ibis jay kite lar']],
  ['fell again', 'point-locked', 'Seas.', ['ibis jay kite lar', 'k mole newt']],
] as const)('[E17] a lock that fell and lifted within one refusal, and %s', (_, barred, stands, kept) => {
  const theirs = new Y.Doc();
  seedBody(bodyOf(theirs, point), ['Seas.']);
  const mine = new Y.Doc();
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  const unsent = new UnsentPoints(work);
  mine.on('afterTransaction', (transaction: Y.Transaction) => {
    for (const each of pointsTouchedBy(transaction)) unsent.wrote(each, transaction);
  });
  let isBarred = true;
  const list = new KeptList([], work, {
    onChange: () => {},
    isBarred: () => isBarred,
    onHeld: each => unsent.held(each, mine),
  });
  const types = (words: string): void => flow(mine).insert(flow(mine).length - 1, words);
  types(' ibis jay kit');
  list.add(1, point, 'e lar', 'Locked by the chair.', { id: 'one', wordBefore: 'kit' });
  isBarred = false;
  list.barsChanged();
  types('k mole');
  if (barred) {
    isBarred = true;
    list.add(2, point, ' newt', 'Locked by the chair.', { id: 'two', wordBefore: 'mole' });
  }
  list.refused(
    unsent.all().flatMap(each => keptAfter(each, { mine, theirs, refusal, barred, now: 3, moved: noMoves })),
  );
  expect(flowText(flow(theirs)).trim()).toBe(stands);
  expect(list.all().map(({ words }) => words)).toEqual(kept);
});

test.each([
  ['nothing', '', 'sidHeavy'],
  ['the rest of the word and more', 'es without delay', 'sides without delay'],
])(
  '[E17] right before a word of others a lock falls, and %s is typed on: theirs is in the middle of nothing',
  (_, on, kept) => {
    const theirs = new Y.Doc();
    seedBody(bodyOf(theirs, point), ['Heavy weapons.']);
    const mine = new Y.Doc();
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
    flow(mine).insert(0, 'both si');
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
    const unsent = new UnsentPoints(work);
    mine.on('afterTransaction', (transaction: Y.Transaction) => {
      for (const each of pointsTouchedBy(transaction)) unsent.wrote(each, transaction);
    });
    const list = new KeptList([], work, {
      onChange: nothing,
      isBarred: () => true,
      onHeld: each => unsent.held(each, mine),
    });
    flow(mine).insert('both si'.length, 'd');
    if (on !== '') list.add(1, point, on, 'Locked by the chair.', { id: 'one', wordBefore: 'sid' });
    list.refused(
      unsent
        .all()
        .flatMap(each => keptAfter(each, { mine, theirs, refusal, barred: 'point-locked', now: 3, moved: noMoves })),
    );
    expect(list.all().map(({ words }) => words)).toEqual([kept]);
  },
);

test('[E17] what is refused twice in one millisecond is kept twice', () => {
  const theirs = new Y.Doc();
  seedBody(bodyOf(theirs, point), ['They agree']);
  const stored = new Map<string, string>();
  const keeps = {
    putKept: ({ id, words }: { readonly id: string; readonly words: string }) => void stored.set(id, words),
    removeKept: nothing,
  };
  const list = new KeptList([], keeps, { onChange: nothing, isBarred: () => true, onHeld: nothing });
  for (const words of [' to this', ' to that']) {
    const mine = new Y.Doc();
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
    flow(mine).insert('They agree'.length, words);
    const unsent = { point, base: '', since: 0, order: 0, held: null };
    list.refused(keptAfter(unsent, { mine, theirs, refusal, barred: 'point-locked', now: 3, moved: noMoves }));
    list.barsChanged();
  }
  expect([...stored.values()].join(' … ')).toMatch(/to this.*to that/);
});
