// Words that were dragged from one point into another, where the server refuses one half: they stand where they stood,
// once, and it is said. From a trial by hand.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { noteMove } from '../../../../client/sync/moved-words.ts';
import { afterRefusal } from '../../../../client/sync/sending/after-refusal.ts';
import { must } from '../../../../shared/assert.ts';
import { PointId } from '../../../../shared/ids.ts';
import { flowOf, flowText } from '../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../shared/text/point-text.ts';
import { seedBody } from '../../../support/seed-body.ts';

const [source, target] = [PointId.parse('p1'), PointId.parse('p2')];
const flow = (doc: Y.Doc, point: PointId): Y.XmlText => must(flowOf(bodyOf(doc, point)), 'the seeded words');
const wordsIn = (doc: Y.Doc): readonly string[] => [source, target].map(point => flowText(flow(doc, point)).trim());

/** "threat" goes from before "or use" to before "land"; `reached`: what of it the server has. */
function moves(reached: 'nothing' | 'what came in') {
  const theirs = new Y.Doc();
  seedBody(bodyOf(theirs, source), ['The threat or use of force.']);
  seedBody(bodyOf(theirs, target), ['On land.']);
  const mine = new Y.Doc();
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  const undo = new Y.UndoManager([bodyOf(mine, source), bodyOf(mine, target)], { captureTimeout: 0 });
  const step = (change: () => void) => {
    mine.transact(change);
    return must(undo.undoStack.at(-1), 'a step');
  };
  const come = step(() => flow(mine, target).insert('On '.length, 'threat '));
  if (reached === 'what came in') Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  const gone = step(() => flow(mine, source).delete('The '.length, 'threat '.length));
  noteMove(mine, { outOf: source, into: target, gone: gone.deletions, come: come.insertions, words: 'threat' });
  return { mine, theirs, undo };
}

function heals({ mine, theirs }: { mine: Y.Doc; theirs: Y.Doc }, lockedAt: PointId, points = [source, target]) {
  const unsent = points.map((point, order) => ({ point, base: '', since: 0, order, held: null }));
  const kept = afterRefusal(unsent, {
    mine,
    theirs,
    refusal: { code: 'point-locked', reason: 'This point is locked.', point: lockedAt },
    barred: point => (point === lockedAt ? 'point-locked' : null),
    mayGoBack: point => point !== lockedAt,
    now: 1,
  });
  return kept.map(({ kept: { point, words, told } }) => [point, words, told]);
}

const told = 'Your move of “threat” was not taken: it stands where it was.';
const before = ['The threat or use of force.', 'On land.'];

test.each([
  ['where they were to go', target, 'nothing'],
  ['where they came from', source, 'nothing'],
  ['where they came from, when they had come in', source, 'what came in'],
] as const)('[E14] words are moved, and the point %s is locked: they stand where they stood', (_, locked, reached) => {
  const sides = moves(reached);
  expect(heals(sides, locked, reached === 'nothing' ? undefined : [source])).toEqual([[locked, '', told]]);
  expect(wordsIn(sides.theirs)).toEqual(before);
});

test('[E14] what was typed beside them is kept, or goes back, by itself', () => {
  const sides = moves('nothing');
  flow(sides.mine, target).insert('On threat land'.length, ' and sea');
  flow(sides.mine, source).insert(0, 'First: ');
  expect(heals(sides, target)).toEqual([[target, 'and sea', told]]);
  expect(wordsIn(sides.theirs)).toEqual([`First: ${before[0]}`, before[1]]);
});

test('[E14] a move that was undone, or of which both halves are refused, needs nothing', () => {
  const undone = moves('nothing');
  while (undone.undo.undoStack.length > 0) undone.undo.undo();
  heals(undone, target);
  expect(wordsIn(undone.theirs)).toEqual(before);
  const both = moves('nothing');
  afterRefusal(
    [source, target].map((point, order) => ({ point, base: '', since: 0, order, held: null })),
    { ...both, refusal: null, barred: () => 'drafting-closed', mayGoBack: () => true, now: 1 },
  );
  expect(wordsIn(both.theirs)).toEqual(before);
});
