// What one of two people does in a point while the other looks on: everything is delivered at once.
import type { Hand, Key } from './two-hands.ts';
import { meet } from './two-hands.ts';

export type Deed = readonly [Key, string];

export function does(hand: Hand, other: Hand, [key, words]: Deed): void {
  hand.pressesBefore(words, key);
  meet(hand, other);
}

export function writes(hand: Hand, other: Hand, behind: string, letters: string): void {
  hand.goesBehind(behind);
  for (const letter of letters) {
    hand.types(letter);
    meet(hand, other);
  }
}

/** Presses the key, and everything is delivered. */
export function undoes(hand: Hand, other: Hand, key: 'undo' | 'redo' = 'undo'): string {
  hand.presses(key);
  return meet(hand, other);
}
