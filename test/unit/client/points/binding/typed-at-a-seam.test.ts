// Somebody joins two lines while another types at the end of the first, or in the empty line between: the word stays
// whole, there, and so does the caret.
import { $getRoot, $getSelection, $isRangeSelection } from 'lexical';
import { expect, it } from 'vitest';
import { Random } from '../../../../support/seeded-random.ts';
import type { Hand } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';

const word = ' rus words';

/** What Backspace at the beginning of a line does behind an empty one: that goes. */
function removesLineBefore(hand: Hand): void {
  hand.undo.stopCapturing();
  hand.does(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection)) return;
    selection.anchor.getNode().getTopLevelElement()?.getPreviousSibling()?.remove();
  });
}

function typedWhile(a: Hand, b: Hand, deed: () => void, seed: number): string {
  const random = new Random(seed);
  const at = random.below(word.length);
  for (const [index, letter] of [...word].entries()) {
    if (index === at) deed();
    a.types(letter);
    if (random.chance(0.5)) a.sendsTo(b, 1 + random.below(3));
    if (random.chance(0.5)) b.sendsTo(a, 1 + random.below(3));
  }
  meet(a, b);
  a.types('_');
  return meet(a, b);
}

it('[E9] a word that is typed at the end of a line stays whole and there, while another joins the next line to it', () => {
  for (let seed = 0; seed < 60; seed++)
    for (const firstId of [7, 9]) {
      const [a, b] = twoHands(['Peace.', 'It shall'], firstId);
      a.goesBehind('Peace.');
      b.goesBefore('It');
      expect(
        typedWhile(a, b, () => b.presses('Backspace'), seed),
        `${seed}`,
      ).toBe(`Peace.${word}_It shall\n`);
    }
});

it('[E9] what is typed in an empty line stays whole, but for what another saw there and took away with the line', () => {
  for (let seed = 0; seed < 60; seed++)
    for (const firstId of [7, 9]) {
      const [a, b] = twoHands(['Nations.', '', 'It shall'], firstId);
      a.does(() => void $getRoot().getChildAtIndex(1)?.selectStart());
      b.goesBefore('It');
      let seen = '';
      const removes = (): void => {
        seen = b.words.split('\n')[1] ?? '';
        removesLineBefore(b);
      };
      const words = typedWhile(a, b, removes, seed);
      expect(words, `${seed}`).toMatch(new RegExp(`^Nations\\.\\n?${word.slice(seen.length)}_\\n?It shall\\n$`));
    }
});

it("[E8] who begins to type at the start of a line, or in an empty one, cuts nobody's run there", () => {
  for (const [words, place] of [
    [['The parties agree.'], 0],
    [['One.', 'Two.'], 1],
    [[''], 0],
    [['One.', '', 'Three.'], 1],
  ] as const)
    for (const seen of [0, 1, 4])
      for (const firstId of [7, 9]) {
        const [a, b] = twoHands([...words], firstId);
        for (const hand of [a, b]) hand.does(() => void $getRoot().getChildAtIndex(place)?.selectStart());
        for (const letter of 'abcdefgh'.slice(0, seen)) a.types(letter);
        a.sendsTo(b);
        for (const letter of 'ABCDEFGH') b.types(letter);
        for (const letter of 'abcdefgh'.slice(seen)) a.types(letter);
        const lines = [...words].map((line, i) => (i === place ? `(ABCDEFGHabcdefgh|abcdefghABCDEFGH)${line}` : line));
        expect(meet(a, b), `${seen} seen`).toMatch(new RegExp(`^${lines.join('\n')}\n$`));
        b.types('_');
        expect(meet(a, b)).toContain('ABCDEFGH_');
      }
});
