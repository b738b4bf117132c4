// After a refusal another document takes this one's place: what I typed, and what arrived, can be undone there, too.
// From a trial by hand.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { flowOf } from '../../../../../shared/text/flow.ts';
import { bodyOf, flatText } from '../../../../../shared/text/point-text.ts';
import type { Hand } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';

const line = 'They agree.';

/** As the server has it, which lacks what was not yet sent; with the undo of the page that goes on there. */
function healed(mine: Hand, theirs: Hand) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs.doc));
  const undo = mine.undo.heirIn(bodyOf(doc, 'p0'));
  return { undo, words: () => flatText(bodyOf(doc, 'p0')).text.trimEnd() };
}

const types = (hand: Hand, letters: string): void => {
  hand.undo.stopCapturing();
  hand.goesToEnd();
  for (const letter of letters) hand.types(letter);
};

it('[E3] steps that arrived can be undone and done again after a refusal, and what was refused is no step', () => {
  const [mine, theirs] = twoHands([line]);
  types(mine, ' One.');
  types(mine, ' Two.');
  meet(mine, theirs);
  types(mine, ' Refused.');
  const { undo, words } = healed(mine, theirs);
  expect(words()).toBe(`${line} One. Two.`);
  undo.undo();
  expect(words()).toBe(`${line} One.`);
  undo.undo();
  expect(words()).toBe(line);
  undo.undo();
  expect(words()).toBe(line);
  undo.redo();
  undo.redo();
  expect(words()).toBe(`${line} One. Two.`);
});

it('[E3] of a step that arrived in part, that part is taken back', () => {
  const [mine, theirs] = twoHands([line]);
  types(mine, ' One.');
  meet(mine, theirs);
  for (const letter of ' And more') mine.types(letter);
  const { undo, words } = healed(mine, theirs);
  undo.undo();
  expect(words()).toBe(line);
});

it('[E3] words that were deleted are no longer known: no step beyond that is taken, and none by half', () => {
  const [mine, theirs] = twoHands([line]);
  types(mine, ' One.');
  mine.undo.stopCapturing();
  mine.selects('agree');
  mine.types('refuse');
  types(mine, ' Three.');
  meet(mine, theirs);
  const { undo, words } = healed(mine, theirs);
  undo.undo();
  expect(words()).toBe('They refuse. One.');
  undo.undo();
  expect(words()).toBe('They refuse. One.');
});

it('[E3] where newer words of mine were put back, none of the older steps is taken before them', () => {
  const [mine, theirs] = twoHands([line]);
  types(mine, ' One.');
  meet(mine, theirs);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs.doc));
  const root = bodyOf(doc, 'p0');
  flowOf(root)?.insert(0, 'Put back. ');
  const undo = mine.undo.heirIn(root);
  undo.undo();
  expect(flatText(root).text.trimEnd()).toBe(`Put back. ${line} One.`);
});
