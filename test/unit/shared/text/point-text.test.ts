// A point's body as flat text: what counts as its words, and where each text begins.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { bodyOf, canonicalText, flatText, plainText, seedBody, wordCount } from '../../../../shared/text/point-text.ts';

function body(paragraphs: readonly string[]): Y.XmlElement {
  const root = bodyOf(new Y.Doc(), 'p0');
  seedBody(root, paragraphs);
  return root;
}

function element(name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

it('[E5] a new point has a text to type into, also when it has no words', () => {
  expect(body([]).toString()).toContain('<paragraph></paragraph>');
  expect(flatText(body([])).base.size).toBe(1);
  expect(flatText(body(['', ''])).base.size).toBe(2);
});

it('[E5] a block ends its line, a link runs on, a nested list ends each line once', () => {
  const root = body(['The parties']);
  root.insert(1, [
    element('paragraph', new Y.XmlText('see '), element('link', new Y.XmlText('the annex')), new Y.XmlText('.')),
    element(
      'list',
      element('listitem', new Y.XmlText('one'), element('linebreak'), new Y.XmlText('more')),
      element('listitem', element('list', element('listitem', new Y.XmlText('deep')))),
    ),
  ]);
  expect(flatText(root).text).toMatch(/^The parties\nsee the annex\.\none\nmore\ndeep\n+$/);
});

it('[E5] every text stands where it is said to begin', () => {
  const root = body(['The parties', '', 'agree on 😎']);
  const { text, base } = flatText(root);
  for (const [run, from] of base) expect(text.slice(from, from + run.length)).toBe(plainText(run));
});

it('[E5] marks and blank lines at the end are no words to agree on', () => {
  const plain = body(['The parties agree.']);
  const marked = body(['The parties agree.', '', '']);
  const [first] = flatText(marked).base.keys();
  first?.format(0, 3, { p: { __format: 1 } });
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
