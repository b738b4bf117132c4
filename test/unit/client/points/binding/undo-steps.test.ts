// What one undo takes back, however fast the hands are: never more than one kind of deed at one place. From two trials
// by hand.
import { $getRoot, $getSelection, $isRangeSelection, $isTextNode, CUT_COMMAND, PASTE_COMMAND } from 'lexical';
import { expect, it } from 'vitest';
import type { Hand } from '../../../../support/two-hands.ts';
import { meet, twoHands } from '../../../../support/two-hands.ts';
import { $pastes } from '../../../../support/undo-play.ts';

const line = 'alpha bravo charlie';

const types = (hand: Hand, letters: string): void => {
  for (const letter of letters) hand.types(letter);
};
const backspaces = (hand: Hand, times: number): void => {
  for (let i = 0; i < times; i++)
    hand.does(() => {
      const selection = $getSelection();
      const node = $isRangeSelection(selection) ? selection.anchor.getNode() : null;
      if (!$isRangeSelection(selection) || !$isTextNode(node)) return;
      selection.setTextNodeRange(node, selection.anchor.offset - 1, node, selection.anchor.offset);
      selection.removeText();
    });
};
const pressesEnter = (hand: Hand): void =>
  hand.does(() => {
    const selection = $getSelection();
    if ($isRangeSelection(selection)) selection.insertParagraph();
  });
const selectsAll = (hand: Hand): void => hand.does(() => void $getRoot().select(0, $getRoot().getChildrenSize()));

/** What stands after each undo, until there is none. */
function takesAllBack(hand: Hand): readonly string[] {
  const stood: string[] = [];
  while (hand.undo.undoStack.length > 0) {
    hand.presses('undo');
    stood.push(hand.words.replaceAll('\n', '/'));
  }
  return stood;
}

const deeds: Record<string, readonly [deed: (hand: Hand) => void, afterUndo: readonly string[]]> = {
  'typing, then everything deleted': [
    hand => {
      types(hand, ' typed here');
      selectsAll(hand);
      hand.types('');
    },
    [`${line} typed here/`, `${line}/`],
  ],
  'typing, then everything typed over': [
    hand => {
      types(hand, ' typed here');
      selectsAll(hand);
      types(hand, 'qu');
    },
    [`${line} typed here/`, `${line}/`],
  ],
  'typing, then letters deleted, then typing': [
    hand => {
      types(hand, ' keep this');
      backspaces(hand, 4);
      types(hand, 'that');
    },
    [`${line} keep /`, `${line} keep this/`, `${line}/`],
  ],
  'typing at two places': [
    hand => {
      types(hand, ' one');
      hand.goesTo(0);
      types(hand, 'two ');
    },
    [`${line} one/`, `${line}/`],
  ],
  'two lines': [
    hand => {
      types(hand, ' one.');
      pressesEnter(hand);
      types(hand, 'Two.');
    },
    [`${line} one./`, `${line}/`],
  ],
  'a paste, then typing': [
    hand => {
      types(hand, ' a');
      hand.point.editor.dispatchCommand(PASTE_COMMAND, {} as ClipboardEvent); // which is not looked into
      hand.does(() => $pastes('PASTED'));
      types(hand, ' ok');
    },
    [`${line} aPASTED/`, `${line} a/`, `${line}/`],
  ],
  'a cut, then typing': [
    hand => {
      hand.selects('bravo ');
      hand.point.editor.dispatchCommand(CUT_COMMAND, null);
      hand.types('');
      types(hand, 'new ');
    },
    ['alpha charlie/', `${line}/`],
  ],
  'a long run of words': [
    hand => types(hand, ' and so on and on and so forth and so further and on it went until the evening'),
    [`${line} and so on and on and so forth and so further /`, `${line}/`],
  ],
};

it.each(Object.entries(deeds))('[E3] %s: each undo takes back one of them', (_, [deed, afterUndo]) => {
  const [hand] = twoHands([line]);
  hand.goesToEnd();
  deed(hand);
  const all = hand.words;
  expect(takesAllBack(hand)).toEqual(afterUndo);
  while (hand.undo.redoStack.length > 0) hand.presses('redo');
  expect(hand.words).toBe(all);
});

it('[E3] a run of typing is one step also where somebody else types before and behind it', () => {
  const [a, b] = twoHands([line]);
  a.goesBehind('bravo');
  b.goesTo(0);
  for (const letter of ' words of mine') {
    a.types(letter);
    b.types('x');
    meet(a, b);
  }
  a.presses('undo');
  expect(a.words).toBe(`${'x'.repeat(14)}${line}\n`);
});
