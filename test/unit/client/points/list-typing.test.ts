// "- " and "1. " typed at the start of a paragraph begin a list: for whoever types them, and for nobody who only sees
// them come.
import { $getRoot, $getSelection, $isRangeSelection, PASTE_TAG } from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { leaveCleanupToServer } from '../../../../client/points/binding/leave-cleanup.ts';
import { createPointUndo } from '../../../../client/points/binding/undo/point-undo.ts';
import { registerListTyping } from '../../../../client/points/formatting/list-typing.ts';
import { must } from '../../../../shared/assert.ts';
import { bodyLines } from '../../../../shared/text/body-blocks.ts';
import { flowOf } from '../../../../shared/text/flow.ts';
import { bodyOf, flatText } from '../../../../shared/text/point-text.ts';
import { seedBody } from '../../../../test/support/seed-body.ts';
import type { HeadlessPoint } from '../../../support/headless-point.ts';
import { openHeadlessPoint } from '../../../support/headless-point.ts';

type Typist = HeadlessPoint & { readonly doc: Y.Doc; readonly undo: Y.UndoManager; readonly caretsKept: string[] };

function opens(doc: Y.Doc): Typist {
  leaveCleanupToServer(doc);
  const undo = createPointUndo(bodyOf(doc, 'p0'));
  const point = openHeadlessPoint(doc, 'p0', undo);
  const caretsKept: string[] = [];
  registerListTyping(point.editor, undo, () => {
    const words = flatText(bodyOf(doc, 'p0')).text;
    return () => void caretsKept.push(words);
  });
  return { ...point, doc, undo, caretsKept };
}

function newPoint(words: string): Y.Doc {
  const doc = new Y.Doc();
  seedBody(bodyOf(doc, 'p0'), [words]);
  return doc;
}

const $stands = (at: 'start' | 'end') => (): void => {
  if (at === 'start') $getRoot().selectStart();
  else $getRoot().selectEnd();
};

async function types({ edit }: Typist, characters: string): Promise<void> {
  for (const character of characters) {
    edit(() => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.insertText(character);
    });
    await Promise.resolve(); // a list is made in an update of its own
  }
}

const drawn = (doc: Y.Doc): string =>
  bodyLines(bodyOf(doc, 'p0'))
    .map(({ style: { line = 'paragraph' } }) => line)
    .join(' ');

it.each([
  ['- ', 'bullet'],
  ['1. ', 'number'],
])('[E11] “%s” at the start of a paragraph begins a list, and undo gives it back', async (characters, list) => {
  const ann = opens(newPoint('borders'));
  ann.edit($stands('start'));
  await types(ann, characters);
  expect(drawn(ann.doc)).toBe(list);
  expect(flatText(bodyOf(ann.doc, 'p0')).text).toBe('borders\n');
  ann.undo.undo();
  expect(drawn(ann.doc)).toBe('paragraph');
  expect(flatText(bodyOf(ann.doc, 'p0')).text).toBe(`${characters}borders\n`);
  await Promise.resolve();
  expect(ann.caretsKept).toEqual([`${characters}borders\n`]);
  ann.undo.redo();
  expect(drawn(ann.doc)).toBe(list);
});

it('[E11] only at the start, only one after the other, and not when pasted', async () => {
  const ann = opens(newPoint('borders'));
  ann.edit($stands('end'));
  await types(ann, ' - 1. ');
  expect(drawn(ann.doc)).toBe('paragraph');
  ann.edit($stands('start'));
  ann.editor.update(
    () => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.insertText('- ');
    },
    { discrete: true, tag: PASTE_TAG },
  );
  await Promise.resolve();
  expect(drawn(ann.doc)).toBe('paragraph');
  expect(flatText(bodyOf(ann.doc, 'p0')).text).toBe('- borders - 1. \n');
});

it('[E11] whoever only sees it come writes nothing, also with the caret right there', async () => {
  const ann = opens(newPoint('-borders'));
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(ann.doc));
  const bob = opens(copy);
  bob.edit(() => {
    const text = must($getRoot().getAllTextNodes()[0], 'the seeded words');
    text.select(1, 1);
  });
  let written = 0;
  copy.on('update', (_: Uint8Array, origin: unknown) => {
    if (origin !== 'ann') written++;
  });
  flowOf(bodyOf(ann.doc, 'p0'))?.insert(1, ' ');
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(ann.doc), 'ann');
  bob.edit(() => {});
  await Promise.resolve();
  expect(flatText(bodyOf(copy, 'p0')).text).toBe('- borders\n');
  expect(drawn(copy)).toBe('paragraph');
  expect(written).toBe(0);
});
