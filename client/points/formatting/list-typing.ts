// "- " or "1. " typed at the start of a paragraph begins a list (rule E11). Undo gives the typed characters back. Looks
// at a person's own typing only: not at what others wrote, at pastes, or at undo.
import { INSERT_ORDERED_LIST_COMMAND, INSERT_UNORDERED_LIST_COMMAND } from '@lexical/list';
import type { EditorState, LexicalEditor, TextNode } from 'lexical';
import {
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  $isTextNode,
  COLLABORATION_TAG,
  HISTORIC_TAG,
  PASTE_TAG,
  SKIP_COLLAB_TAG,
} from 'lexical';
import type * as Y from 'yjs';

const notTyped = [COLLABORATION_TAG, HISTORIC_TAG, PASTE_TAG, SKIP_COLLAB_TAG];
const beginnings = new Map([
  ['- ', INSERT_UNORDERED_LIST_COMMAND],
  ['1. ', INSERT_ORDERED_LIST_COMMAND],
]);

/**
 * `undo`: whose next step the list becomes, apart from the typing before it. `keepCaret`: gives what brings the caret
 * back to where it stands now.
 */
export function registerListTyping(
  editor: LexicalEditor,
  undo: Y.UndoManager,
  keepCaret: () => () => void,
): () => void {
  const carets = new WeakMap<object, () => void>();
  const onPopped = ({ stackItem, type }: { stackItem: object; type: 'undo' | 'redo' }): void => {
    if (type === 'undo') queueMicrotask(carets.get(stackItem) ?? (() => {})); // when the editor shows it
  };
  undo.on('stack-item-popped', onPopped);
  const unregister = editor.registerUpdateListener(({ editorState, prevEditorState, dirtyLeaves, tags }) => {
    if (dirtyLeaves.size === 0 || notTyped.some(tag => tags.has(tag))) return;
    if (!editor.isEditable() || editor.isComposing()) return;
    const typed = editorState.read($beginning);
    if (!typed || textOf(prevEditorState, typed.key) !== typed.characters.slice(0, -1)) return;
    undo.stopCapturing();
    const bringCaretBack = keepCaret();
    const began = (): void => {
      const step = undo.undoStack.at(-1);
      if (step) carets.set(step, bringCaretBack);
    };
    editor.update(() => $beginList(editor, typed), { onUpdate: began });
  });
  return () => {
    unregister();
    undo.off('stack-item-popped', onPopped);
  };
}

type Typed = { readonly key: string; readonly characters: string };

/** The caret just behind the characters that begin a list, at the start of a paragraph. */
function $beginning(): Typed | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
  const { key, offset } = selection.anchor;
  const text = selection.anchor.getNode();
  if (!$isTextNode(text) || text.getPreviousSibling() || !$isParagraphNode(text.getParent())) return null;
  const characters = text.getTextContent().slice(0, offset);
  return beginnings.has(characters) ? { key, characters } : null;
}

/** What stood before the caret's place, in the state before: all but the blank, when the blank was typed. */
function textOf(state: EditorState, key: string): string | undefined {
  return state.read(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection) || !selection.isCollapsed() || selection.anchor.key !== key) return undefined;
    const text = selection.anchor.getNode();
    return $isTextNode(text) ? text.getTextContent().slice(0, selection.anchor.offset) : undefined;
  });
}

function $beginList(editor: LexicalEditor, { key, characters }: Typed): void {
  const typed = $beginning();
  const command = beginnings.get(characters);
  const selection = $getSelection();
  if (!command || typed?.key !== key || !$isRangeSelection(selection)) return;
  const text = selection.anchor.getNode() as TextNode; // $beginning has looked
  text.spliceText(0, characters.length, '', true);
  editor.dispatchCommand(command, undefined);
}
