// Words moved from one point to another: undo and redo in either point take both halves, in whatever order, and no
// words vanish. Without a page; dragging itself is tested in a browser.
import { $getSelection, $isRangeSelection } from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { $isDrawn } from '../../../../../client/points/binding/draw-lines.ts';
import { $putSelection } from '../../../../../client/points/binding/flat-selection.ts';
import { pairSteps } from '../../../../../client/points/binding/undo/paired-steps.ts';
import { createPointUndo } from '../../../../../client/points/binding/undo/point-undo.ts';
import { must } from '../../../../../shared/assert.ts';
import { bodyLines } from '../../../../../shared/text/body-blocks.ts';
import { flowOf } from '../../../../../shared/text/flow.ts';
import { bodyOf, flatText } from '../../../../../shared/text/point-text.ts';
import { openHeadlessPoint } from '../../../../support/headless-point.ts';
import { seedBody } from '../../../../support/seed-body.ts';

type Point = 'p0' | 'p1' | 'p2';
const all = ['p0', 'p1', 'p2'] as const;
const [first, second, third] = ['The parties keep the peace', 'They meet in spring', 'And so on'];

/** One person at three points, and another's copy. */
function threePoints() {
  const [doc, theirs] = [new Y.Doc(), new Y.Doc()];
  seedBody(bodyOf(doc, 'p0'), [first]);
  seedBody(bodyOf(doc, 'p1'), [second]);
  seedBody(bodyOf(doc, 'p2'), [third]);
  const meet = (): void => {
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc), 'net');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs), 'net');
  };
  meet();
  const [p0, p1, p2] = all.map(point => {
    const root = bodyOf(doc, point);
    const undo = createPointUndo(root);
    return { root, undo, ...openHeadlessPoint(doc, point, undo), whyFixed: null as string | null };
  });
  const points = { p0: must(p0, 'p0'), p1: must(p1, 'p1'), p2: must(p2, 'p2') };
  const said: string[] = [];
  const types = (point: Point, at: number, words: string, over = 0): void => {
    points[point].edit(() => {
      $putSelection({ anchor: at, focus: at + over });
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.insertText(words);
    });
    points[point].undo.stopCapturing();
  };
  /** Those of the first two; of the third where it is not as it was. */
  const words = (): readonly string[] => {
    meet();
    const textsIn = (copy: Y.Doc) => all.map(point => flatText(bodyOf(copy, point)).text.trimEnd());
    expect(textsIn(theirs)).toEqual(textsIn(doc));
    for (const { editor, root } of Object.values(points))
      expect(editor.read(() => $isDrawn(bodyLines(root)))).toBe(true);
    return textsIn(doc).filter(text => text !== third);
  };
  /** As dragging does it: first in, then out. */
  const moves = (from: Point, quote: string, to: Point, at: number): void => {
    const [source, target] = [points[from], points[to]];
    types(to, at, quote);
    types(from, flatText(bodyOf(doc, from)).text.indexOf(quote), '', quote.length);
    const half = (point: Point) => ({
      undo: points[point].undo,
      step: must(points[point].undo.undoStack.at(-1), 'a step'),
      whyFixed: () => points[point].whyFixed,
    });
    pairSteps({ outOf: half(from), into: half(to), say: sentence => said.push(sentence) });
    expect([source.undo.canUndo(), target.undo.canUndo()]).toEqual([true, true]);
  };
  const theyWrite = (point: Point, at: number, letters: string, over = 0): void => {
    meet();
    const flow = must(flowOf(bodyOf(theirs, point)), 'flow');
    if (over > 0) flow.delete(at, over);
    flow.insert(at, letters);
    meet();
  };
  return { points, said, types, words, moves, theyWrite };
}

const moved = ['The keep the peace', 'They parties meet in spring'];

it.each([
  ['p0', 'p0'],
  ['p0', 'p1'],
  ['p1', 'p0'],
  ['p1', 'p1'],
] as const)('[E14] undo in %s and redo in %s take both halves of a move', (undoneIn, redoneIn) => {
  const { points, words, moves } = threePoints();
  moves('p0', 'parties ', 'p1', 5);
  for (let round = 0; round < 3; round++) {
    expect(words()).toEqual(moved);
    points[undoneIn].undo.undo();
    expect(words()).toEqual([first, second]);
    points[redoneIn].undo.redo();
  }
  expect(words()).toEqual(moved);
});

it('[E14] a move is taken back beneath later steps of the other point, which stay and are taken back by themselves', () => {
  const { points, types, words, moves } = threePoints();
  types('p1', 0, 'So ');
  moves('p0', 'parties ', 'p1', 8);
  types('p1', 8 + 'part'.length, 'XX');
  types('p1', 9, '', 2); // of the words that were moved
  types('p1', 0, 'And ');
  expect(words()).toEqual(['The keep the peace', 'And So They ptXXies meet in spring']);
  points.p0.undo.undo();
  expect(words()).toEqual([first, 'And So They XXmeet in spring']);
  points.p1.undo.undo();
  points.p1.undo.undo();
  expect(words(), 'what was moved does not stand twice').toEqual([first, 'So They meet in spring']);
  points.p1.undo.undo();
  expect(words()).toEqual([first, second]);
  points.p1.undo.redo();
  expect(words()).toEqual([first, 'So They meet in spring']);
});

it.each(['p0', 'p1'] as const)('[E3] letters that another has typed among moved words stay (undo in %s)', where => {
  const { points, words, moves, theyWrite } = threePoints();
  moves('p0', 'parties ', 'p1', 5);
  theyWrite('p1', 8, 'THEIRS');
  theyWrite('p0', 0, 'NOW ');
  points[where].undo.undo();
  expect(words()).toEqual([`NOW ${first}`, 'They THEIRSmeet in spring']);
  points[where].undo.redo();
  expect(words()).toEqual(['NOW The keep the peace', 'They parTHEIRSties meet in spring']);
});

it.each(['p0', 'p1'] as const)(
  '[E14] where the other point of %s may not be edited nothing is taken back, and it is said',
  where => {
    const { points, said, words, moves } = threePoints();
    const other = where === 'p0' ? 'p1' : 'p0';
    moves('p0', 'parties ', 'p1', 5);
    points[other].whyFixed = 'Locked by the chair.';
    points[where].undo.undo();
    expect(words()).toEqual(moved);
    expect(said).toEqual([expect.stringMatching(/nothing was undone\. Locked by the chair\.$/)]);
    points[other].whyFixed = null;
    points[where].undo.undo();
    expect(words()).toEqual([first, second]);
    points[other].whyFixed = 'This point was removed.';
    points[where].undo.redo();
    expect(words()).toEqual([first, second]);
    expect(said[1]).toMatch(/nothing was done again\. The other point was removed\.$/);
  },
);

it('[E14] what another has deleted of moved words comes back with undo, and redo takes no words away from both', () => {
  const { points, words, moves, theyWrite } = threePoints();
  moves('p0', 'parties ', 'p1', 5);
  theyWrite('p1', 5, '', 'parties '.length);
  expect(words()).toEqual(['The keep the peace', second]);
  points.p1.undo.undo();
  expect(words()).toEqual([first, second]);
  for (const point of ['p0', 'p1'] as const) {
    points[point].undo.redo();
    expect(words()).toEqual([first, second]);
  }
});

it('[E14] who writes in one of the points after an undo cannot redo one half in the other, and hears it', () => {
  for (const [writes, redoes] of [
    ['p0', 'p1'],
    ['p1', 'p0'],
  ] as const) {
    const { points, said, types, words, moves } = threePoints();
    moves('p0', 'parties ', 'p1', 5);
    points.p1.undo.undo();
    types(writes, 0, 'X');
    const now = words();
    points[redoes].undo.redo();
    expect(words()).toEqual(now);
    expect(said).toHaveLength(1);
    points[redoes].undo.redo();
    expect(said).toHaveLength(1);
    points[writes].undo.undo();
    expect(words()).toEqual([first, second]);
  }
});

it('[E14] words that are moved there and back go back one move at a time', () => {
  const { points, words, moves } = threePoints();
  moves('p0', 'parties ', 'p1', 5);
  moves('p1', 'parties ', 'p0', 0);
  expect(words()).toEqual(['parties The keep the peace', second]);
  points.p1.undo.undo();
  expect(words()).toEqual(moved);
  points.p0.undo.undo();
  expect(words()).toEqual([first, second]);
  points.p1.undo.redo();
  points.p0.undo.redo();
  expect(words()).toEqual(['parties The keep the peace', second]);
});

it('[E14] words that are moved on to a third point never stand twice, wherever undo and redo are pressed', () => {
  const { points, said, words, moves } = threePoints();
  moves('p0', 'parties ', 'p1', 5);
  moves('p1', 'parties ', 'p2', 0);
  const movedOn = ['The keep the peace', second, 'parties And so on'];
  expect(words()).toEqual(movedOn);
  for (let round = 0; round < 2; round++) {
    points.p0.undo.undo();
    expect(words()).toEqual([first, second]);
    points.p2.undo.redo();
    expect(words()).toEqual(movedOn);
  }
  points.p2.whyFixed = 'Locked by the chair.';
  points.p0.undo.undo();
  expect(words()).toEqual(movedOn);
  expect(said).toHaveLength(1);
  points.p2.whyFixed = null;
  points.p1.undo.undo();
  expect(words()).toEqual(moved);
  points.p0.undo.undo();
  expect(words()).toEqual([first, second]);
});

it.each([
  ['on within the point', 'p1', ['The keep the peace', 'They meet in spring parties']],
  ['to a third point', 'p2', ['The keep the peace', second, 'And so on parties']],
] as const)('[E14] words that somebody else has moved %s are not brought back, and it is said', (_, to, stands) => {
  const { points, said, words, moves, theyWrite } = threePoints();
  moves('p0', 'parties ', 'p1', 5);
  theyWrite('p1', 5, '', 'parties '.length);
  theyWrite(to, to === 'p1' ? second.length : third.length, ' parties');
  points.p0.undo.undo();
  expect(words()).toEqual(stands);
  expect(said.at(-1)).toMatch('somebody else has moved them on since: nothing was undone.');
  points.p1.undo.undo();
  expect(words()).toEqual(stands);
});
