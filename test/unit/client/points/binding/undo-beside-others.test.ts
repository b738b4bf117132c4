// One person undoes and redoes beside another, who has written in the same lines since: each word of the other's stands
// once, whole, where it belongs.
import { $getRoot, $getSelection, $isRangeSelection } from 'lexical';
import { expect, it } from 'vitest';
import type { Deed } from '../../../../support/in-turns.ts';
import { does, undoes, writes } from '../../../../support/in-turns.ts';
import { Random, seeds } from '../../../../support/seeded-random.ts';
import type { Hand } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';

const first = ['Alpha bravo', 'Then charlie delta'];
const asWritten = 'Alpha bravo\nThen charlie delta RRRR\n';

const twoDeeds: readonly (readonly [string, Deed, Deed])[] = [
  ['Enter and Backspace', ['Enter', 'charlie'], ['Backspace', 'charlie']],
  ['Enter twice', ['Enter', 'charlie'], ['Enter', 'delta']],
  ['a list on and off', ['list', 'charlie'], ['unlist', 'charlie']],
  ['a list and numbers', ['list', 'charlie'], ['numbers', 'charlie']],
  ['a list and its item cut', ['list', 'charlie'], ['Enter', 'delta']],
  ['a quote and a list', ['quote', 'charlie'], ['list', 'charlie']],
];

it.each(twoDeeds)('[E3] two undos of %s leave what somebody else has typed between them', (_, one, two) => {
  const [u, r] = twoHands(first);
  does(u, r, one);
  writes(r, u, 'delta', ' RRRR');
  does(u, r, two);
  const both = u.words;
  undoes(u, r);
  expect(undoes(u, r)).toBe(asWritten);
  undoes(u, r, 'redo');
  expect(undoes(u, r, 'redo')).toBe(both);
  undoes(u, r);
  expect(undoes(u, r)).toBe(asWritten);
});

it("[E3] undo leaves what somebody else has typed when a list's item was made a line and joined", () => {
  const [u, r] = twoHands(first);
  does(u, r, ['list', 'charlie']);
  does(u, r, ['unlist', 'charlie']);
  writes(r, u, 'delta', ' RRRR');
  does(u, r, ['Backspace', 'Then']);
  undoes(u, r);
  expect(undoes(u, r)).toBe(asWritten);
  expect(undoes(u, r)).toBe(asWritten);
});

it.each(['Enter', 'list', 'numbers', 'quote', 'Shift+Enter'] as const)(
  "[E3] undoing my %s keeps somebody else's word whole, and no line that I made stays",
  key => {
    const [u, r] = twoHands(first);
    writes(r, u, 'delta', ' here');
    does(u, r, [key, 'charlie']);
    writes(r, u, 'here', 'in');
    const done = u.shape;
    expect(undoes(u, r)).toBe('Alpha bravo\nThen charlie delta herein\n');
    expect(u.shape).toBe('paragraph(…) paragraph(…)');
    undoes(u, r, 'redo');
    expect(u.words).toContain('charlie delta herein');
    expect(u.shape).toBe(done);
    expect(undoes(u, r)).toBe('Alpha bravo\nThen charlie delta herein\n');
  },
);

it("[E3] undoing my Tab leaves no item behind, and somebody else's letters in the word they were typed in", () => {
  const [u, r] = twoHands(['aa', 'charlie here']);
  does(u, r, ['list', 'aa']);
  does(u, r, ['list', 'charlie']);
  does(u, r, ['indent', 'charlie']);
  writes(r, u, 'here', 'in');
  expect(undoes(u, r)).toBe('aa\ncharlie herein\n');
  expect(u.shape).toBe('list(listitem(…) listitem(…))');
});

it('[E3] a redo of my join takes along what somebody else has typed in the line meanwhile', () => {
  const [u, r] = twoHands(['Alpha', 'bravo']);
  does(u, r, ['Backspace', 'bravo']);
  writes(r, u, 'bravo', '!');
  expect(undoes(u, r)).toBe('Alpha\nbravo!\n');
  writes(r, u, 'bravo!', '?');
  expect(undoes(u, r, 'redo')).toBe('Alphabravo!?\n');
  expect(u.shape).toBe('paragraph(…)');
});

it('[E3] letters that come back beside their neighbours are as bold as they were', () => {
  const [u, r] = twoHands(first);
  does(u, r, ['Enter', 'charlie']);
  r.goesBehind('delta');
  r.presses('bold');
  r.types(' RRRR');
  meet(u, r);
  expect(undoes(u, r)).toBe(asWritten);
  expect(r.boldWords).toBe(' RRRR');
});

/** Types there; takes that and more out, and brings it back: all of it is one piece of my client's now. */
function bringsBack(hand: Hand, other: Hand, words: string): void {
  hand.undo.stopCapturing();
  hand.selects(words);
  hand.types('');
  meet(hand, other);
  undoes(hand, other);
}

it("[E3] undo takes my letters out that I had brought back, and not somebody else's that came back with them", () => {
  const [u, r] = twoHands(['Alpha']);
  writes(u, r, 'Alpha', ' mine');
  writes(r, u, 'mine', ' theirs');
  bringsBack(u, r, ' mine theirs');
  expect(undoes(u, r)).toBe('Alpha theirs\n');
  expect(undoes(u, r, 'redo')).toBe('Alpha mine theirs\n');
});

it('[E3] undo takes my letters wholly out that I had brought back, also where somebody else has typed in them since', () => {
  const [u, r] = twoHands(['Alpha']);
  writes(u, r, 'Alpha', ' mine');
  bringsBack(u, r, ' mine');
  writes(r, u, 'mi', '!');
  expect(u.words).toBe('Alpha mi!ne\n');
  expect(undoes(u, r)).toBe('Alpha!\n');
});

it('[E3] an item that somebody else has split from mine goes with it when I undo my list, and its words stand once', () => {
  const [u, r] = twoHands(['Alpha bravo']);
  does(u, r, ['list', 'Alpha']);
  does(r, u, ['Enter', 'bravo']);
  writes(r, u, 'bravo', '!');
  expect(undoes(u, r)).toBe('Alpha \nbravo!\n');
  expect(u.shape).toBe('paragraph(…) paragraph(…)');
});

it.each(['Enter', 'Backspace', 'list'] as const)(
  '[E3] what somebody else has shaped by %s since does not come back a second time when I undo',
  key => {
    const [u, r] = twoHands(first);
    does(u, r, ['Enter', 'charlie']);
    does(r, u, [key, key === 'Backspace' ? 'charlie' : 'delta']);
    expect(undoes(u, r).replaceAll('\n', '')).toBe(first.join(''));
    expect(undoes(u, r, 'redo').replaceAll('\n', '')).toBe(first.join(''));
    expect(undoes(u, r).replaceAll('\n', '')).toBe(first.join(''));
  },
);

it('[E3] a redo of my Enter splits the line again, also where somebody else has made a list of it', () => {
  const [u, r] = twoHands(first);
  does(u, r, ['Enter', 'charlie']);
  undoes(u, r);
  does(r, u, ['list', 'charlie']);
  undoes(u, r, 'redo');
  expect(u.words).toBe('Alpha bravo\nThen \ncharlie delta\n');
  expect(u.shape).toBe('paragraph(…) paragraph(…) list(listitem(…))');
});

it('[E3] undo of typing in a line that I have split takes exactly my typing', () => {
  const [u, r] = twoHands(first);
  does(u, r, ['Enter', 'charlie']);
  writes(r, u, 'delta', ' RRRR');
  u.goesBehind('charlie');
  u.undo.stopCapturing();
  u.types(' mine');
  meet(u, r);
  expect(undoes(u, r)).toBe('Alpha bravo\nThen \ncharlie delta RRRR\n');
  undoes(u, r, 'redo');
  undoes(u, r);
  expect(undoes(u, r)).toBe(asWritten);
});

it('[E3] an undo that puts words of others back is one change, and I stand where I stood', () => {
  const [u, r] = twoHands(first);
  does(u, r, ['Enter', 'charlie']);
  writes(r, u, 'delta', ' RRRR');
  u.goesBefore('charlie');
  const written = u.updatesOf(() => u.presses('undo'));
  expect(written).toBe(1);
  meet(u, r);
  u.types('_');
  expect(meet(u, r)).toBe('Alpha bravo\nThen _charlie delta RRRR\n');
});

const shaping = ['Enter', 'Backspace', 'Shift+Enter', 'list', 'unlist', 'numbers', 'quote'] as const;

/** U shapes lines, undoes and redoes; R types words between. Everything is delivered at once. */
function shapedBeside(seed: number): { readonly u: Hand; readonly typed: readonly string[]; readonly log: string } {
  const random = new Random(seed);
  const [u, r] = twoHands(first, random.below(2) === 0 ? 7 : 9);
  const typed: string[] = [];
  const log: string[] = [];
  for (let i = 0; i < 12; i++) {
    const chance = random.below(10);
    if (chance < 4) {
      const deed = [random.pick(shaping), random.pick(['bravo', 'Then', 'charlie', 'delta'])] as const;
      does(u, r, deed);
      log.push(deed.join(' '));
    } else if (chance < 7) {
      const word = ` <${i}>`;
      const behind = random.pick(['Alpha', 'bravo', 'Then', 'charlie', 'delta', ...typed.map(other => other.trim())]);
      writes(r, u, behind, word);
      typed.push(word);
      log.push(behind + word);
    } else log.push(undoes(u, r, chance < 9 ? 'undo' : 'redo'));
  }
  for (let i = 0; i < 14; i++) undoes(u, r);
  return { u, typed, log: log.join(' | ') };
}

it('[E3] whatever I shape, undo and redo, each word of somebody else stands once, whole and in order', () => {
  for (const seed of seeds(30, 2_000)) {
    const { u, typed, log } = shapedBeside(seed);
    for (const word of typed) expect(u.words.split(word), `seed ${seed}: ${log}`).toHaveLength(2);
    const others = typed.reduce((words, word) => words.replace(word, ''), u.words);
    expect(others, `seed ${seed}: ${log}`).toBe('Alpha bravo\nThen charlie delta\n');
  }
});

const selects = (hand: Hand, from: number, to: number): void =>
  hand.does(() => void $getRoot().getAllTextNodes()[0]?.select(from, to));

it('[E3] a redo takes words of somebody else out again that I had taken out: typed over, deleted, and both after a pause', () => {
  for (const way of ['typed over', 'deleted', 'both'] as const) {
    const [u, r] = twoHands(['The parties refrain here']);
    const replaced = {
      'typed over': 'The parties abstain here\n',
      deleted: 'The parties  here\n',
      both: 'The parties abstain here\n',
    };
    u.undo.stopCapturing();
    selects(u, 12, 19);
    if (way !== 'typed over') u.types('');
    u.undo.stopCapturing();
    if (way !== 'deleted') u.types('abstain');
    expect(meet(u, r), way).toBe(replaced[way]);
    const steps = way === 'both' ? 2 : 1;
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < steps; i++) undoes(u, r);
      expect(u.words, way).toBe('The parties refrain here\n');
      for (let i = 0; i < steps; i++) undoes(u, r, 'redo');
      expect(u.words, way).toBe(replaced[way]);
    }
  }
});

it('[E3] a redo that takes all words out leaves what somebody else has written meanwhile', () => {
  const [u, r] = twoHands(['Old words here.', 'Old second.']);
  u.undo.stopCapturing();
  u.does(() => void $getRoot().select(0, $getRoot().getChildrenSize()));
  u.types('New words.');
  expect(meet(u, r)).toBe('New words.\n');
  writes(r, u, 'words.', ' RRR');
  expect(undoes(u, r).replaceAll('\n', '')).toContain('RRR');
  expect(undoes(u, r, 'redo')).toBe('New words. RRR\n');
});

const sentence = 'Ukraine shall determine the size and equipment of its forces.';

it.each([
  ['size and equipment', 'the size and'],
  ['the size and', 'size and equipment'],
  ['the size and equipment', 'size and'],
  ['size', 'the size and equipment of'],
])('[E3] two people take “%s” and “%s” away at once: after both undos the words stand once', (mine, theirs) => {
  for (const typedOver of ['', 'X']) {
    const [u, r] = twoHands([sentence]);
    for (const [hand, words] of [
      [u, mine],
      [r, theirs],
    ] as const) {
      hand.selects(words);
      if (typedOver === '') hand.does($removeSelected);
      else hand.types(typedOver);
    }
    meet(u, r);
    undoes(u, r);
    expect(undoes(r, u).replaceAll('X', '')).toBe(`${sentence}\n`);
  }
});

function $removeSelected(): void {
  const selection = $getSelection();
  if ($isRangeSelection(selection)) selection.removeText();
}
