// One point's editor without React: Lexical with our nodes, the guard, and the binding to the point's root. Editable
// only while it has the focus and may be edited, so that a mouse can select across points.
import { registerRichText } from '@lexical/rich-text';
import type { LexicalEditor } from 'lexical';
import { $createRangeSelectionFromDom, $setSelection, createEditor, mergeRegister } from 'lexical';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { bodyOf } from '../../shared/text/point-text.ts';
import { editorNodes } from './binding/editor-nodes.ts';
import type { FlatSelection } from './binding/flat-selection.ts';
import { registerLinkGuard } from './binding/link-guard.ts';
import { PointBinding } from './binding/point-binding.ts';
import type { PointUndo } from './binding/undo/point-undo.ts';
import { keepBelowHead } from './carets/below-head.ts';
import { keepMouseBeginning } from './carets/mouse-beginning.ts';
import { keepInClickedLine } from './carets/triple-click.ts';
import { finishWhenLeft } from './composition-leaving.ts';
import { showSelection } from './drawn-selection.ts';
import { registerListTyping } from './formatting/list-typing.ts';
import { registerQuoteEnter } from './formatting/quote-enter.ts';
import { registerLists } from './formatting/register-lists.ts';
import { keepPlace } from './kept-place.ts';
import { guardAgainstPageChanges } from './page-changes.ts';
import { registerPasteGuard } from './pasting/paste-guard.ts';
import { registerPastedLines } from './pasting/pasted-lines.ts';
import { registerPasting } from './pasting/register-pasting.ts';
import { placeCaret } from './point-caret.ts';
import { offsetIn } from './point-ranges.ts';
import { keepSelectionInTime } from './selection-in-time.ts';
import { textClasses } from './text-classes.ts';

export type OpenEditorParts = {
  readonly host: HTMLElement;
  readonly cursorLayer: HTMLElement;
  readonly doc: Y.Doc;
  readonly point: string;
  readonly undo: PointUndo;
  readonly awareness: Awareness | null;
  mayEdit(): boolean;
  onDrawn(): void;
  onError(error: Error): void;
  /** Words that were being composed when the point could no longer be edited. */
  onKept(words: string): void;
};

export type OpenEditor = {
  readonly editor: LexicalEditor;
  /** A lock waits for the end of a composition: the browser would throw away what is still to come of it (rule E15). */
  setEditable(isEditable: boolean): void;
  close(): void;
  layout(): void;
};

export function openEditor(parts: OpenEditorParts): OpenEditor {
  const { host, doc, point, undo, awareness, cursorLayer } = parts;
  const editor = createEditor({
    namespace: 'point', // the same for all: words that go from one to another keep their blanks and marks
    nodes: editorNodes,
    theme: textClasses,
    editable: false,
    onError: parts.onError,
  });
  // Before setRootElement adds Lexical's own listener: on focusin it would be too late, and no caret would be
  // published.
  const onFocus = (): void => {
    editor.setEditable(parts.mayEdit());
    queueMicrotask(() => adoptCaret(editor)); // when whoever gave the focus has placed the caret too
  };
  const onBlur = (): void => {
    binding.finishComposition();
    editor.setEditable(false);
  };
  host.addEventListener('focus', onFocus, { capture: true });
  host.addEventListener('blur', onBlur);
  const stopGuarding = guardAgainstPageChanges(editor);
  editor.setRootElement(host);
  const keepCaret = (): (() => void) => {
    const offsetNow = keepPlace(bodyOf(doc, point), selectedOffset(host));
    return () => placeCaret(host, { kind: 'offset', offset: offsetNow() });
  };
  const unregister = mergeRegister(stopGuarding, registerHands(editor, parts));
  // After the guards: to register one marks all nodes it is for, and what is marked is written, by a reader's first
  // focus too.
  const binding = new PointBinding({
    editor,
    doc,
    point,
    undo,
    awareness,
    cursorLayer,
    onKept: parts.onKept,
    mayEdit: parts.mayEdit,
    onComposed: () => {
      if (!parts.mayEdit()) editor.setEditable(false);
    },
    browserCaret: () => browserCaret(host),
    showSelection: () => showSelection(editor),
  });
  const stopFinishing = finishWhenLeft(host, () => binding.finishComposition());
  const unregisterTyping = registerListTyping(editor, undo, keepCaret); // after the binding has written what was typed
  host.contentEditable = 'false';
  parts.onDrawn();
  return {
    editor,
    setEditable: isEditable => {
      if (isEditable || !binding.isComposing) editor.setEditable(isEditable);
    },
    layout: () => binding.paintCursors(),
    close: () => {
      unregisterTyping();
      stopFinishing();
      binding.destroy();
      unregister();
      host.removeEventListener('focus', onFocus, { capture: true });
      host.removeEventListener('blur', onBlur);
      editor.setRootElement(null);
    },
  };
}

/** What hands do in the words, apart from what is written of it. */
const registerHands = (editor: LexicalEditor, { host, doc, point, onDrawn }: OpenEditorParts): (() => void) =>
  mergeRegister(
    registerRichText(editor),
    registerLists(editor),
    registerQuoteEnter(editor),
    registerLinkGuard(editor),
    keepBelowHead(host),
    keepInClickedLine(host),
    keepMouseBeginning(editor, bodyOf(doc, point)),
    keepSelectionInTime(editor),
    registerPasteGuard(editor),
    registerPasting(editor),
    registerPastedLines(editor),
    editor.registerUpdateListener(() => onDrawn()),
    editor.registerEditableListener(isEditable => {
      host.contentEditable = String(isEditable);
    }),
  );

function selectedOffset(host: HTMLElement): { from: number; to: number } {
  const { focusNode, focusOffset } = document.getSelection() ?? { focusNode: null, focusOffset: 0 };
  const offset = focusNode ? offsetIn(host, focusNode, focusOffset) : 0;
  return { from: offset, to: offset };
}

/**
 * Between a key and the event that tells Lexical of it, the browser is ahead. Only where it says exactly: in a text.
 */
function browserCaret(host: HTMLElement): FlatSelection | null {
  const selection = document.getSelection();
  if (document.activeElement !== host || !selection) return null;
  const { anchorNode, focusNode } = selection;
  if (
    !(anchorNode instanceof Text && focusNode instanceof Text) ||
    !host.contains(anchorNode) ||
    !host.contains(focusNode)
  )
    return null;
  return {
    anchor: offsetIn(host, anchorNode, selection.anchorOffset),
    focus: offsetIn(host, focusNode, selection.focusOffset),
  };
}

/**
 * A mouse puts the browser's caret into words that are not yet editable, and Lexical hears of no change afterwards. A
 * caret that it does not know of is not shown to others, and slips when they type before it.
 */
function adoptCaret(editor: LexicalEditor): void {
  if (!editor.isEditable()) return;
  editor.update(() => {
    const selection = $createRangeSelectionFromDom(document.getSelection(), editor);
    if (selection) $setSelection(selection);
  });
}
