// What dragging asks of one point's editor: which words are selected, putting words in, taking them away. Knows no
// other point, and no pointer.
import type { LexicalEditor } from 'lexical';
import {
  $createRangeSelectionFromDom,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  $setSelection,
  PASTE_COMMAND,
  SKIP_DOM_SELECTION_TAG,
} from 'lexical';
import type { MovableWords } from '../point-desk.ts';

export const movableWords = (editor: LexicalEditor, body: HTMLElement): MovableWords => ({
  selected: () =>
    editor.read(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) return null;
      const range = selection.clone();
      const takeAway = (): void => {
        editor.setEditable(true); // it has lost the focus to the other point, and writes only while it may be edited
        editor.update(
          () => {
            const words = range.clone();
            $setSelection(words);
            words.removeText();
            $setSelection(null);
          },
          { discrete: true, tag: SKIP_DOM_SELECTION_TAG },
        );
        editor.setEditable(false);
      };
      return { words: selection.getTextContent(), mayLeave: editor.isEditable(), takeAway };
    }),

  /** As if it were pasted there, with all that pasting minds. */
  put: (clipboardData, { node, within }) => {
    const size = (): number => editor.read(() => $getRoot().getTextContentSize());
    const before = size();
    body.focus({ preventScroll: true });
    document.getSelection()?.setBaseAndExtent(node, within, node, within);
    editor.update(
      () => {
        $setSelection($createRangeSelectionFromDom(document.getSelection(), editor));
        editor.dispatchCommand(PASTE_COMMAND, new ClipboardEvent('paste', { clipboardData, cancelable: true }));
      },
      { discrete: true },
    );
    return size() > before;
  },
});
