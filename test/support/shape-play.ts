// People who each shape one paragraph or list once or a few times without hearing of one another, type a word there,
// and then meet.
import { Random } from './seeded-random.ts';
import type { Hand, Key } from './two-hands.ts';
import { meet, threeHands, twoHands } from './two-hands.ts';

export const shapeLines = [
  'alfa bravo charlie',
  'delta echo foxtrot golf hotel india juliett kilo lima mike',
  'november oscar papa',
];
const tokens = shapeLines.flatMap(line => line.split(' '));
const inside = 'echo foxtrot golf hotel india juliett kilo lima mike'.split(' ');

export type Shaping = readonly [Key, string];
const onSelection: ReadonlySet<Key> = new Set<Key>(['bold', 'italic', 'link']);
const keys: readonly Key[] = [
  'Enter',
  'Enter',
  'Shift+Enter',
  'Backspace',
  'link',
  'link',
  'list',
  'numbers',
  'quote',
  'bold',
  'italic',
];
const listKeys: readonly Key[] = ['Enter', 'Enter', 'Shift+Enter', 'indent', 'link', 'bold', 'quote', 'numbers'];

export function shapes(hand: Hand, [key, words]: Shaping): void {
  if (onSelection.has(key)) hand.selects(words);
  else hand.goesBefore(words);
  hand.presses(key);
  if (onSelection.has(key)) hand.collapses();
}

export type Play = {
  readonly hands: readonly Hand[];
  readonly acts: readonly (readonly Shaping[])[];
  readonly typed: readonly (readonly string[])[];
};

const names = ['Xx', 'Yy', 'Zz'];

/** Everybody's acts, and what each types behind each. */
export function playOf(seed: number, people: 2 | 3, steps: number): Play {
  const random = new Random(seed);
  const isList = random.chance(0.3);
  const firstId = random.pick([7, 9, 11]);
  const hands: readonly [Hand, Hand, ...Hand[]] =
    people === 2 ? twoHands(shapeLines, firstId) : threeHands(shapeLines, firstId);
  if (isList) {
    for (const line of shapeLines) shapes(hands[0], ['list', line.slice(0, 4)]);
    meet(...hands);
  }
  const acts = hands.map(() =>
    Array.from({ length: steps }, (): Shaping => {
      const key = random.pick(isList ? listKeys : keys);
      return [key, key === 'Backspace' ? random.pick(['delta', 'november']) : random.pick(inside)];
    }),
  );
  const typed = acts.map((own, person) => own.map((_, step) => `${names[person]}${step}`));
  return playActs(hands, acts, typed);
}

export function playActs(
  hands: readonly [Hand, Hand, ...Hand[]],
  acts: readonly (readonly Shaping[])[],
  typed: readonly (readonly string[])[],
): Play {
  for (const [person, hand] of hands.entries())
    for (const [step, act] of (acts[person] ?? []).entries()) {
      shapes(hand, act);
      for (const letter of typed[person]?.[step] ?? '') hand.types(letter);
    }
  meet(...hands);
  meet(...hands);
  return { hands, acts, typed };
}

/**
 * What is wrong by now, in words; empty where nothing is. `gone`: what has been undone; where somebody else has written
 * it anew, it stays.
 */
export function faultsOf({ hands, typed }: Play, gone: ReadonlySet<string> = new Set()): readonly string[] {
  const [first, ...others] = hands;
  const words = first?.words ?? '';
  const faults: string[] = [];
  for (const other of others) {
    if (other.words !== words) faults.push('copies differ');
    if (other.shape !== first?.shape) faults.push('shapes differ');
  }
  const line = words.replaceAll('\n', '');
  let last = -1;
  for (const token of tokens) {
    const times = line.split(token).length - 1;
    if (times !== 1) faults.push(`${token} stands ${times} times`);
    else if (line.indexOf(token) < last) faults.push(`${token} out of order`);
    last = Math.max(last, line.indexOf(token));
  }
  for (const token of typed.flat()) {
    const times = line.split(token).length - 1;
    const isRight = gone.has(token) ? times <= 1 : times === 1;
    if (!isRight) faults.push(`${token} stands ${times} times`);
  }
  return faults.length > 0 ? [...faults, words] : [];
}

/** Each goes on typing: where its caret is not behind its last word. */
export function caretFaultsOf({ hands, typed }: Play): readonly string[] {
  return hands.flatMap((hand, person) => {
    const last = typed[person]?.at(-1) ?? '';
    hand.types('_');
    const [one, other, ...more] = hands;
    if (one && other) meet(one, other, ...more);
    return hand.words.includes(`${last}_`) ? [] : [`caret of ${last}: ${hand.words}`];
  });
}
