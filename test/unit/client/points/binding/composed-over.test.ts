// What an input method composes in place of words in which others write meanwhile: the letters go that it took the
// place of, and no others.
import { $getRoot, $isTextNode } from 'lexical';
import { expect, it } from 'vitest';
import { enteringNow, stoodIn } from '../../../../../client/points/binding/composed-change.ts';
import { must } from '../../../../../shared/assert.ts';
import { flowOf } from '../../../../../shared/text/flow.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import { commits, composes, composesInstead } from '../../../../support/composing.ts';
import { Random, seeds } from '../../../../support/seeded-random.ts';
import type { Hand } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';

const deltaOf = ({ doc }: Hand): unknown => flowOf(bodyOf(doc, 'p0'))?.toDelta();

function selectFrom(hand: Hand, from: { line: number; at: number }, to: { line: number; at: number }): void {
  hand.does(() => {
    const [first, last] = [from, to].map(({ line }) => $getRoot().getAllTextNodes()[line]);
    if (!$isTextNode(first) || !$isTextNode(last)) throw new Error('no such line');
    first.select(from.at, from.at).focus.set(last.getKey(), to.at, 'text');
  });
}

function puts(hand: Hand, place: 'before' | 'behind', words: string, letters: string): void {
  if (place === 'before') hand.goesBefore(words);
  else hand.goesBehind(words);
  hand.types(letters);
}

function replaces(hand: Hand, words: string, letters: string): void {
  hand.selects(words);
  for (const letter of letters) hand.types(letter);
}

const edges = (b: Hand): void => {
  puts(b, 'before', 'parties', 'X');
  puts(b, 'behind', 'agree', 'Y');
};

it.each<[string, (b: Hand) => void, string]>([
  ['words within it', b => puts(b, 'behind', 'par', 'INSIDE'), 'The 日本INSIDE here\n'],
  ['words at its edges', edges, 'The X日本Y here\n'],
  ['an Enter within it', b => b.pressesBefore('ties', 'Enter'), 'The 日本\n here\n'],
  ['words in place of its beginning', b => replaces(b, 'The par', 'Those'), 'Those日本 here\n'],
  ['words in place of its end', b => replaces(b, 'agree here', 'fight'), 'The 日本fight\n'],
  ['words in place of all', b => replaces(b, 'The parties agree here', 'None'), '日本None\n'],
])(
  '[E15] composed over a selection in which another writes %s: what was selected goes, and no more',
  (_, deed, now) => {
    for (const ids of [7, 9]) {
      const [a, b] = twoHands(['The parties agree here'], ids);
      a.selects('parties agree');
      composes(a, '日本');
      deed(b);
      meet(a, b);
      commits(a);
      expect(meet(a, b)).toBe(now);
      a.types('!');
      expect(meet(a, b)).toBe(now.replace('日本', '日本!'));
      expect(a.isDrawn && b.isDrawn).toBe(true);
    }
  },
);

it.each([
  ['where the caret is', null, 'One two 西three four.'],
  ['over words, which stay since they are the other’s now', 'two three', 'One two three西 four.'],
])('[E15] another takes all words away and undoes that: composed %s, it comes to its letters', (_, over, now) => {
  for (const theirs of ['two three', 'One two three four.']) {
    const [a, b] = twoHands(['One two three four.']);
    if (over === null) a.goesTo(8);
    else a.selects(over);
    composes(a, '西');
    replaces(b, theirs, 'X');
    meet(a, b);
    b.presses('undo');
    meet(a, b);
    commits(a);
    expect(meet(a, b)).toBe(`${now}\n`);
  }
});

it('[E15] composed over several lines: what another writes in each of them stays, and undo brings back the rest', () => {
  const [a, b] = twoHands(['one two', 'three', 'four five']);
  selectFrom(a, { line: 0, at: 4 }, { line: 2, at: 5 });
  composes(a, '日本');
  puts(b, 'behind', 'tw', 'X');
  puts(b, 'behind', 'thr', 'Y');
  puts(b, 'behind', 'fo', 'Z');
  meet(a, b);
  a.undo.stopCapturing();
  commits(a);
  expect(meet(a, b)).toBe('one 日本XYZfive\n');
  a.undo.undo();
  expect(meet(a, b)).toBe('one twXo\nthrYee\nfoZur five\n');
  expect(a.isDrawn && b.isDrawn).toBe(true);
});

it.each([true, false])('[E15] two who compose over words that overlap keep what both have composed (%s)', isFirst => {
  const [a, b] = twoHands(['The parties agree here']);
  a.selects('parties agree');
  composes(a, '日本');
  b.selects('agree here');
  composes(b, '中国');
  const [first, last] = isFirst ? [a, b] : [b, a];
  commits(first);
  meet(a, b);
  commits(last);
  expect(meet(a, b)).toBe('The 日本中国\n');
});

it('[E15] a word that is composed anew, with nothing selected, stays whole and takes away its own letters alone', () => {
  const [a, b] = twoHands(['They agree to teh']);
  const flow = must(flowOf(bodyOf(a.doc, 'p0')), 'flow');
  a.goesBehind('teh');
  const stood = stoodIn(flow, a.point.editor.getEditorState(), () => null);
  composesInstead(a, 3, 'the');
  puts(b, 'behind', 'te', 'INSIDE');
  puts(b, 'before', 'They', 'Now ');
  meet(a, b);
  const entering = enteringNow(flow, stood, a.point.editor.getEditorState(), 'the');
  expect(entering?.lines.map(({ pieces }) => pieces.map(({ text }) => text).join(''))).toEqual([
    'Now They agree to theINSIDE',
  ]);
  expect(entering?.caret).toBe('Now They agree to the'.length);
  commits(a);
  expect(meet(a, b)).toBe('Now They agree to tINSIDEhe\n'); // without an input method that says what it has composed
});

it('[E15] what is composed stays whole, also where it has letters of what was selected', () => {
  const [a, b] = twoHands(['The party agrees']);
  a.selects('party');
  composes(a, 'parties');
  puts(b, 'behind', 'pa', 'X');
  meet(a, b);
  commits(a);
  expect(meet(a, b)).toBe('The partiesX agrees\n');
});

it.each([
  ['at the end', (b: Hand) => puts(b, 'behind', 'agree', ' now')],
  ['at the beginning', (b: Hand) => puts(b, 'before', 'The', 'Now ')],
])('[E15] marks that were chosen before a composition stand on it, whatever another types %s', (_, deed) => {
  const [a, b] = twoHands(['The parties agree']);
  a.goesBehind('agree');
  a.presses('bold');
  a.presses('italic');
  composes(a, '日本');
  deed(b);
  meet(a, b);
  commits(a);
  a.types('!');
  meet(a, b);
  expect(JSON.stringify(deltaOf(b))).toMatch(/"insert":"日本!","attributes":\{(?:"bold":true|"italic":true|,)+\}/);
  expect(b.boldWords).toBe('日本!');
});

it.each([true, false])(
  '[E15] marks that were chosen before a composition that is given up are still chosen (%s)',
  others => {
    const [a, b] = twoHands(['The parties agree']);
    a.goesBehind('agree');
    a.presses('bold');
    composes(a, '');
    if (others) puts(b, 'behind', 'agree', ' now');
    meet(a, b);
    commits(a);
    a.types('!');
    meet(a, b);
    expect([b.boldWords, b.words.includes('agree!')]).toEqual(['!', true]);
  },
);

it('[E15] what is composed among words that another makes bold meanwhile is bold', () => {
  const [a, b] = twoHands(['The parties agree']);
  a.goesBehind('par');
  a.presses('italic');
  composes(a, '日本');
  b.selects('The parties agree');
  b.presses('bold');
  b.selects('agree');
  b.presses('link');
  meet(a, b);
  commits(a);
  meet(a, b);
  expect(b.boldWords).toBe('The par日本ties agree');
  expect(deltaOf(b)).toContainEqual({ insert: '日本', attributes: { bold: true, italic: true } });
});

const only = (letters: RegExp, words: string): string => words.replace(letters, '');

/** A composes over a stretch while B writes its own letters and takes others away, wherever. */
function composedBeside(seed: number): void {
  const random = new Random(seed);
  const lines = 'abcdefgh\nijklmnop\nqrstuvwx';
  const [a, b] = twoHands(lines.split('\n'), random.pick([7, 9]));
  const [from = 0, to = 0] = [random.below(26), random.below(26)].sort((x, y) => x - y);
  const placeOf = (offset: number) => ({ line: Math.floor(offset / 9), at: offset % 9 });
  selectFrom(a, placeOf(from), placeOf(to));
  const like = from === to ? [] : [`${lines.charAt(from)}日`, `日${lines.charAt(to - 1)}`];
  composes(a, random.pick(['日本', '日', ...like]).replaceAll('\n', ''));
  for (let i = 0; i < 1 + random.below(5); i++) {
    b.does(() => {
      const text = random.pick($getRoot().getAllTextNodes());
      const at = random.below(text.getTextContentSize() + 1);
      text.select(at, random.chance(0.3) ? Math.min(at + 1, text.getTextContentSize()) : at);
    });
    if (random.chance(0.3)) b.presses('Enter');
    else b.types('ABCDEF'.charAt(i));
    if (random.chance(0.5)) b.sendsTo(a);
  }
  const selected = lines.slice(from, to);
  const before = meet(a, b);
  commits(a);
  const words = meet(a, b);
  const at = `seed ${seed}: ${JSON.stringify({ selected, before, words })}`;
  const kept = [...before].filter(unit => unit === '\n' || !selected.includes(unit)).join('');
  const again = new RegExp(`[日本\\n${selected.replaceAll('\n', '')}]`, 'g');
  expect(only(again, words), at).toBe(only(again, kept));
  expect(words.split('\n').length, at).toBe(before.split('\n').length - (selected.split('\n').length - 1));
  expect(words.split('日'), at).toHaveLength(2);
  expect([a.isDrawn, b.isDrawn, a.drawn], at).toEqual([true, true, b.drawn]);
}

it('[E15] composed beside all that another does at once: only the selected letters go', () => {
  for (const seed of seeds(60, 3_000)) composedBeside(seed);
});
