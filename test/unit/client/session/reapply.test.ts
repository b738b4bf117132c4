// Unsent words put onto what stands now: what was mine alone returns exactly; beside others' words only what I had
// added does.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { reapply, rebase } from '../../../../client/session/reapply.ts';
import { untakenBetween } from '../../../../client/session/sending/untaken.ts';
import { textBefore } from '../../../../client/session/text-before.ts';
import { bodyOf, canonicalText, seedBody } from '../../../../shared/text/point-text.ts';
import { Random } from '../../../support/seeded-random.ts';

function body(words: string): Y.XmlElement {
  const root = bodyOf(new Y.Doc(), 'p');
  seedBody(root, [words]);
  return root;
}

/** Letters in and out, paragraphs in and out. */
function edit(root: Y.XmlElement, random: Random): void {
  const paragraph = root.get(random.below(root.length));
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (!(text instanceof Y.XmlText)) return;
  const chance = random.below(4);
  root.doc?.transact(() => {
    if (chance === 0 && root.length > 1) root.delete(random.below(root.length));
    else if (chance === 1) {
      const fresh = new Y.XmlElement('paragraph');
      fresh.insert(0, [new Y.XmlText('Another line.')]);
      root.insert(random.below(root.length + 1), [fresh]);
    } else if (chance === 2) text.delete(0, Math.min(text.length, 1 + random.below(9)));
    else text.insert(random.below(text.length + 1), 'word ');
  });
}

function back(base: string, mine: string, theirs = base): string {
  const root = body(theirs);
  reapply(root, rebase(base, mine, theirs));
  return canonicalText(root);
}

test.each([
  ['The parties agree.', 'The parties shall agree.'],
  ['The parties agree.', 'Parties agree.'],
  ['aaa', 'aa'],
  ['😀', '😁'],
  ['', 'new'],
])('[C1] %j becomes %j again', (base, mine) => {
  expect(back(base, mine)).toBe(mine);
});

test('[C1] any words of one line come back exactly where nobody else wrote', () => {
  const words = fc
    .array(fc.constantFrom('peace', 'line', 'of', 'контакт', '🕊️', ',', ' '))
    .map(each => each.join(' ').trim());
  fc.assert(fc.property(words, words, (base, mine) => back(base, mine) === mine.replace(/\n+$/, '')));
});

test('[C1] where others wrote meanwhile, nothing of theirs is undone', () => {
  expect(back('One two three four.', 'One 2 three four.', 'One two three 4.')).toBe('One 2 three 4.');
  expect(back('One two three.', 'Zero. One two three, four.', 'One 2 three.')).toBe('Zero. One 2 three, four.');
  expect(back('The parties agree.', 'The parties shall agree.', 'The parties firmly agree.')).toMatch(
    /firmly.*shall|shall.*firmly/,
  );
  expect(back('The parties agree.', 'The states agree.', 'The sides agree.')).toBe('The sides states agree.');
});

test('[C1] what has arrived already is not written twice', () => {
  expect(back('The parties agree.', 'The parties shall agree.', 'The parties shall agree.')).toBe(
    'The parties shall agree.',
  );
});

test('[C1] what cannot be put back is handed over as the words that were added', () => {
  expect(untakenBetween('One two three.', 'One 2 three, four.')).toEqual({
    words: '2 … , four',
    told: 'Your deletion of “two” was not taken.',
    asLeft: '',
  });
});

test('[C1] the text before a transaction is the text that stood there', () => {
  for (let seed = 0; seed < 40; seed++) {
    const random = new Random(seed);
    const root = body('The parties shall agree on a line of contact 🕊️ without delay.');
    root.doc?.on('afterTransaction', (transaction: Y.Transaction) => expect(textBefore(root, transaction)).toBe(last));
    let last = canonicalText(root);
    for (let step = 0; step < 30; step++) {
      edit(root, random);
      last = canonicalText(root);
    }
  }
});
