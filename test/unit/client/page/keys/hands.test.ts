// A run of keys that began in text never becomes shortcuts, whatever takes the text away.
import { expect, it } from 'vitest';
import type { Hands, HandsAct } from '../../../../../client/page/keys/hands.ts';
import { handsAfter } from '../../../../../client/page/keys/hands.ts';

const inText = (type: string, key: string | null = null): HandsAct => ({ type, key, isInText: true });
const elsewhere = (type: string, key: string | null = null): HandsAct => ({ type, key, isInText: false });
const after = (...acts: readonly HandsAct[]): Hands => acts.reduce<Hands>(handsAfter, 'free');

it.each([
  ['a point that is removed', [inText('keydown', 'a'), elsewhere('keydown', 'b'), elsewhere('focusin')]],
  ['a comment that was posted', [inText('keydown', 'a'), inText('keydown', 'Enter'), elsewhere('keydown', 'J')]],
  ['a field that was only focused', [inText('focusin'), elsewhere('keydown', 'a')]],
  ['dictation', [elsewhere('pointerdown'), inText('input')]],
  ['arrows after the text has gone', [inText('keydown', 'a'), elsewhere('keydown', 'ArrowLeft')]],
  ['a click into words that are not edited', [inText('keydown', 'a'), inText('pointerdown')]],
  ['a shortcut, and then text again', [inText('keydown', 'a'), elsewhere('shortcut'), inText('focusin')]],
])('[T13] still writing: %s', (_, acts) => expect(after(...acts)).toBe('writing'));

it.each([
  ['who never wrote', []],
  ['Esc', [inText('keydown', 'a'), inText('keydown', 'Escape')]],
  ['Tab', [inText('keydown', 'a'), inText('keydown', 'Tab'), elsewhere('focusin')]],
  ['Esc after the text has gone', [inText('keydown', 'a'), elsewhere('keydown', 'b'), elsewhere('keydown', 'Escape')]],
  ['a click beside the text', [inText('keydown', 'a'), elsewhere('pointerdown')]],
  ['a shortcut that leads away', [inText('keydown', 'a'), elsewhere('shortcut'), elsewhere('focusin')]],
])('[T13] free: %s', (_, acts) => expect(after(...acts)).toBe('free'));
