// Words brought back: the body reads as it is wanted, what is the same stays the same letters, and the gate would take
// it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { makeAnchor, resolveAnchor } from '../../../../shared/text/anchors/anchors.ts';
import type { Block } from '../../../../shared/text/blocks.ts';
import { blocksOf, rewriteBody, writeBlocks } from '../../../../shared/text/body-blocks.ts';
import { bodyOf, flatText } from '../../../../shared/text/point-text.ts';

const line = (text: string, kind: 'paragraph' | 'quote' = 'paragraph'): Block => ({
  kind,
  runs: text === '' ? [] : [{ text, marks: [], link: null }],
});
const words = fc.constantFrom('The parties agree.', 'Forces withdraw.', 'Мир.', 'السلام', '🕊️ dove');
const block = fc.oneof(
  fc.tuple(words, fc.constantFrom('paragraph' as const, 'quote' as const)).map(([text, kind]) => line(text, kind)),
  fc.tuple(words, words).map(
    ([text, link]): Block => ({
      kind: 'paragraph',
      runs: [
        { text, marks: ['bold'], link: null },
        { text: link, marks: [], link: 'https://example.org/' },
      ],
    }),
  ),
  fc.array(words, { minLength: 1, maxLength: 4 }).map(
    (texts): Block => ({
      kind: 'list',
      items: texts.map(text => ({ level: 0, ordered: true, runs: [{ text, marks: [], link: null }] })),
    }),
  ),
);
const blocks = fc
  .array(block, { minLength: 1, maxLength: 5 })
  .map(each => each.filter((one, i) => !(one.kind === 'list' && each[i - 1]?.kind === 'list')));

function bodyWith(given: readonly Block[]): Y.XmlElement {
  const doc = new Y.Doc();
  doc.transact(() => writeBlocks(bodyOf(doc, 'p'), given));
  return bodyOf(doc, 'p');
}

test('[H7] a body that is brought back shows no difference from its source', () => {
  fc.assert(
    fc.property(blocks, blocks, (now, then) => {
      const body = bodyWith(now);
      body.doc?.transact(() => rewriteBody(body, blocksOf(bodyWith(then))));
      expect(blocksOf(body)).toEqual(blocksOf(bodyWith(then)));
    }),
    { numRuns: 400 },
  );
});

test('[H7] what stays in place keeps its threads: an anchor in an untouched line, and beside edited words, still holds', () => {
  const body = bodyWith([line('The parties agree.'), line('Forces shall withdraw within 30 days.')]);
  const at = (quote: string) => flatText(body).text.indexOf(quote);
  const anchors = ['parties', 'withdraw'].map(quote => makeAnchor(body, at(quote), at(quote) + quote.length));
  rewriteBody(body, [line('The parties agree.'), line('Forces shall withdraw within 60 days.'), line('So be it.')]);
  expect(anchors.map(anchor => resolveAnchor(body, flatText(body), anchor).kind)).toEqual(['exact', 'exact']);
  rewriteBody(body, [line('The parties agree.'), line('Forces shall withdraw within 90 days.'), line('So be it.')]);
  expect(anchors.map(anchor => resolveAnchor(body, flatText(body), anchor).kind)).toEqual(['exact', 'exact']);
});

test('[H7] a body of which nothing is left has a line to type into', () => {
  const body = bodyWith([line('The parties agree.')]);
  rewriteBody(body, []);
  expect([blocksOf(body), flatText(body).base.size]).toEqual([[], 1]);
});
