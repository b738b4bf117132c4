// One person shapes lines, undoes and redoes, while another makes lines beside them: every line and word stands where
// it stood before.

import { $createListItemNode, $isListItemNode } from '@lexical/list';
import type { ElementNode, LexicalNode } from 'lexical';
import {
  $createParagraphNode,
  $createRangeSelection,
  $createTextNode,
  $getRoot,
  $isElementNode,
  $setSelection,
} from 'lexical';
import { expect, it } from 'vitest';
import { must } from '../../../../../shared/assert.ts';
import { Random, seeds } from '../../../../support/seeded-random.ts';
import type { Hand } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';

const lines = ['Alpha anna', 'Bravo bert', 'Charlie cora', 'Delta dora'] as const;
const firstNames = ['Alpha', 'Bravo', 'Charlie', 'Delta'] as const;
const lastNames = ['anna', 'bert', 'cora', 'dora'] as const;

const $textOf = (name: string): LexicalNode =>
  must(
    $getRoot()
      .getAllTextNodes()
      .find(node => node.getTextContent().includes(name)),
    name,
  );

const isLine = (node: LexicalNode): boolean =>
  $isElementNode(node) &&
  !node.isInline() &&
  node.getChildren().every(child => !$isElementNode(child) || child.isInline());

const $lineOf = (name: string): ElementNode => must($textOf(name).getParents().find(isLine), name);

const $allLines = (node: ElementNode = $getRoot()): readonly ElementNode[] =>
  isLine(node)
    ? [node]
    : node
        .getChildren()
        .filter($isElementNode)
        .flatMap(child => $allLines(child));

function $removeWithEmpty(node: ElementNode): void {
  const parent = node.getParent();
  node.remove();
  if (parent && !$getRoot().is(parent) && parent.isEmpty()) $removeWithEmpty(parent);
}

/** Backspace at the beginning of a line, whatever lines these are. */
function $join(name: string): void {
  const line = $lineOf(name);
  const all = $allLines();
  const before = all[all.findIndex(other => other.is(line)) - 1];
  if (!before) return;
  line.selectStart();
  before.append(...line.getChildren());
  $removeWithEmpty(line);
}

function $deleteFrom(first: string, last: string): void {
  const [from, to] = [$textOf(first), $textOf(last)];
  const selection = $createRangeSelection();
  selection.anchor.set(from.getKey(), from.getTextContent().indexOf(first), 'text');
  selection.focus.set(to.getKey(), to.getTextContent().indexOf(last), 'text');
  $setSelection(selection);
  if (!selection.isBackward()) selection.removeText();
}

function $makeLine(name: string, side: 'before' | 'behind', beside: string): void {
  const line = $lineOf(beside);
  const made = ($isListItemNode(line) ? $createListItemNode() : $createParagraphNode()).append($createTextNode(name));
  if (side === 'before') line.insertBefore(made);
  else line.insertAfter(made);
}

type Seen = Map<string, boolean>;

/** Pairs of names that have changed places since they were first seen together. */
function outOfOrder(seen: Seen, words: string, names: readonly string[]): readonly string[] {
  const standing = names.filter(name => words.includes(name));
  const pairs = standing.flatMap((one, index) => standing.slice(index + 1).map(other => [one, other] as const));
  return pairs.flatMap(([one, other]) => {
    const isBefore = words.indexOf(one) < words.indexOf(other);
    const pair = `${one}, ${other}`;
    const moved = seen.has(pair) && seen.get(pair) !== isBefore;
    seen.set(pair, isBefore);
    return moved ? [pair] : [];
  });
}

const shaping = ['Enter', 'join', 'list', 'unlist', 'numbers', 'quote', 'delete', 'line'] as const;

/** What U may do to a line. */
function shapes(u: Hand, random: Random): string {
  const deed = random.pick(shaping);
  const able = (deed === 'Enter' ? lastNames : firstNames).filter(name => u.words.includes(name));
  if (able.length === 0) return 'nothing';
  const name = random.pick(able);
  u.undo.stopCapturing();
  if (deed === 'join') u.does(() => $join(name));
  else if (deed === 'line') u.does(() => $removeWithEmpty($lineOf(name)));
  else if (deed === 'delete') {
    const until = random.pick([...able, ...lastNames.filter(last => u.words.includes(last))]);
    u.does(() => $deleteFrom(name, until));
    return `delete ${name}..${until}`;
  } else {
    u.goesBefore(name);
    u.presses(deed);
  }
  return `${deed} ${name}`;
}

function playedBeside(seed: number): readonly string[] {
  const random = new Random(seed);
  const [u, r] = twoHands(lines, random.below(2) === 0 ? 7 : 9);
  const names: string[] = [...firstNames, ...lastNames];
  const seen: Seen = new Map();
  const log: string[] = [];
  const problems: string[] = [];
  const complain = (what: string): void => void problems.push(`seed ${seed}: ${what}\n${log.join('\n')}\n${u.shape}`);
  const check = (what: string): void => {
    const words = meet(u, r);
    log.push(`${what}: ${words.trim().replaceAll('\n', ' / ')}`);
    for (const pair of outOfOrder(seen, words, names)) complain(pair);
  };
  const takesBack = (key: 'undo' | 'redo'): void => {
    u.presses(key);
    check(key);
  };
  check('at first');
  for (let i = 0; i < 14; i++) {
    const chance = random.below(10);
    const beside = random.pick(names.filter(name => u.words.includes(name)).concat(''));
    if (chance < 3) check(shapes(u, random));
    else if (chance < 5 && beside) {
      const [name, side] = [`<${i}>`, random.pick(['before', 'behind'] as const)];
      r.does(() => $makeLine(name, side, beside));
      names.push(name);
      check(`${name} ${side} ${beside}`);
    } else takesBack(chance < 8 ? 'undo' : 'redo');
  }
  for (let i = 0; i < 14; i++) takesBack('undo');
  for (const name of names) if (u.words.split(name).length !== 2) complain(`not once and whole: ${name}`);
  return problems;
}

it('[E3] whatever I shape, undo and redo, all lines and words keep their order, those of others too', () => {
  for (const seed of seeds(60, 1_500)) expect(playedBeside(seed).join('\n\n')).toBe('');
});

const between = ['Alpha', 'Bravo', 'Echo', 'Charlie'];

it.each(['paragraphs', 'items'])(
  '[E3] undo of my join puts the line before what somebody else has made behind it: %s',
  kind => {
    const [u, r] = twoHands(['Alpha', 'Bravo', 'Charlie']);
    for (const name of kind === 'items' ? ['Alpha', 'Bravo', 'Charlie'] : []) {
      u.goesBefore(name);
      u.presses('numbers');
    }
    u.undo.stopCapturing();
    u.does(() => $join('Bravo'));
    meet(u, r);
    r.does(() => $makeLine('Echo', 'behind', 'Bravo'));
    meet(u, r);
    for (let round = 0; round < 2; round++) {
      u.presses('undo');
      expect(meet(u, r)).toBe(`${between.join('\n')}\n`);
      if (kind === 'items') expect(r.numbered).toEqual(between.map((name, index) => `${index + 1} ${name}`));
      u.presses('redo');
      expect(meet(u, r)).toBe('AlphaBravo\nEcho\nCharlie\n');
    }
  },
);

it.each([
  ['within one line', 'one'],
  ['the beginning of one line', 'Alpha'],
])(
  '[E3] undo of a deletion from %s to within another puts all lines before what somebody else has made behind them',
  (_, from) => {
    const written = ['Alpha one.', 'Bravo two.', 'Charlie six.'];
    const [u, r] = twoHands([...written, 'Delta.']);
    u.does(() => $deleteFrom(from, 'six.'));
    meet(u, r);
    r.does(() => $makeLine('Echo', 'behind', 'six.'));
    meet(u, r);
    u.presses('undo');
    expect(meet(u, r)).toBe([...written, 'Echo', 'Delta.', ''].join('\n'));
  },
);

it('[E3] undo of my list puts a line back on its side of an item that somebody else has made in the list', () => {
  const [u, r] = twoHands(['Alpha', 'Bravo']);
  for (const name of ['Alpha', 'Bravo']) {
    u.goesBefore(name);
    u.presses('list');
  }
  meet(u, r);
  for (const [name, beside] of [
    ['Echo', 'Alpha'],
    ['Foxtrot', 'Bravo'],
  ] as const)
    r.does(() => $makeLine(name, 'behind', beside));
  meet(u, r);
  u.presses('undo');
  u.presses('undo');
  expect(meet(u, r)).toBe('Alpha\nEcho\nBravo\nFoxtrot\n');
  expect(u.shape).toBe('paragraph(…) list(listitem(…)) paragraph(…) list(listitem(…))');
});
