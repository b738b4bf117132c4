// Two people who shape neighbouring lines within a moment, and type on: each word stands once afterwards, whatever was
// on its way.
import { $createQuoteNode } from '@lexical/rich-text';
import { $createParagraphNode, $createTextNode, $getRoot } from 'lexical';
import { expect, it } from 'vitest';
import type { Deed } from '../../../../support/in-turns.ts';
import { Random, seeds } from '../../../../support/seeded-random.ts';
import type { Hand } from '../../../../support/two-hands.ts';
import { meet, threeHands, twoHands } from '../../../../support/two-hands.ts';

const lines = ['First paragraph.', 'Second paragraph.', 'Third one.'];
const word = 'notwithstanding';

const does = (hand: Hand, [key, before]: Deed): void => hand.pressesBefore(before, key);

/**
 * R shapes and types on, letter by letter; U shapes once meanwhile; what each has written is on its way for a while.
 */
function shapedByTwo(one: Deed, other: Deed, seed: number, written = lines): readonly [Hand, Hand] {
  const random = new Random(seed);
  const [u, r] = twoHands(written, random.below(2) === 0 ? 7 : 9);
  const at = random.below(word.length);
  const slow = random.below(3);
  const carry = (): void => {
    if (random.below(3) > slow) r.sendsTo(u, 1 + random.below(4));
    if (random.below(3) > 0) u.sendsTo(r, 1 + random.below(4));
  };
  does(r, one);
  if (random.below(2) === 0) carry();
  for (const [index, letter] of [...word].entries()) {
    if (index === at) does(u, other);
    r.types(letter);
    carry();
  }
  meet(u, r);
  return [u, r];
}

const pairs: readonly (readonly [string, Deed, Deed])[] = [
  ['join neighbouring lines', ['Backspace', 'Third'], ['Backspace', 'Second']],
  ['join and list', ['Backspace', 'Third'], ['list', 'Second']],
  ['join and quote', ['Backspace', 'Third'], ['quote', 'Second']],
  ['join and split', ['Backspace', 'Third'], ['Enter', 'paragraph']],
  ['join and split before', ['Backspace', 'Third'], ['Enter', 'Second']],
  ['split and join', ['Enter', 'paragraph'], ['Backspace', 'Second']],
];

it.each(pairs)('[E9] two people who %s lose no words, nor what one of them types on', (_, one, other) => {
  for (const seed of seeds(13, 400)) {
    const [{ words }] = shapedByTwo(one, other, seed);
    for (const part of [word, ...lines.flatMap(line => line.split(' '))]) expect(words, `seed ${seed}`).toContain(part);
    expect(words.replaceAll('\n', ''), `seed ${seed}`).toHaveLength(lines.join('').length + word.length);
  }
});

it.each(pairs)(
  '[E3] of two people who %s, one undoes it all and takes none of the words that stood',
  (_, one, other) => {
    for (const seed of seeds(10, 200)) {
      const [u, r] = shapedByTwo(one, other, seed);
      for (let i = 0; i < 6; i++) {
        r.presses('undo');
        const words = meet(u, r).replaceAll('\n', '');
        for (const part of ['First', 'Second', 'Third', 'one.'])
          expect(words.split(part), `seed ${seed}: ${words}`).toHaveLength(2);
        expect(words.split('paragraph.'), `seed ${seed}: ${words}`).toHaveLength(3);
      }
    }
  },
);

/** U and R join neighbouring lines, all three type on, and what each has written is on its way for a while. */
function joinedByThree(seed: number): string {
  const random = new Random(seed);
  const [u, r, e] = threeHands(lines, random.pick([7, 9, 11]));
  const starts = [u, r, e].map(() => random.below(12));
  const slow = random.below(4);
  e.goesBehind('Second paragraph');
  u.goesBefore('Second');
  r.goesBefore('Third');
  const words = ['sovereign ', 'notwithstanding ', ' consultation'];
  for (let step = 0; step < 32; step++)
    for (const [index, hand] of [u, r, e].entries()) {
      const at = step - (starts[index] ?? 0);
      if (at === 0 && hand !== e) hand.presses('Backspace');
      if (at > 0) hand.types(words[index]?.charAt(at - 1) ?? '');
      for (const other of [u, r, e])
        if (other !== hand && random.below(4) >= slow) hand.sendsTo(other, 1 + random.below(4));
    }
  return meet(u, r, e);
}

it('[E9] two people who join neighbouring lines while a third types there lose no words', () => {
  for (const seed of seeds(20, 600)) {
    const words = joinedByThree(seed);
    for (const part of ['sovereign ', 'notwithstanding ', ' consultation', 'Second paragraph', 'Third one.'])
      expect(words, `seed ${seed}`).toContain(part);
    const length = lines.join('').length + 'sovereign notwithstanding  consultation'.length;
    expect(words.replaceAll('\n', ''), `seed ${seed}`).toHaveLength(length);
  }
});

it.each(['list', 'quote'] as const)(
  '[E9] what two people make of one line by %s, at once, is one, and its words stand once',
  key => {
    for (const firstId of [7, 9]) {
      const [a, b] = twoHands(['Left right.'], firstId);
      does(a, [key, 'right']);
      does(b, [key, 'right']);
      const { shape } = a;
      expect(meet(a, b).replaceAll('\n', '')).toBe('Left right.');
      expect(a.shape).toBe(shape);
      for (const hand of [a, b]) hand.types(hand === a ? '_' : '!');
      expect(meet(a, b).replaceAll('\n', '')).toMatch(/^Left (_!|!_)right\.$/);
    }
  },
);

it('[E9] what two people join to one line at once stands once; both may undo it, and have the line end once', () => {
  for (const firstId of [7, 9])
    for (const isFirst of [true, false]) {
      const [a, b] = twoHands(lines, firstId);
      for (const hand of [a, b]) does(hand, ['Backspace', 'Second']);
      expect(meet(a, b)).toBe('First paragraph.Second paragraph.\nThird one.\n');
      for (const hand of [a, b]) hand.types(hand === a ? '_' : '!');
      expect(meet(a, b)).toMatch(/^First paragraph\.(_!|!_)Second paragraph\.\nThird one\.\n$/);
      const one = isFirst ? a : b;
      const other = isFirst ? b : a;
      for (const hand of [one, one, one, other, other, other]) {
        hand.presses('undo');
        const words = meet(a, b);
        for (const word of ['First', 'Second', 'Third'])
          expect(words.split(word), `${firstId} ${isFirst}`).toHaveLength(2);
      }
      expect(a.words).toBe('First paragraph.\nSecond paragraph.\nThird one.\n');
    }
});

it('[E9] what two people join at once stands once, behind what one of them types on there', () => {
  for (const seed of seeds(20, 600)) {
    const [u, r] = shapedByTwo(['Backspace', 'Second'], ['Backspace', 'Second'], seed);
    expect(u.words, `seed ${seed}`).toBe(`First paragraph.${word}Second paragraph.\nThird one.\n`);
    for (let i = 0; i < 6; i++) {
      (i % 2 === 0 ? u : r).presses('undo');
      for (const part of ['First', 'Second', 'Third'])
        expect(meet(u, r).split(part), `seed ${seed}, undo ${i}`).toHaveLength(2);
    }
  }
});

it.each<Deed>([
  ['list', 'Second'],
  ['quote', 'Second'],
  ['Enter', 'aspect.'],
  ['Enter', 'Second'],
  ['Backspace', 'Second'],
])('[E9] a line that one joins and another changes at once (%s) stands once, whoever types on', (...deed) => {
  const written = ['First paragraph.', 'Second aspect.', 'Third one.'];
  const join: Deed = ['Backspace', 'Second'];
  for (const seed of seeds(13, 400))
    for (const [one, other] of [
      [join, deed],
      [deed, join],
    ] as const) {
      const [u] = shapedByTwo(one, other, seed, written);
      const words = u.words.replaceAll('\n', '');
      for (const part of [word, 'First', 'paragraph.', 'Second', 'aspect.', 'Third', 'one.'])
        expect(words.split(part), `seed ${seed}: ${words}`).toHaveLength(2);
    }
});

const joinedBeside: readonly (readonly [string, Deed, string])[] = [
  ['splits', ['Enter', 'part.'], 'First paragraph.Second \npart.\nThird one.\n'],
  ['makes a list', ['list', 'Second'], 'First paragraph.Second part.\nThird one.\n'],
  ['makes a quote', ['quote', 'Second'], 'First paragraph.Second part.\nThird one.\n'],
];

it.each(joinedBeside)(
  '[E9] a line that I join while somebody else %s of it stands once, and undo keeps it so',
  (_, deed, result) => {
    for (const firstId of [7, 9])
      for (const isFirst of [true, false]) {
        const [a, b] = twoHands(['First paragraph.', 'Second part.', 'Third one.'], firstId);
        does(a, ['Backspace', 'Second']);
        does(b, deed);
        expect(meet(a, b)).toBe(result);
        if (deed[0] === 'quote') expect(b.shape).toBe('quote(…) paragraph(…)');
        if (deed[0] === 'list') expect(b.shape).toBe('list(listitem(…)) paragraph(…)');
        for (const hand of isFirst ? [a, b] : [b, a]) {
          hand.presses('undo');
          for (const part of ['First paragraph.', 'Second', 'part.', 'Third one.'])
            expect(meet(a, b).split(part), `${firstId} ${isFirst}: ${a.words}`).toHaveLength(2);
        }
      }
  },
);

it('[E9] undo of a join keeps the words once where the other had joined the line as well', () => {
  const [a, b] = twoHands(['Alpha', 'Bravo']);
  for (const hand of [a, b]) does(hand, ['Backspace', 'Bravo']);
  b.types('!');
  expect(meet(a, b)).toBe('Alpha!Bravo\n');
  a.presses('undo');
  expect(meet(a, b).split('Bravo')).toHaveLength(2);
  expect(a.words).toContain('!');
});

it('[E9] words that somebody has typed off line before like words, which I join, stay', () => {
  for (const firstId of [7, 9]) {
    const [a, b] = twoHands(['Alpha', 'and then'], firstId);
    does(a, ['Backspace', 'and']);
    b.goesBehind('Alpha');
    b.types('and ');
    expect(meet(a, b).split('and')).toHaveLength(3);
  }
});

it('[E9] words that somebody types where I join the same words stay', () => {
  for (const firstId of [7, 9]) {
    const [a, b] = twoHands(['Alpha', 'Bravo'], firstId);
    does(a, ['Backspace', 'Bravo']);
    b.goesBehind('Alpha');
    for (const letter of 'Bravo') b.types(letter);
    expect(meet(a, b)).toBe('AlphaBravoBravo\n');
  }
});

it('[E9] what three people join at once stands once', () => {
  for (const seed of seeds(13, 400)) {
    const random = new Random(seed);
    const hands = threeHands(lines, random.pick([7, 9, 11]));
    for (const hand of hands) does(hand, ['Backspace', 'Second']);
    for (let i = 0; i < 12; i++) {
      const [one, other] = [random.pick(hands), random.pick(hands)];
      if (one !== other) one.sendsTo(other, 1 + random.below(2));
      if (random.below(4) === 0) one.types('_');
    }
    expect(meet(...hands).replaceAll('_', ''), `seed ${seed}`).toBe('First paragraph.Second paragraph.\nThird one.\n');
  }
});

it('[E9] what I typed in a line stays where somebody else has put other words in its place', () => {
  const [u, r] = twoHands(['Alpha', 'one two three.']);
  r.goesBehind('three.');
  r.types('!');
  u.does(() => {
    $getRoot().getLastChild()?.remove();
    $getRoot().append($createQuoteNode().append($createTextNode('Six two of')));
  });
  expect(meet(u, r)).toBe('Alpha\nSix two of!\n');
});

it('[E9] two lines that two people have typed or pasted both stay, were they alike', () => {
  const [a, b] = twoHands(['Alpha']);
  for (const hand of [a, b])
    hand.does(() => void $getRoot().append($createParagraphNode().append($createTextNode('No.'))));
  expect(meet(a, b)).toBe('Alpha\nNo.\nNo.\n');
});

it.each<Deed>([
  ['Backspace', 'Second'],
  ['Enter', 'paragraph.'],
])("[E3] words that I had only joined to a line stay when I undo that after another's %s", (...other) => {
  const [u, r] = twoHands(lines);
  does(r, ['Backspace', 'Third']);
  r.undo.stopCapturing();
  does(u, other);
  meet(u, r);
  r.presses('undo');
  expect(meet(u, r).split('Third one.')).toHaveLength(2);
});
