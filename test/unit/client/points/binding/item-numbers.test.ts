// Two people change one numbered list: both read the same numbers at any time, in the editor, standing still and in a
// comparison, whatever is stored.
import { $getRoot } from 'lexical';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { StillText } from '../../../../../client/points/still-text.tsx';
import { lineMarks } from '../../../../../shared/text/line-marks.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import { Random } from '../../../../support/seeded-random.ts';
import type { Hand } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';

const names = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo'] as const;

function numberedByTwo(): readonly [Hand, Hand] {
  const [u, r] = twoHands(names);
  for (const name of names) {
    u.goesBefore(name);
    u.presses('numbers');
  }
  u.undo.stopCapturing();
  meet(u, r);
  return [u, r];
}

function deletes(hand: Hand, name: string): void {
  hand.undo.stopCapturing();
  hand.does(() => {
    const text = $getRoot()
      .getAllTextNodes()
      .find(node => node.getTextContent().includes(name));
    text?.getParent()?.remove();
  });
}

/** As a page shows them that has the words standing still. */
const stillNumbers = ({ doc }: Hand): readonly string[] =>
  [
    ...renderToStaticMarkup(createElement(StillText, { root: bodyOf(doc, 'p0') })).matchAll(
      /<li value="(\d+)"[^>]*>(?!<ol)(.*?)<\/li>/g,
    ),
  ].map(([, number, inside]) => `${number} ${inside?.replaceAll(/<[^>]*>/g, '')}`);

it('[E7] numbers go on in order when two people delete and bring back items of one list', () => {
  const [u, r] = numberedByTwo();
  deletes(u, 'Bravo');
  deletes(r, 'Delta');
  meet(u, r);
  for (const hand of [u, r]) expect(hand.numbered).toEqual(['1 Alpha', '2 Charlie', '3 Echo']);
  u.presses('undo');
  meet(u, r);
  for (const hand of [u, r]) expect(hand.numbered).toEqual(['1 Alpha', '2 Bravo', '3 Charlie', '4 Echo']);
  r.presses('undo');
  meet(u, r);
  for (const hand of [u, r]) {
    expect(hand.numbered).toEqual(names.map((name, index) => `${index + 1} ${name}`));
    expect(stillNumbers(hand)).toEqual(hand.numbered);
    expect(lineMarks(bodyOf(hand.doc, 'p0'))).toEqual(['1.', '2.', '3.', '4.', '5.']);
  }
});

/**
 * Two people delete, bring back, add, indent and take items out of one list; what each has done is on its way for a
 * while.
 */
function countedByTwo(seed: number): readonly [Hand, Hand] {
  const random = new Random(seed);
  const [u, r] = numberedByTwo();
  for (let i = 0; i < 14; i++) {
    const hand = random.pick([u, r]);
    const name = random.pick(names.filter(other => hand.words.includes(other)).concat('Alpha'));
    const chance = random.below(10);
    if (chance < 3) hand.presses(chance < 2 ? 'undo' : 'redo');
    else if (!hand.words.includes(name)) continue;
    else if (chance < 6) deletes(hand, name);
    else {
      hand.goesBefore(name);
      hand.presses(random.pick(['Enter', 'indent', 'unlist', 'numbers']));
    }
    if (random.below(2) === 0) meet(u, r);
  }
  meet(u, r);
  return [u, r];
}

it('[E7] whatever two people do to one numbered list, both read the same numbers, and each list counts on', () => {
  for (let seed = 0; seed < 60; seed++) {
    const hands = countedByTwo(seed);
    const [{ numbered }, other] = hands;
    expect(other.numbered, `seed ${seed}`).toEqual(numbered);
    for (const hand of hands) expect(stillNumbers(hand), `seed ${seed}`).toEqual(numbered);
  }
});
