// One point, one or two editors on it: what is written, what is not, and what undo may take back.
import { $createParagraphNode, $createTextNode, $getRoot, $isElementNode } from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { leaveCleanupToServer } from '../../../../client/points/binding/leave-cleanup.ts';
import { createPointUndo } from '../../../../client/points/binding/undo/point-undo.ts';
import { must } from '../../../../shared/assert.ts';
import { bodyOf, flatText, seedBody } from '../../../../shared/text/point-text.ts';
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
// the tests put no text there
const paragraph = (doc: Y.Doc, index = 0): Y.XmlElement => bodyOf(doc, 'p0').get(index) as Y.XmlElement;
const $typeAtEnd = (words: string): void => void $getRoot().selectEnd().insertText(words);

function writesOf(doc: Y.Doc, act: () => void): number {
  let writes = 0;
  const count = (_: Uint8Array, origin: unknown): void => void (origin === 'net' ? 0 : writes++);
  doc.on('update', count);
  act();
  doc.off('update', count);
  return writes;
}

it('[E1] two texts side by side lose no words when somebody edits further on in the line', () => {
  const doc = docWith(['further on']);
  const mineAndYours = [new Y.XmlText('mine '), new Y.XmlText('yours'), new Y.XmlElement('linebreak')];
  for (const [index, type] of mineAndYours.entries()) paragraph(doc).insert(index, [type]);
  openHeadlessPoint(doc, 'p0').edit(() => $typeAtEnd('!'));
  expect(wordsIn(doc)).toBe('mine yours\nfurther on!\n');
});

it('[E1] two texts side by side lose no words when somebody types between them', () => {
  const doc = docWith(['']);
  paragraph(doc).insert(0, [new Y.XmlText('mine ')]);
  paragraph(doc).insert(1, [new Y.XmlText('yours')]);
  const { edit } = openHeadlessPoint(doc, 'p0');
  edit(() => {
    const text = must($getRoot().getFirstDescendant(), 'there are words');
    text.selectStart();
    must($getRoot().getAllTextNodes()[0], 'there are words').select(5, 5).insertText('and ');
  });
  expect(wordsIn(doc)).toBe('mine and yours\n');
});

it('[E2] opening an editor writes nothing, whatever it loads', () => {
  const doc = docWith(['The parties', 'agree']);
  const [text] = flatText(bodyOf(doc, 'p0')).base.keys();
  text?.format(0, 3, { i: 1 }); // runs that Lexical shows as one, and would like to write as one
  text?.format(5, 3, { p: { __format: 1 }, i: 4 });
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
  const bold = (doc: Y.Doc): void =>
    [...flatText(bodyOf(doc, 'p0')).base.keys()][0]?.format(0, 11, { p: { __format: 1 } });
  bold(mine);
  bold(yours); // twice the same marks: Yjs would take one pair away, in whichever copy meets them
  expect(writesOf(yours, () => receive(yours, mine))).toBe(0);
});

it('[E2] a point without anything shows an empty line, written with its first letter', () => {
  const doc = new Y.Doc();
  const root = bodyOf(doc, 'p0');
  const { edit } = openHeadlessPoint(doc, 'p0');
  expect(root.length).toBe(0);
  edit(() => {
    const [line] = $getRoot().getChildren();
    if ($isElementNode(line)) line.append($createTextNode('A'));
  });
  expect(wordsIn(doc)).toBe('A\n');
});

it('[E3] undoing my Enter leaves what somebody else has typed in my new line', () => {
  const mine = docWith(['The parties']);
  const undo = createPointUndo(bodyOf(mine, 'p0'));
  openHeadlessPoint(mine, 'p0', undo).edit(() =>
    $getRoot().append($createParagraphNode().append($createTextNode('agree'))),
  );
  const yours = copyOf(mine, 8);
  const [, line] = flatText(bodyOf(yours, 'p0')).base.keys();
  line?.insert(5, ' not');
  receive(mine, yours);
  undo.undo();
  expect(wordsIn(mine)).toContain(' not');
});

it('[E3] undo takes back my words only, and redo brings them again', () => {
  const mine = docWith(['The parties']);
  const undo = createPointUndo(bodyOf(mine, 'p0'));
  openHeadlessPoint(mine, 'p0', undo).edit(() => $typeAtEnd(' agree'));
  const yours = copyOf(mine, 8);
  [...flatText(bodyOf(yours, 'p0')).base.keys()][0]?.insert(0, 'Today: ');
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
  [...flatText(bodyOf(doc, 'p0')).base.keys()][0]?.insert(11, ' agree');
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
