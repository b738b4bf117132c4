// Two people who press Enter at one place at once: both get their line end, and each takes back their own.
import { expect, it } from 'vitest';
import { meet, twoHands } from '../../../../support/two-hands.ts';

it('[E9] two people who press Enter at one place both get their line end: an empty line stands between', () => {
  for (const firstId of [7, 9]) {
    const [a, b] = twoHands(['Left right.'], firstId);
    for (const hand of [a, b]) hand.pressesBefore('right', 'Enter');
    expect(meet(a, b)).toBe('Left \n\nright.\n');
    for (const hand of [a, b]) hand.types(hand === a ? '_' : '!');
    expect(meet(a, b).replaceAll('\n', '')).toMatch(/^Left (_!|!_)right\.$/);
  }
});

it('[E9] lines that two people have made at one place at once both stand, with what each has typed in its own', () => {
  const [a, b] = twoHands(['Left right.']);
  for (const [hand, letter] of [
    [a, 'a'],
    [b, 'b'],
  ] as const) {
    hand.pressesBefore('right', 'Enter');
    hand.types(letter);
  }
  expect(meet(a, b)).toMatch(/^Left \n(a\nb|b\na)right\.\n$/);
});

it('[E3] whoever undoes a line that two people have made at once, its words stand once', () => {
  for (const isFirst of [true, false]) {
    const [a, b] = twoHands(['Left right.']);
    for (const hand of [a, b]) hand.pressesBefore('right', 'Enter');
    meet(a, b);
    (isFirst ? a : b).presses('undo');
    expect(meet(a, b).replaceAll('\n', '')).toBe('Left right.');
    (isFirst ? b : a).presses('undo');
    expect(meet(a, b).replaceAll('\n', '')).toBe('Left right.');
  }
});

it("[E9] somebody else's Enter at the place of mine is no step of mine for undo", () => {
  const [a, b] = twoHands(['Left right.']);
  b.goesBehind('Left');
  b.types('!');
  meet(a, b);
  for (const hand of [a, b]) hand.pressesBefore('right', 'Enter');
  b.undo.stopCapturing();
  expect(meet(a, b)).toBe('Left! \n\nright.\n');
  b.presses('undo');
  expect(meet(a, b)).toBe('Left! \nright.\n');
  b.presses('undo');
  expect(meet(a, b)).toBe('Left \nright.\n');
});
