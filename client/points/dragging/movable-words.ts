// What dragging asks of one point's editor: which words are dragged, moving them within it, putting words in, taking
// them away. What is dragged are the words as they stand, with what others have written in them meanwhile: none may be
// lost. Knows no other point, and no pointer.
import type { LexicalEditor, RangeSelection } from 'lexical';
import {
  $createRangeSelectionFromDom,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  $setSelection,
  DRAGSTART_COMMAND,
  DROP_COMMAND,
  PASTE_COMMAND,
  SKIP_DOM_SELECTION_TAG,
} from 'lexical';
import type { DraggedWords, MovableWords } from '../point-desk.ts';

/** Lexical's mark on what is dragged out of an editor; it names that one. */
export const dragMark = 'application/x-lexical-drag';

export const movableWords = (editor: LexicalEditor, body: HTMLElement): MovableWords => ({
  isSource: drag => drag.getData(dragMark).includes(`"${editor.getKey()}"`),

  dragged: () => {
    const range = editor.read(() => {
      const selection = $getSelection();
      return $isRangeSelection(selection) && !selection.isCollapsed() ? selection.clone() : null;
    });
    return range ? draggedWords(editor, range) : { kind: 'gone' };
  },

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

function draggedWords(editor: LexicalEditor, range: RangeSelection): DraggedWords {
  const data = new DataTransfer();
  // Taken up a second time: Lexical writes them down as it did at the drag's beginning.
  editor.update(
    () => {
      $setSelection(range.clone());
      editor.dispatchCommand(DRAGSTART_COMMAND, new DragEvent('dragstart', { dataTransfer: data }));
    },
    { discrete: true },
  );
  const moveTo = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): boolean => {
    const drop = new DragEvent('drop', { dataTransfer: data, clientX, clientY, cancelable: true });
    let isMoved = false;
    editor.update(
      () => {
        isMoved = editor.dispatchCommand(DROP_COMMAND, drop);
      },
      { discrete: true },
    );
    return isMoved;
  };
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
  return { kind: 'words', data, mayLeave: editor.isEditable(), moveTo, takeAway };
}
