// Unsent words put onto what stands now: what was mine alone returns exactly; beside others' words only what I had
// added does.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { reapply, rebase } from '../../../../client/sync/reapply.ts';
import { untakenBetween } from '../../../../client/sync/sending/untaken.ts';
import { textBefore } from '../../../../client/sync/text-before.ts';
import { must } from '../../../../shared/assert.ts';
import { bodyLines } from '../../../../shared/text/body-blocks.ts';
import type { Line } from '../../../../shared/text/flow.ts';
import { breakInLine, flowOf, makeFlow } from '../../../../shared/text/flow.ts';
import { bodyOf, canonicalText, plainText } from '../../../../shared/text/point-text.ts';
import { seedBody } from '../../../support/seed-body.ts';
import { Random } from '../../../support/seeded-random.ts';

function body(words: string): Y.XmlElement {
  const root = bodyOf(new Y.Doc(), 'p');
  seedBody(root, words.split('\n'));
  return root;
}

/** Letters, lines, breaks and marks in and out. */
function edit(root: Y.XmlElement, random: Random): void {
  const flow = must(flowOf(root), 'the seeded words');
  const at = between(flow, random.below(flow.length));
  root.doc?.transact(() => {
    const chance = random.below(4);
    if (chance === 0) flow.delete(at, between(flow, Math.min(flow.length - 1, at + 1 + random.below(9))) - at);
    else if (chance === 1) flow.insert(at, random.pick(['\n', breakInLine]), random.pick([{}, { line: 'bullet' }]));
    else if (chance === 2)
      flow.format(at, between(flow, Math.min(flow.length, at + 5)) - at, { bold: random.pick([true, null]) });
    else flow.insert(at, 'word ');
  });
}

/** Not within a character of two units. */
const between = (flow: Y.XmlText, at: number): number =>
  /[\udc00-\udfff]/.test(plainText(flow).charAt(at)) ? at + 1 : at;

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

test('[C1] any words and lines come back exactly where nobody else wrote', () => {
  const words = fc
    .array(fc.constantFrom('peace', 'line', 'of', 'контакт', '🕊️', ',', ' ', '\n'))
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

test('[C1] words come back marked as those before them, and lines of the kind of the line they are added to', () => {
  const root = bodyOf(new Y.Doc(), 'p');
  const link = 'https://unfccc.int/';
  const lines: readonly Line[] = [
    { style: {}, pieces: [{ text: 'First.', marks: {} }] },
    { style: { line: 'bullet' }, pieces: [{ text: 'One', marks: { bold: true, link } }] },
  ];
  makeFlow(root, lines);
  reapply(root, rebase('First.\nOne', 'First.\nOne more\nTwo', 'First.\nOne'));
  expect(bodyLines(root)).toEqual([
    lines[0],
    { style: { line: 'bullet' }, pieces: [...(lines[1]?.pieces ?? []), { text: ' more', marks: { bold: true } }] },
    { style: { line: 'bullet' }, pieces: [{ text: 'Two', marks: { bold: true } }] },
  ]);
});

test('[C1] what cannot be put back is handed over as the words that were added', () => {
  expect(untakenBetween('One two three.', 'One 2 three, four.')).toEqual({
    words: '2 … , four',
    told: 'Your deletion of “two” was not taken.',
    asLeft: '',
    tail: ' … ',
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
