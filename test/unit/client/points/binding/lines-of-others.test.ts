// Lines that I made and undo: where somebody else has written in one that began empty, their words keep it.
import { $getRoot } from 'lexical';
import { expect, it } from 'vitest';
import { does, undoes, writes } from '../../../../support/in-turns.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';

it('[E3] a line in which only somebody else has written stays when I undo my Enter', () => {
  const [u, r] = twoHands(['Alpha']);
  u.goesBehind('Alpha');
  u.presses('Enter');
  u.types('mine ');
  meet(u, r);
  writes(r, u, 'mine ', 'theirs');
  expect(undoes(u, r)).toBe('Alpha\ntheirs\n');
});

it('[E3] so it does between two lines, and their letters do not go into the next', () => {
  const [u, r] = twoHands(['Alpha', 'bravo']);
  u.goesBehind('Alpha');
  u.presses('Enter');
  u.types('mine ');
  meet(u, r);
  writes(r, u, 'mine ', 'theirs');
  expect(undoes(u, r)).toBe('Alpha\ntheirs\nbravo\n');
});

it('[E3] what somebody else has typed in my list of an empty line goes into the line', () => {
  const [u, r] = twoHands(['Alpha', '']);
  u.goesToEnd();
  u.presses('list');
  meet(u, r);
  r.goesToEnd();
  r.types('theirs');
  meet(u, r);
  expect(undoes(u, r)).toBe('Alpha\ntheirs\n');
  expect(u.shape).toBe('paragraph(…) paragraph(…)');
});

it('[E3] an Enter that I pressed over words where I had joined lines goes wholly when I undo it', () => {
  const [u, r] = twoHands(['Alpha bravo', 'charlie']);
  does(u, r, ['Backspace', 'charlie']);
  u.selects('bravo');
  u.presses('Enter');
  expect(meet(u, r)).toBe('Alpha \ncharlie\n');
  expect(undoes(u, r)).toBe('Alpha bravocharlie\n');
  expect(undoes(u, r)).toBe('Alpha bravo\ncharlie\n');
});

it('[E3] a redo of my join joins what somebody else has written in the empty line that had come back', () => {
  const [u, r] = twoHands(['Alpha', '', 'bravo']);
  does(u, r, ['Backspace', 'bravo']);
  expect(undoes(u, r)).toBe('Alpha\n\nbravo\n');
  r.does(() => void $getRoot().getChildAtIndex(1)?.selectStart());
  r.types('theirs ');
  expect(meet(u, r)).toBe('Alpha\ntheirs \nbravo\n');
  expect(undoes(u, r, 'redo')).toBe('Alpha\ntheirs bravo\n');
});
