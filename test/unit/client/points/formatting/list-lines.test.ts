// A list button changes the items that are selected and no others; what stands around them keeps its list, its numbers
// and its depth.
import { $createListItemNode, $createListNode, $isListItemNode, $isListNode } from '@lexical/list';
import type { LexicalNode, RangeSelection } from 'lexical';
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  INSERT_PARAGRAPH_COMMAND,
  KEY_BACKSPACE_COMMAND,
} from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { createPointUndo } from '../../../../../client/points/binding/undo/point-undo.ts';
import type { Formats, FormatVerb } from '../../../../../client/points/formatting/formatting.ts';
import { $apply, $formatsOf } from '../../../../../client/points/formatting/point-formatting.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import { GatedDoc } from '../../../../support/gated-doc.ts';
import { openHeadlessPoint } from '../../../../support/headless-point.ts';

type Items = readonly (string | Items)[];

const $list = (kind: 'bullet' | 'number', items: Items, start = 1): LexicalNode =>
  $createListNode(kind, start).append(
    ...items.map(item => $createListItemNode().append(typeof item === 'string' ? $words(item) : $list(kind, item))),
  );
const $words = (words: string) => $createTextNode(words);

/** A point with these blocks, and what a hand does in it. */
function pointOf($blocks: () => readonly LexicalNode[]) {
  const gated = new GatedDoc(['gone']);
  const doc = gated.copy(77);
  const undo = createPointUndo(bodyOf(doc, 'p0'));
  const { edit, editor } = openHeadlessPoint(doc, 'p0', undo);
  edit(() => {
    $getRoot().clear();
    $getRoot().append(...$blocks());
  });
  const $select = (from: string, to: string, fromOffset?: number, toOffset?: number): RangeSelection => {
    const texts = $getRoot().getAllTextNodes();
    const [first] = texts.filter(text => text.getTextContent() === from);
    const [last] = texts.filter(text => text.getTextContent() === to);
    if (!first || !last) throw new Error('no such words');
    const selection = first.select(fromOffset ?? 0, fromOffset ?? 0);
    selection.focus.set(last.getKey(), toOffset ?? last.getTextContentSize(), 'text');
    return selection;
  };
  return {
    press: (verb: FormatVerb, ...at: Parameters<typeof $select>): string => {
      undo.stopCapturing();
      edit(() => $apply(editor, $select(...at), verb));
      undo.stopCapturing();
      return editor.read(drawn);
    },
    formats: (...at: Parameters<typeof $select>): Formats | null => {
      let formats: Formats | null = null;
      edit(() => {
        formats = $formatsOf($select(...at));
      });
      return formats;
    },
    undo: (): string => {
      undo.undo();
      return editor.read(drawn);
    },
    send: (): string => {
      const { end } = gated.submit(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(gated.doc)));
      expect(bodyOf(gated.doc, 'p0').toString()).toBe(bodyOf(doc, 'p0').toString());
      return end.kind === 'refused' ? end.refusal.reason : end.kind;
    },
  };
}

/** Blocks by bars; a numbered item with its number, a bulleted one with a star, deeper ones behind ">". */
const drawn = (): string => $getRoot().getChildren().map($drawnBlock).join(' | ');
const $drawnBlock = (node: LexicalNode): string =>
  $isListNode(node) ? node.getChildren().map($drawnItem).join(' ') : `${node.getType()[0]}:${node.getTextContent()}`;
const $drawnItem = (node: LexicalNode): string => {
  if (!$isListItemNode(node)) return '?';
  if ($isListNode(node.getFirstChild()))
    return node
      .getChildren()
      .map(list => `>(${$drawnBlock(list)})`)
      .join('');
  const list = node.getParent();
  const mark = $isListNode(list) && list.getListType() === 'number' ? `${node.getValue()}.` : '*';
  return `${mark}${node.getTextContent()}`;
};

it('[E10] the list’s own button takes the selected item out, and the numbers go on behind it', () => {
  const point = pointOf(() => [$list('number', ['aa', 'bb', 'cc', 'dd'])]);
  expect(point.press('number', 'bb', 'bb')).toBe('1.aa | p:bb | 2.cc 3.dd');
  expect(point.press('number', 'dd', 'dd')).toBe('1.aa | p:bb | 2.cc | p:dd');
  expect(point.send()).toBe('all-taken');
  expect(point.undo()).toBe('1.aa | p:bb | 2.cc 3.dd');
  expect(point.undo()).toBe('1.aa 2.bb 3.cc 4.dd');
  expect(point.send()).toBe('all-taken');
});

it('[E10] the other list’s button changes the selected items over, and back', () => {
  const point = pointOf(() => [$list('number', ['aa', 'bb', 'cc', 'dd'])]);
  expect(point.press('bullet', 'bb', 'cc')).toBe('1.aa | *bb *cc | 2.dd');
  expect(point.press('number', 'bb', 'cc')).toBe('1.aa 2.bb 3.cc 4.dd');
  expect(point.press('bullet', 'aa', 'aa')).toBe('*aa | 1.bb 2.cc 3.dd');
  expect(point.press('number', 'aa', 'aa')).toBe('1.aa 2.bb 3.cc 4.dd');
  expect(point.press('bullet', 'aa', 'dd')).toBe('*aa *bb *cc *dd');
  expect(point.send()).toBe('all-taken');
});

it('[E10] all items at once, the first, the last; a list that starts later goes on from there', () => {
  const point = pointOf(() => [$list('number', ['aa', 'bb', 'cc'], 4)]);
  expect(point.press('number', 'aa', 'aa')).toBe('p:aa | 4.bb 5.cc');
  expect(point.press('number', 'aa', 'aa')).toBe('4.aa 5.bb 6.cc');
  expect(point.press('number', 'bb', 'cc')).toBe('4.aa | p:bb | p:cc');
  expect(point.press('number', 'aa', 'cc')).toBe('4.aa 5.bb 6.cc');
  expect(point.press('number', 'aa', 'cc')).toBe('p:aa | p:bb | p:cc');
  expect(point.send()).toBe('all-taken');
});

it('[E10] a caret changes the one item that it stands in', () => {
  const point = pointOf(() => [$list('bullet', ['aa', 'bb', 'cc'])]);
  expect(point.press('bullet', 'bb', 'bb', 1, 1)).toBe('*aa | p:bb | *cc');
  expect(point.press('number', 'cc', 'cc', 2, 2)).toBe('*aa | p:bb | 1.cc');
});

it('[E10] deeper items stay behind the item that they belong to', () => {
  const point = pointOf(() => [$list('number', ['aa', 'bb', ['xx', 'yy', 'zz'], 'cc'])]);
  expect(point.press('bullet', 'bb', 'bb')).toBe('1.aa | *bb >(1.xx 2.yy 3.zz) | 2.cc');
  expect(point.undo()).toBe('1.aa 2.bb >(1.xx 2.yy 3.zz) 3.cc');
  expect(point.press('number', 'bb', 'bb')).toBe('1.aa | p:bb | >(1.xx 2.yy 3.zz) | 2.cc');
  expect(point.undo()).toBe('1.aa 2.bb >(1.xx 2.yy 3.zz) 3.cc');
  expect(point.press('bullet', 'yy', 'yy')).toBe('1.aa 2.bb >(1.xx) >(*yy) >(2.zz) 3.cc');
  expect(point.press('number', 'yy', 'yy')).toBe('1.aa 2.bb >(1.xx 2.yy 3.zz) 3.cc');
  expect(point.press('number', 'yy', 'yy')).toBe('1.aa 2.bb >(1.xx) | p:yy | >(2.zz) | 3.cc');
  expect(point.send()).toBe('all-taken');
});

it('[E10] a line that the selection only touches is not selected: a triple click ends at the next one’s start', () => {
  const point = pointOf(() => [$list('number', ['aa', 'bb', 'cc'])]);
  expect(point.press('number', 'bb', 'cc', 0, 0)).toBe('1.aa | p:bb | 2.cc');
  expect(point.press('quote', 'aa', 'bb', 2, 2)).toBe('1.aa | q:bb | 2.cc');
  expect(point.press('bullet', 'bb', 'cc', 0, 0)).toBe('1.aa | *bb | 2.cc');
});

it('[E10] a quote of one item leaves the others in their list', () => {
  const point = pointOf(() => [$list('number', ['aa', 'bb', 'cc'])]);
  expect(point.press('quote', 'bb', 'bb')).toBe('1.aa | q:bb | 2.cc');
  expect(point.press('quote', 'bb', 'bb')).toBe('1.aa | p:bb | 2.cc');
  expect(point.press('number', 'aa', 'cc')).toBe('1.aa 2.bb 3.cc');
});

it('[E10] what is said of the selection is said of its own lines', () => {
  const point = pointOf(() => [
    $list('number', ['aa', 'bb', ['xx'], 'cc']),
    $createParagraphNode().append($words('pp')),
    $list('bullet', ['dd']),
  ]);
  expect(point.formats('bb', 'cc')).toMatchObject({ number: true, bullet: false });
  expect(point.formats('cc', 'pp', 0, 0)).toMatchObject({ number: true });
  expect(point.formats('cc', 'pp')).toMatchObject({ number: 'mixed' });
  expect(point.press('bullet', 'xx', 'xx')).toContain('>(*xx)');
  expect(point.formats('xx', 'xx')).toMatchObject({ number: false, bullet: true });
  expect(point.press('bullet', 'cc', 'dd')).toBe('1.aa 2.bb >(*xx) | *cc *pp *dd');
  expect(point.send()).toBe('all-taken');
});

it('[E10] a caret in an empty item stays in the line that it becomes', () => {
  const gated = new GatedDoc(['gone']);
  const { edit, editor } = openHeadlessPoint(gated.copy(77), 'p0');
  let stands: string | undefined;
  edit(() => {
    const empty = $createListItemNode();
    $getRoot().clear();
    $getRoot().append($createListNode('number').append($createListItemNode().append($words('aa')), empty));
    $apply(editor, empty.select(0, 0), 'number');
    const selection = $getSelection();
    stands = $isRangeSelection(selection) ? selection.anchor.getNode().getType() : 'none';
  });
  expect(editor.read(drawn)).toBe('1.aa | p:');
  expect(stands).toBe('paragraph');
});

it('[E10] Backspace at the start of an item, and Enter in an empty one, let the numbers go on too', () => {
  const gated = new GatedDoc(['gone']);
  const { edit, editor } = openHeadlessPoint(gated.copy(77), 'p0');
  edit(() => {
    $getRoot().clear();
    $getRoot().append($list('number', ['aa', 'bb', 'cc', 'dd']));
  });
  const backspace = { preventDefault: () => {} } as KeyboardEvent; // all that a handler asks of it
  edit(() => {
    $getRoot().getAllTextNodes()[1]?.select(0, 0);
    editor.dispatchCommand(KEY_BACKSPACE_COMMAND, backspace);
  });
  expect(editor.read(drawn)).toBe('1.aa | p:bb | 2.cc 3.dd');
  edit(() => {
    const item = $getRoot().getAllTextNodes()[2]?.getParent();
    item?.clear();
    item?.select(0, 0);
    editor.dispatchCommand(INSERT_PARAGRAPH_COMMAND, undefined);
  });
  expect(editor.read(drawn)).toBe('1.aa | p:bb | p: | 2.dd');
});
