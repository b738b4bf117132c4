// What people paste is brought within the allow-list before it is written, so that the gate has nothing to refuse.
import { $createLinkNode, $toggleLink } from '@lexical/link';
import { $createListItemNode, $createListNode } from '@lexical/list';
import { $createQuoteNode } from '@lexical/rich-text';
import type { ElementNode, LexicalNode } from 'lexical';
import {
  $createParagraphNode,
  $createTabNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
} from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { bodyLines } from '../../../../shared/text/body-blocks.ts';
import type { Line } from '../../../../shared/text/flow.ts';
import { bodyOf, flatText } from '../../../../shared/text/point-text.ts';
import { GatedDoc } from '../../../support/gated-doc.ts';
import { openHeadlessPoint } from '../../../support/headless-point.ts';
import { seedBody } from '../../../support/seed-body.ts';

/** What the gate says to an editor's change of a point, and the lines that then stand in it. */
function gateOn($change: () => void): readonly [string, readonly Line[]] {
  const gated = new GatedDoc(['The parties agree.']);
  const doc = gated.copy(77);
  openHeadlessPoint(doc, 'p0').edit($change);
  const { end } = gated.submit(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(gated.doc)));
  return [end.kind === 'refused' ? end.refusal.reason : end.kind, bodyLines(bodyOf(gated.doc, 'p0'))];
}

const wordsOf = (lines: readonly Line[]): string =>
  lines.map(({ pieces }) => pieces.map(({ text }) => text).join('')).join('/');
const linksIn = (lines: readonly Line[]): readonly (readonly [string, string])[] =>
  lines.flatMap(({ pieces }) => pieces.flatMap(({ text, marks: { link } }) => (link ? [[text, link] as const] : [])));

const $append = (...nodes: ElementNode[]): void => void $getRoot().append(...nodes);
const $words = (text: string) => $createTextNode(text);

it.each(['javascript:alert(1)', 'data:text/html,x', '//unfccc.int', ' javascript:x', 'file:///etc/passwd'])(
  '[E6] unlinks %s and keeps its words',
  url => {
    const [verdict, lines] = gateOn(() =>
      $append($createParagraphNode().append($createLinkNode(url).append($words('here')))),
    );
    expect([verdict, wordsOf(lines), linksIn(lines)]).toEqual(['all-taken', 'The parties agree./here', []]);
  },
);

it('[E6] keeps four lists in one another with a link within, and the gate takes them', () => {
  const [verdict, lines] = gateOn(() =>
    $append($deepList(3, () => $createLinkNode('https://unfccc.int/').append($words('a')))),
  );
  expect([verdict, lines[1]?.style, linksIn(lines)]).toEqual([
    'all-taken',
    { line: 'bullet', level: 3 },
    [['a', 'https://unfccc.int/']],
  ]);
});

it('[E6] keeps a safe link, without what a page may do with it', () => {
  const [verdict, lines] = gateOn(() =>
    $append(
      $createParagraphNode().append(
        $createLinkNode('https://unfccc.int/', { rel: 'opener', target: '_top', title: 'x'.repeat(999) }).append(
          $words('here'),
        ),
      ),
    ),
  );
  expect([verdict, linksIn(lines)]).toEqual(['all-taken', [['here', 'https://unfccc.int/']]]);
});

it('[E6] unlinks what a selection was made to link to', () => {
  const [verdict, lines] = gateOn(() => {
    $getRoot()
      .selectStart()
      .focus.set($getRoot().getFirstDescendant()?.getKey() ?? '', 3, 'text');
    $toggleLink('javascript:alert(1)');
  });
  expect([verdict, linksIn(lines)]).toEqual(['all-taken', []]);
});

const odd: Readonly<Record<string, () => void>> = {
  tab: () => $append($createParagraphNode().append($words('a'), $createTabNode(), $words('b'))),
  colour: () => $append($createParagraphNode().append($words('a').setStyle('color: red'))),
  'code and highlight': () => $append($createParagraphNode().append($words('a').setFormat(16 | 128 | 1))),
  'a token': () => $append($createParagraphNode().append($words('a').setMode('token'))),
  'an indented block': () => $append($createParagraphNode().setIndent(40).append($words('a'))),
  'a styled block': () => $append($createQuoteNode().setTextStyle('color: red').setTextFormat(16).append($words('a'))),
  'a check list': () => $append($createListNode('check').append($createListItemNode(true).append($words('a')))),
  'a list from 1,000,000': () =>
    $append($createListNode('number', 1_000_000).append($createListItemNode().append($words('a')))),
  'an indented list item': () =>
    $append($createListNode('bullet').append($createListItemNode().append($words('a')).setIndent(3))),
  'a list nested twelve deep': () => $append($deepList(12)),
  'a paragraph in a quote': () => $append($createQuoteNode().append($createParagraphNode().append($words('a')))),
  'a link in a link': () =>
    $append(
      $createParagraphNode().append(
        $createLinkNode('https://a.example/').append($createLinkNode('https://b.example/').append($words('a'))),
      ),
    ),
  'a block style': () => $append($createParagraphNode().setStyle('color: red').append($words('a'))),
};

function $deepList(depth: number, $inside: () => LexicalNode = () => $words('a')): ElementNode {
  const item = $createListItemNode();
  return $createListNode('bullet').append(
    depth > 0 ? item.append($deepList(depth - 1, $inside)) : item.append($inside()),
  );
}

it.each(Object.entries(odd))('[E6] brings within the allow-list: %s', (_, $paste) => {
  const [verdict, lines] = gateOn($paste);
  expect(verdict).toBe('all-taken');
  expect(wordsOf(lines.slice(1))).toContain('a');
});

it('[E6] puts an indent back to the deepest, and the number that a list begins at to 1', () => {
  const [, [, indented]] = gateOn(() => odd['an indented block']?.());
  expect(indented?.style).toEqual({ indent: 8 });
  const [, [, numbered]] = gateOn(() => odd['a list from 1,000,000']?.());
  expect(numbered?.style).toEqual({ line: 'number' });
});

it('[E6] takes out the letters that nobody sees and that mean nothing, and keeps those that shape words', () => {
  const [verdict, lines] = gateOn(() => {
    $append($createParagraphNode().append($words('\ufeffpa\u200bsted می\u200cخواهم 👩\u200d💻')));
    $append($createParagraphNode().append($words('\u200b')));
  });
  expect([verdict, wordsOf(lines)]).toEqual(['all-taken', 'The parties agree./pasted می\u200cخواهم 👩\u200d💻/']);
});

it('[E6] leaves the caret where it is typed when an unseen letter goes', () => {
  const doc = new Y.Doc();
  seedBody(bodyOf(doc, 'p0'), ['The parties agree.']);
  const { edit } = openHeadlessPoint(doc, 'p0');
  edit(() => void $getRoot().getAllTextNodes()[0]?.select(4, 4).insertText('\u200bthree\u200b '));
  edit(() => {
    const selection = $getSelection();
    if ($isRangeSelection(selection)) selection.insertText('big ');
  });
  expect(flatText(bodyOf(doc, 'p0')).text).toBe('The three big parties agree.\n');
});
