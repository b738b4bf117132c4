// Words standing still look as the editor draws them, and nothing in them runs.
import { $createLinkNode } from '@lexical/link';
import type { ListType } from '@lexical/list';
import { $createListItemNode, $createListNode } from '@lexical/list';
import { $createParagraphNode, $createTextNode, $getRoot } from 'lexical';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { StillText } from '../../../../client/points/still-text.tsx';
import { bodyOf, seedBody } from '../../../../shared/text/point-text.ts';
import { openHeadlessPoint } from '../../../support/headless-point.ts';

/** How a point looks after an editor has written it. */
function drawnAfter($write: () => void): string {
  const doc = new Y.Doc();
  seedBody(bodyOf(doc, 'p0'), ['The parties']);
  openHeadlessPoint(doc, 'p0').edit($write);
  return renderToStaticMarkup(<StillText root={bodyOf(doc, 'p0')} />);
}

const $appendList = (kind: ListType, start?: number): void =>
  void $getRoot().append($createListNode(kind, start).append(...['a', 'b'].map($item)));
const $item = (words: string) => $createListItemNode().append($createTextNode(words));

it('[E7] a numbered list is numbered, from where it starts', () => {
  const drawn = drawnAfter(() => $appendList('number', 4));
  expect(drawn).toMatch(/<ol [^>]*start="4"[^>]*><li value="4"[^>]*><span>a<\/span><\/li><li value="5"/);
  expect(drawnAfter(() => $appendList('bullet'))).toContain('<ul ');
});

it('[E7] all marks of a run sit on one element, as in the editor', () => {
  const drawn = drawnAfter(() =>
    $getRoot()
      .getAllTextNodes()[0]
      ?.setFormat(1 | 2 | 8),
  );
  expect(drawn).toContain('<strong class="body-bold body-italic body-underline">The parties</strong>');
});

it('[E7] every outermost block is laid out by its own first letter', () => {
  const drawn = drawnAfter(() => $getRoot().append($createParagraphNode().append($createTextNode('اتفق الطرفان'))));
  expect(drawn.match(/<p class="body-paragraph" dir="auto">/g)).toHaveLength(2);
});

it('[E7] an empty line keeps its height without counting as a line break', () => {
  expect(drawnAfter(() => $getRoot().append($createParagraphNode()))).toContain(
    '<br data-lexical-managed-linebreak="true"/></p>',
  );
});

it('[E7] a safe link leads away from the page, an unsafe one is only its words', () => {
  const $link = (url: string): void =>
    void $getRoot().append($createParagraphNode().append($createLinkNode(url).append($createTextNode('here'))));
  expect(drawnAfter(() => $link('https://unfccc.int/'))).toMatch(/<a [^>]*rel="noreferrer noopener"[^>]*>/);
  const doc = new Y.Doc();
  const link = new Y.XmlElement('link');
  link.setAttribute('__url', 'javascript:alert(1)');
  link.insert(0, [new Y.XmlText('here')]);
  seedBody(bodyOf(doc, 'p0'), ['']);
  (bodyOf(doc, 'p0').get(0) as Y.XmlElement).insert(0, [link]); // the paragraph just made
  const drawn = renderToStaticMarkup(<StillText root={bodyOf(doc, 'p0')} />);
  expect([drawn.includes('here'), drawn.includes('javascript')]).toEqual([true, false]);
});

it('[E7] markup in the words is words', () => {
  expect(drawnAfter(() => $getRoot().selectEnd().insertText('<img src=x onerror=alert(1)>'))).not.toContain('<img');
});
