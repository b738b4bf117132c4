// Reads which formats hold in the selected words, and changes them: as an edit of the member's own, by Lexical's commands, on the selection as it stands at that
// moment (rule E10). The one file here, with set-link.ts, that knows Lexical; both come with the bar.
import {
  $isListItemNode,
  $isListNode,
  INSERT_ORDERED_LIST_COMMAND,
  INSERT_UNORDERED_LIST_COMMAND,
  REMOVE_LIST_COMMAND,
} from '@lexical/list';
import { $createQuoteNode, $isQuoteNode } from '@lexical/rich-text';
import { $setBlocksType } from '@lexical/selection';
import type { LexicalEditor, LexicalNode, RangeSelection, TextNode } from 'lexical';
import {
  $createParagraphNode,
  $createRangeSelectionFromDom,
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  $setSelection,
  FORMAT_TEXT_COMMAND,
  getNearestEditorFromDOMNode,
} from 'lexical';
import type { PointId } from '../../../shared/ids.ts';
import type { PointDesk } from '../point-desk.ts';
import type { Formats, FormatVerb, Holds } from './formatting.ts';

type Mark = 'bold' | 'italic' | 'underline';

/** Null while the point has no editor, or nothing is selected in it. */
export function formatsIn(desk: PointDesk, point: PointId): Formats | null {
  const editor = editorOf(desk, point);
  if (!editor) return null;
  return editor.getEditorState().read(
    () => {
      const selection = $createRangeSelectionFromDom(document.getSelection(), editor);
      return selection && $formatsOf(selection);
    },
    { editor },
  );
}

/** False where the words may not be edited now. */
export function applyFormat(desk: PointDesk, point: PointId, verb: FormatVerb): boolean {
  return editSelection(desk, point, (editor, selection) => $apply(editor, selection, verb));
}

/** An undo step of its own. The focus goes to the words first: from a bar that is used by keys, and where a finger has selected words without touching them. */
export function editSelection(
  desk: PointDesk,
  point: PointId,
  $edit: (editor: LexicalEditor, selection: RangeSelection) => void,
): boolean {
  const editor = editorOf(desk, point);
  if (!editor) return false;
  focusKeepingSelection(desk.bodyOf(point));
  if (!editor.isEditable()) return false;
  const undo = desk.undoOf(point);
  undo.stopCapturing();
  editor.update(
    () => {
      const selection = $adoptSelection(editor);
      if (selection) $edit(editor, selection);
    },
    { discrete: true },
  );
  undo.stopCapturing();
  return true;
}

function editorOf(desk: PointDesk, point: PointId): LexicalEditor | null {
  const body = desk.bodyOf(point);
  return body && getNearestEditorFromDOMNode(body);
}

function focusKeepingSelection(body: HTMLElement | null): void {
  const selection = document.getSelection();
  if (!body || !selection || document.activeElement === body) return;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  body.focus({ preventScroll: true });
  if (anchorNode && focusNode) selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
}

/** Lexical hears of a changed selection late. Where it knows this one already, it also knows which marks the next letter is to have. */
function $adoptSelection(editor: LexicalEditor): RangeSelection | null {
  const known = $getSelection();
  const drawn = $createRangeSelectionFromDom(document.getSelection(), editor);
  if (!drawn || ($isRangeSelection(known) && known.anchor.is(drawn.anchor) && known.focus.is(drawn.focus)))
    return $isRangeSelection(known) ? known : null;
  $setSelection(drawn);
  return drawn;
}

function $apply(editor: LexicalEditor, selection: RangeSelection, verb: FormatVerb): void {
  const held = $formatsOf(selection)[verb];
  switch (verb) {
    case 'bullet':
    case 'number':
      editor.dispatchCommand(
        held === true
          ? REMOVE_LIST_COMMAND
          : verb === 'bullet'
            ? INSERT_UNORDERED_LIST_COMMAND
            : INSERT_ORDERED_LIST_COMMAND,
        undefined,
      );
      return;
    case 'quote':
      $setBlocksType(selection, () => (held === true ? $createParagraphNode() : $createQuoteNode()));
      return;
    default:
      // Of words that are bold in part all become bold; the command alone would go by the first.
      if (held === 'mixed') selection.formatText(verb, ~0);
      else editor.dispatchCommand(FORMAT_TEXT_COMMAND, verb);
  }
}

function $formatsOf(selection: RangeSelection): Formats {
  const texts = selection.isCollapsed() ? [] : $selectedTexts(selection);
  const lines = selection.getNodes();
  const mark = (type: Mark): Holds =>
    texts.length === 0 ? selection.hasFormat(type) : holdsIn(texts, text => text.hasFormat(type));
  const block = (isOf: (node: LexicalNode) => boolean): Holds =>
    holdsIn(lines, node => $findMatchingParent(node, isOf) !== null);
  return {
    bold: mark('bold'),
    italic: mark('italic'),
    underline: mark('underline'),
    bullet: block(node => $isListItemNode(node) && $isListOf(node.getParent(), 'bullet')),
    number: block(node => $isListItemNode(node) && $isListOf(node.getParent(), 'number')),
    quote: block($isQuoteNode),
  };
}

const $isListOf = (node: LexicalNode | null, type: 'bullet' | 'number'): boolean =>
  $isListNode(node) && node.getListType() === type;

function holdsIn<T>(all: readonly T[], holds: (each: T) => boolean): Holds {
  const count = all.filter(holds).length;
  return count === 0 ? false : count === all.length ? true : 'mixed';
}

/** Without those of which the selection touches no more than an edge. */
function $selectedTexts(selection: RangeSelection): readonly TextNode[] {
  const [start, end] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus];
  return selection
    .getNodes()
    .filter($isTextNode)
    .filter(text => {
      const from = text.getKey() === start.key ? start.offset : 0;
      const to = text.getKey() === end.key ? end.offset : text.getTextContentSize();
      return to > from;
    });
}
