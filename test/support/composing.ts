// An input method at one person's editor, as Lexical hears of it: without a page.
import type { RangeSelection } from 'lexical';
import { $getSelection, $isRangeSelection, $setCompositionKey, COMPOSITION_START_COMMAND } from 'lexical';
import type { Hand } from './two-hands.ts';

const start = { type: 'compositionstart' } as CompositionEvent; // no handler here reads it

/** With Lexical's placeholder. Until it is done, the other sees nothing of it. */
export const composes = (hand: Hand, words: string): void =>
  compose(hand, selection => selection.insertText(`\u200b${words}`));

/** In place of so many letters before the caret. */
export const composesInstead = (hand: Hand, letters: number, words: string): void =>
  compose(hand, selection => {
    const { key, offset } = selection.anchor;
    selection.anchor.set(key, offset - letters, 'text');
    selection.insertText(words);
  });

function compose(hand: Hand, $how: (selection: RangeSelection) => void): void {
  hand.point.editor.dispatchCommand(COMPOSITION_START_COMMAND, start);
  hand.does(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection)) return;
    $how(selection);
    const { key, offset, type } = selection.focus;
    selection.anchor.set(key, offset, type); // the browser puts the caret there
    $setCompositionKey(key);
  });
}

export function commits(hand: Hand): void {
  hand.does(() => $setCompositionKey(null));
  hand.point.binding.finishComposition();
}
