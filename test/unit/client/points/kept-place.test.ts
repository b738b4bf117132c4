// A place in a point's words is kept by the words: whatever others write before, behind and between, one comes back to
// stand behind the same ones.
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { keepPlace } from '../../../../client/points/kept-place.ts';
import { must } from '../../../../shared/assert.ts';
import { bodyOf, flatText, seedBody } from '../../../../shared/text/point-text.ts';

function point(...paragraphs: string[]) {
  const doc = new Y.Doc();
  const root = bodyOf(doc, 'p0');
  seedBody(root, paragraphs);
  const textOf = (index: number): Y.XmlText => {
    const block = root.get(index);
    const text = block instanceof Y.XmlElement ? block.get(0) : null;
    return must(text instanceof Y.XmlText ? text : null, 'the seeded words');
  };
  const wordsBefore = (offset: number): string => flatText(root).text.slice(0, offset);
  return { root, textOf, wordsBefore };
}

it('[T9] one comes back behind the words that were selected, wherever they are', () => {
  const { root, textOf, wordsBefore } = point('The parties agree.', 'They meet.');
  const back = keepPlace(root, { to: 11 });
  expect(wordsBefore(back())).toBe('The parties');
  textOf(0).insert(0, 'Again: ');
  textOf(1).insert(0, 'And ');
  expect(wordsBefore(back())).toBe('Again: The parties');
  textOf(0).insert('Again: The parties'.length, ' all');
  expect(wordsBefore(back())).toBe('Again: The parties');
});

it('[T9] where nothing was selected, the caret’s neighbours are what it is known by', () => {
  const { root, textOf, wordsBefore } = point('The parties agree.', 'They meet.', '');
  const inside = keepPlace(root, { to: 11 });
  const atStart = keepPlace(root, { to: 19 });
  const inEmpty = keepPlace(root, { to: 30 });
  expect(inEmpty()).toBe(30);
  textOf(0).insert(0, 'Again: ');
  expect(wordsBefore(inside())).toBe('Again: The parties');
  expect(wordsBefore(atStart())).toBe('Again: The parties agree.\n');
});

it('[T9] words that are gone leave a place inside the text', () => {
  const { root, textOf } = point('The parties agree.');
  const back = keepPlace(root, { to: 17 });
  textOf(0).delete(0, 18);
  expect(back()).toBeLessThanOrEqual(flatText(root).text.length);
});
