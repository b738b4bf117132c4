// Tab in lists: items go deeper as far as the gate takes lists, and come back; all else stays as it was.
import { $createListItemNode, $createListNode } from '@lexical/list';
import { $createParagraphNode, $createTextNode, $getRoot, $isElementNode } from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Indented } from '../../../../client/points/keys/list-indent.ts';
import { $indentItems } from '../../../../client/points/keys/list-indent.ts';
import { bodyOf } from '../../../../shared/text/point-text.ts';
import { GatedDoc } from '../../../support/gated-doc.ts';
import { openHeadlessPoint } from '../../../support/headless-point.ts';

/** A list of these items after a paragraph; Tab is pressed on all that `selected` names. */
function listOf(items: readonly string[]) {
  const gated = new GatedDoc(['The parties agree.']);
  const doc = gated.copy(77);
  const { edit } = openHeadlessPoint(doc, 'p0');
  edit(() =>
    $getRoot().append(
      $createListNode('bullet').append(...items.map(words => $createListItemNode().append($createTextNode(words)))),
      $createParagraphNode().append($createTextNode('After it.')),
    ),
  );
  return {
    tab: (step: 1 | -1, ...selected: readonly string[]): Indented => {
      let indented: Indented = 'no-list';
      edit(() => {
        const texts = $getRoot().getAllTextNodes();
        const [first] = texts.filter(text => text.getTextContent() === selected.at(0));
        const [last] = texts.filter(text => text.getTextContent() === selected.at(-1));
        if (!first || !last) throw new Error('no such words');
        const selection = first.select(0, 0);
        selection.focus.set(last.getKey(), last.getTextContentSize(), 'text');
        indented = $indentItems(selection, step);
      });
      return indented;
    },
    /** Each item with the lists that it is in. */
    depths: (): string => {
      const { editor } = openHeadlessPoint(gated.doc, 'p0');
      return editor.read(() =>
        $getRoot()
          .getAllTextNodes()
          .map(
            text =>
              `${text.getParents().filter(node => $isElementNode(node) && node.getType() === 'list').length} ${text.getTextContent()}`,
          )
          .slice(1, -1)
          .join(', '),
      );
    },
    send: (): string => {
      const { end } = gated.submit(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(gated.doc)));
      expect(bodyOf(gated.doc, 'p0').toString()).toBe(bodyOf(doc, 'p0').toString());
      return end.kind === 'refused' ? end.refusal.reason : end.kind;
    },
  };
}

it('[E13] Tab moves the items that are selected, Shift+Tab brings them back', () => {
  const list = listOf(['a', 'b', 'c']);
  expect(list.tab(1, 'b', 'c')).toBe('moved');
  expect(list.tab(1, 'c')).toBe('moved');
  expect([list.send(), list.depths()]).toEqual(['all-taken', '1 a, 2 b, 3 c']);
  expect(list.tab(-1, 'b', 'c')).toBe('moved');
  expect([list.send(), list.depths()]).toEqual(['all-taken', '1 a, 1 b, 2 c']);
  expect(list.tab(-1, 'a')).toBe('at-the-edge');
});

it('[E13] as deep as the gate takes lists, and no deeper', () => {
  const list = listOf(['a', 'b']);
  const moves = Array.from({ length: 20 }, () => list.tab(1, 'b'));
  expect(moves.filter(move => move === 'moved').length).toBe(7);
  expect(moves.at(-1)).toBe('at-the-edge');
  expect([list.send(), list.depths()]).toEqual(['all-taken', '1 a, 8 b']);
});

it('[E13] a paragraph is no list: nothing is written', () => {
  const list = listOf(['a']);
  list.send();
  expect(list.tab(1, 'After it.')).toBe('no-list');
  expect(list.send()).toBe('all-taken');
  expect(list.depths()).toBe('1 a');
});
