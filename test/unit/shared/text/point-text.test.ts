// A point's body as flat text: what counts as its words, and where each text begins.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { makeFlat } from '../../../../shared/text/body-blocks.ts';
import { flowOf } from '../../../../shared/text/flow.ts';
import { bodyOf, canonicalText, flatText, plainText, wordCount } from '../../../../shared/text/point-text.ts';
import { element, linkTo, listOf, nestedBody } from '../../../support/nested-body.ts';
import { seedBody } from '../../../support/seed-body.ts';

function body(paragraphs: readonly string[]): Y.XmlElement {
  const root = bodyOf(new Y.Doc(), 'p0');
  seedBody(root, paragraphs);
  return root;
}

it('[E5] a new point has a text to type into, also when it has no words', () => {
  expect(flowOf(body([]))).not.toBeNull();
  expect([flatText(body([])).text, flatText(body(['', ''])).text]).toEqual(['\n', '\n\n']);
  expect(flatText(body(['', ''])).base.size).toBe(1);
});

it('[E5] a text of which the last end was taken out still ends its last line', () => {
  const root = body(['The parties']);
  const flow = flowOf(root);
  flow?.delete(flow.length - 1, 1);
  expect(flatText(root).text).toBe('The parties\n');
});

/** As older records have it. */
const nested = (): Y.XmlElement => {
  const root = bodyOf(new Y.Doc(), 'p0');
  nestedBody(root, [
    'The parties',
    element('paragraph', 'see ', linkTo('https://un.org', 'the annex'), '.'),
    listOf('number', element('linebreak'), 'one', listOf('bullet', 'deep')),
  ]);
  return root;
};
const nestedText = 'The parties\nsee the annex.\n\n\none\ndeep\n';

it('[E5] in the nested form a block ends its line, a link runs on, a nested list ends each line once', () => {
  expect(flatText(nested()).text).toBe(nestedText);
});

it('[E5] the flow that is made of it has the same text', () => {
  const root = nested();
  makeFlat(root);
  expect([flowOf(root) === null, flatText(root).text]).toEqual([false, nestedText]);
});

it('[E5] every text stands where it is said to begin', () => {
  for (const root of [body(['The parties', '', 'agree on 😎']), nested()]) {
    const { text, base } = flatText(root);
    for (const [run, from] of base) expect(text.slice(from, from + run.length)).toBe(plainText(run));
  }
});

it('[E5] marks and blank lines at the end are no words to agree on', () => {
  const plain = body(['The parties agree.']);
  const marked = body(['The parties agree.', '', '']);
  const [first] = flatText(marked).base.keys();
  first?.format(0, 3, { bold: true });
  expect(canonicalText(marked)).toBe(canonicalText(plain));
});

it('[E5] paragraphs in another order are other words', () => {
  expect(canonicalText(body(['a', 'b']))).not.toBe(canonicalText(body(['b', 'a'])));
  expect(canonicalText(body(['a', 'b']))).not.toBe(canonicalText(body(['ab'])));
});

it('[E5] counts words, not blanks', () => {
  expect(wordCount('  The parties\nagree  ')).toBe(3);
  expect(wordCount('\n')).toBe(0);
});
