// People who each shape the same paragraph or list without hearing of one another: every word stands once and in order,
// theirs too, and each may undo.
import { expect, it } from 'vitest';
import { makeAnchor, resolveAnchor } from '../../../../../shared/text/anchors/anchors.ts';
import { bodyOf, flatText } from '../../../../../shared/text/point-text.ts';
import { seeds } from '../../../../support/seeded-random.ts';
import type { Shaping } from '../../../../support/shape-play.ts';
import { caretFaultsOf, faultsOf, playActs, playOf, shapeLines, shapes } from '../../../../support/shape-play.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';

it.each([
  ['two people who each shape one paragraph or list once', 2, 1],
  ['two people who shape it three times', 2, 3],
  ['three people who shape it twice', 3, 2],
] as const)('[E9] %s have every word once, in order, and their carets', (_, people, steps) => {
  for (const seed of seeds(40, 3_000)) {
    const play = playOf(seed, people, steps);
    expect(faultsOf(play), `seed ${seed}: ${JSON.stringify(play.acts)}`).toEqual([]);
    expect(caretFaultsOf(play), `seed ${seed}: ${JSON.stringify(play.acts)}`).toEqual([]);
  }
});

const trials: readonly (readonly [string, Shaping, Shaping])[] = [
  ['press Enter at two places', ['Enter', 'foxtrot'], ['Enter', 'kilo']],
  ['link two words', ['link', 'echo'], ['link', 'kilo']],
  ['press Enter and link', ['Enter', 'kilo'], ['link', 'foxtrot']],
  ['press Enter and make a quote', ['Enter', 'kilo'], ['quote', 'foxtrot']],
  ['press Shift+Enter and make a quote', ['Shift+Enter', 'kilo'], ['quote', 'foxtrot']],
  ['link and make a list', ['link', 'echo'], ['list', 'kilo']],
];

it.each(trials)('[E9] two people who %s have every word once, and carets stay at their words', (_, one, other) => {
  for (const firstId of [7, 9]) {
    const play = playActs(twoHands(shapeLines, firstId), [[one], [other]], [['Xx'], ['Yy']]);
    expect(faultsOf(play), `${firstId}`).toEqual([]);
    expect(caretFaultsOf(play), `${firstId}`).toEqual([]);
  }
});

it("[E9] of an item that one moves deeper and another splits the second half is deeper: a kind goes with the line's end", () => {
  for (const firstId of [7, 9]) {
    const hands = twoHands(shapeLines, firstId);
    for (const line of shapeLines) shapes(hands[0], ['list', line.slice(0, 4)]);
    meet(...hands);
    const play = playActs(hands, [[['indent', 'golf']], [['Enter', 'kilo']]], [['Xx'], ['Yy']]);
    expect(faultsOf(play), `${firstId}`).toEqual([]);
    expect(play.hands[0]?.shape).toBe('list(listitem(…) listitem(…) listitem(list(listitem(…))) listitem(…))');
  }
});

it('[E9] breaks and links of both stand where two people have shaped one paragraph', () => {
  for (const firstId of [7, 9]) {
    const hands = twoHands(shapeLines, firstId);
    playActs(hands, [[['Enter', 'kilo']], [['link', 'foxtrot']]], [[''], ['']]);
    expect(hands[1].shape).toBe('paragraph(…) paragraph(… link(…) …) paragraph(…) paragraph(…)');
    const others = twoHands(shapeLines, firstId);
    playActs(others, [[['link', 'echo']], [['link', 'kilo']]], [[''], ['']]);
    expect(others[1].linkedWords).toBe('echo|kilo');
    const more = twoHands(shapeLines, firstId);
    playActs(more, [[['Enter', 'kilo']], [['quote', 'foxtrot']]], [[''], ['']]);
    expect(more[1].shape).toBe('paragraph(…) paragraph(…) quote(…) paragraph(…)');
  }
});

it.each<Shaping>([
  ['link', 'golf'],
  ['Enter', 'golf'],
  ['list', 'golf'],
  ['quote', 'golf'],
])('[E9] words that one makes bold while another shapes their line (%s) are bold', (...other) => {
  for (const firstId of [7, 9])
    for (const bold of ['hotel', 'delta echo foxtrot golf hotel india juliett kilo lima mike']) {
      const hands = twoHands(shapeLines, firstId);
      playActs(hands, [[['bold', bold]], [other]], [[''], ['']]);
      for (const hand of hands) expect(hand.boldWords, `${firstId}`).toBe(bold);
    }
});

it.each(trials)('[E9] a comment on words that two people shape (%s) stays on them', (_, one, other) => {
  for (const firstId of [7, 9])
    for (const words of ['foxtrot golf', 'kilo lima', 'golf hotel india juliett kilo']) {
      const hands = twoHands(shapeLines, firstId);
      const body = bodyOf(hands[0].doc, 'p0');
      const from = flatText(body).text.indexOf(words);
      const anchor = makeAnchor(body, from, from + words.length);
      playActs(hands, [[one], [other]], [[''], ['']]);
      const placed = resolveAnchor(body, flatText(body), anchor);
      const text = placed.kind === 'detached' ? 'detached' : flatText(body).text.slice(placed.from, placed.to);
      expect(text.replaceAll('\n', ''), `${firstId}`).toBe(words);
    }
});
