// One point, one or two editors on it: what is written, what is not, and what undo may take back.
import { $createParagraphNode, $createTextNode, $getRoot } from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { leaveCleanupToServer } from '../../../../client/points/binding/leave-cleanup.ts';
import { createPointUndo } from '../../../../client/points/binding/undo/point-undo.ts';
import { must } from '../../../../shared/assert.ts';
import { flowOf } from '../../../../shared/text/flow.ts';
import { bodyOf, flatText } from '../../../../shared/text/point-text.ts';
import { seedBody } from '../../../../test/support/seed-body.ts';
import { openHeadlessPoint } from '../../../support/headless-point.ts';

function docWith(paragraphs: readonly string[], clientId = 7): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = 1;
  seedBody(bodyOf(doc, 'p0'), paragraphs);
  doc.clientID = clientId;
  return doc;
}

function copyOf(doc: Y.Doc, clientId: number): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = clientId;
  return copy;
}

function receive(to: Y.Doc, from: Y.Doc): void {
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'net');
}

const wordsIn = (doc: Y.Doc): string => flatText(bodyOf(doc, 'p0')).text;
const flowIn = (doc: Y.Doc): Y.XmlText => must(flowOf(bodyOf(doc, 'p0')), 'the seeded words');
const $typeAtEnd = (words: string): void => void $getRoot().selectEnd().insertText(words);

function writesOf(doc: Y.Doc, act: () => void): number {
  let writes = 0;
  const count = (_: Uint8Array, origin: unknown): void => void (origin === 'net' ? 0 : writes++);
  doc.on('update', count);
  act();
  doc.off('update', count);
  return writes;
}

it('[E1] two like letters written at one place by two stand both, and the next edit loses neither', () => {
  const mine = docWith(['agree']);
  const yours = copyOf(mine, 8);
  for (const doc of [mine, yours]) flowIn(doc).insert(5, 'd');
  receive(mine, yours);
  openHeadlessPoint(mine, 'p0').edit(() => $typeAtEnd('!'));
  expect(wordsIn(mine)).toBe('agreedd!\n');
});

it('[E2] opening an editor writes nothing, whatever it loads', () => {
  const doc = docWith(['The parties', 'agree']);
  flowIn(doc).format(0, 3, { odd: 1 }); // runs that Lexical shows as one, and would like to write as one
  flowIn(doc).format(5, 3, { bold: true, odd: 4 });
  flowIn(doc).format(11, 1, { line: 'number', start: 7 });
  expect(writesOf(doc, () => openHeadlessPoint(doc, 'p0'))).toBe(0);
});

it('[E2] an editor that may not be edited writes nothing', () => {
  const doc = docWith(['The parties']);
  const { editor, edit } = openHeadlessPoint(doc, 'p0');
  editor.setEditable(false);
  expect(writesOf(doc, () => edit(() => $typeAtEnd(' agree')))).toBe(0);
});

it("[E2] what others change is not written back, nor tidied in a reader's copy", () => {
  const mine = docWith(['The parties agree']);
  const yours = copyOf(mine, 8);
  leaveCleanupToServer(yours);
  openHeadlessPoint(yours, 'p0');
  const bold = (doc: Y.Doc): void => flowIn(doc).format(0, 11, { bold: true });
  bold(mine);
  bold(yours); // twice the same marks: Yjs would take one pair away, in whichever copy meets them
  expect(writesOf(yours, () => receive(yours, mine))).toBe(0);
});

it('[E20] a point without its flow shows nothing, writes nothing, and keeps what is typed for its author', () => {
  const doc = new Y.Doc();
  const kept: string[] = [];
  const { editor, edit } = openHeadlessPoint(doc, 'p0', undefined, undefined, words => kept.push(words));
  const writes = writesOf(doc, () => edit(() => $typeAtEnd('A')));
  expect([writes, bodyOf(doc, 'p0').length, kept]).toEqual([0, 0, ['A']]);
  expect(editor.read(() => $getRoot().getTextContent())).toBe('');
  seedBody(bodyOf(doc, 'p0'), ['The parties']);
  expect(editor.read(() => $getRoot().getTextContent())).toBe('The parties');
  edit(() => $typeAtEnd(' agree'));
  expect(wordsIn(doc)).toBe('The parties agree\n');
});

it('[E3] undoing my Enter leaves what somebody else has typed in my new line', () => {
  const mine = docWith(['The parties']);
  const undo = createPointUndo(bodyOf(mine, 'p0'));
  openHeadlessPoint(mine, 'p0', undo).edit(() =>
    $getRoot().append($createParagraphNode().append($createTextNode('agree'))),
  );
  const yours = copyOf(mine, 8);
  flowIn(yours).insert('The parties\nagree'.length, ' not');
  receive(mine, yours);
  undo.undo();
  expect(wordsIn(mine)).toBe('The parties\n not\n');
});

it('[E3] undo takes back my words only, and redo brings them again', () => {
  const mine = docWith(['The parties']);
  const undo = createPointUndo(bodyOf(mine, 'p0'));
  openHeadlessPoint(mine, 'p0', undo).edit(() => $typeAtEnd(' agree'));
  const yours = copyOf(mine, 8);
  flowIn(yours).insert(0, 'Today: ');
  receive(mine, yours);
  undo.undo();
  expect(wordsIn(mine)).toBe('Today: The parties\n');
  undo.redo();
  expect(wordsIn(mine)).toBe('Today: The parties agree\n');
});

it('[E3] undo does not take back what no editor wrote', () => {
  const doc = docWith(['The parties']);
  const undo = createPointUndo(bodyOf(doc, 'p0'));
  openHeadlessPoint(doc, 'p0', undo);
  flowIn(doc).insert(11, ' agree');
  undo.undo();
  expect(wordsIn(doc)).toBe('The parties agree\n');
});

it('[E3] the history of a point outlives its editor', () => {
  const doc = docWith(['The parties']);
  const undo = createPointUndo(bodyOf(doc, 'p0'));
  const first = openHeadlessPoint(doc, 'p0', undo);
  first.edit(() => $typeAtEnd(' agree'));
  first.close();
  const second = openHeadlessPoint(doc, 'p0', undo);
  undo.undo();
  expect(wordsIn(doc)).toBe('The parties\n');
  expect(second.editor.read(() => $getRoot().getTextContent())).toBe('The parties');
});
