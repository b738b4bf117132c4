// Reads which formats hold in the selected words, and changes them: as an edit of the member's own, by Lexical's
// commands, on the selection as it stands at that moment (rule E10). Comes with the editor, so that nothing else need
// know Lexical.
import { $createLinkNode, $isLinkNode } from '@lexical/link';
import { $isListNode, INSERT_ORDERED_LIST_COMMAND, INSERT_UNORDERED_LIST_COMMAND } from '@lexical/list';
import { $createQuoteNode, $isQuoteNode } from '@lexical/rich-text';
import { $setBlocksType } from '@lexical/selection';
import type { LexicalEditor, LexicalNode, RangeSelection, TextNode } from 'lexical';
import {
  $createParagraphNode,
  $createRangeSelectionFromDom,
  $findMatchingParent,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  $setSelection,
  FORMAT_TEXT_COMMAND,
} from 'lexical';
import type { Formats, FormatVerb, Holds, PointFormatting } from './formatting.ts';
import type { ListKind } from './list-lines.ts';
import { $makeBlocks, $makeList } from './list-lines.ts';
import { $linesOf } from './selected-lines.ts';

type Mark = 'bold' | 'italic' | 'underline';

export function pointFormatting(
  editor: LexicalEditor,
  body: HTMLElement,
  undo: { stopCapturing(): void },
): PointFormatting {
  /**
   * The focus goes to the words first: from a bar that is used by keys, and where a finger has selected words without
   * touching them.
   */
  const edit = ($edit: (selection: RangeSelection) => void): boolean => {
    focusKeepingSelection(body);
    if (!editor.isEditable()) return false;
    undo.stopCapturing();
    editor.update(
      () => {
        const selection = $adoptSelection(editor);
        if (selection) $edit(selection);
      },
      { discrete: true },
    );
    undo.stopCapturing();
    return true;
  };
  return {
    formats: () =>
      editor.getEditorState().read(
        () => {
          const selection = $createRangeSelectionFromDom(document.getSelection(), editor);
          return selection && $formatsOf(selection);
        },
        { editor },
      ),
    apply: verb => edit(selection => $apply(editor, selection, verb)),
    link: url => edit(selection => (url === null ? $removeLinks(selection) : $putLink(selection, url))),
  };
}

function focusKeepingSelection(body: HTMLElement): void {
  const selection = document.getSelection();
  if (!selection || document.activeElement === body) return;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  body.focus({ preventScroll: true });
  if (anchorNode && focusNode) selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
}

/**
 * Lexical hears of a changed selection late. Where it knows this one already, it also knows which marks the next letter
 * is to have.
 */
function $adoptSelection(editor: LexicalEditor): RangeSelection | null {
  const known = $getSelection();
  const drawn = $createRangeSelectionFromDom(document.getSelection(), editor);
  if (!drawn || ($isRangeSelection(known) && known.anchor.is(drawn.anchor) && known.focus.is(drawn.focus)))
    return $isRangeSelection(known) ? known : null;
  $setSelection(drawn);
  return drawn;
}

export function $apply(editor: LexicalEditor, selection: RangeSelection, verb: FormatVerb): void {
  const held = $formatsOf(selection)[verb];
  switch (verb) {
    case 'bullet':
    case 'number':
    case 'quote':
      $setLines(editor, selection, verb, held === true);
      return;
    default:
      // Of words that are bold in part all become bold; the command alone would go by the first.
      if (held === 'mixed') selection.formatText(verb, ~0);
      else editor.dispatchCommand(FORMAT_TEXT_COMMAND, verb);
  }
}

/** Lexical's own commands take the whole list that a selected item is in: they are for a point that has no line yet. */
function $setLines(editor: LexicalEditor, selection: RangeSelection, verb: ListKind | 'quote', isHeld: boolean): void {
  const lines = $linesOf(selection);
  if (isHeld) $makeBlocks(lines, $createParagraphNode);
  else if (verb === 'quote' && lines.length > 0) $makeBlocks(lines, $createQuoteNode);
  else if (verb === 'quote') $setBlocksType(selection, $createQuoteNode);
  else if (lines.length > 0) $makeList(lines, verb);
  else
    editor.dispatchCommand(verb === 'bullet' ? INSERT_UNORDERED_LIST_COMMAND : INSERT_ORDERED_LIST_COMMAND, undefined);
}

export function $formatsOf(selection: RangeSelection): Formats {
  const texts = selection.isCollapsed() ? [] : $selectedTexts(selection);
  const lines = $linesOf(selection);
  const mark = (type: Mark): Holds =>
    texts.length === 0 ? selection.hasFormat(type) : holdsIn(texts, text => text.hasFormat(type));
  return {
    bold: mark('bold'),
    italic: mark('italic'),
    underline: mark('underline'),
    bullet: holdsIn(lines, line => $isListOf(line.getParent(), 'bullet')),
    number: holdsIn(lines, line => $isListOf(line.getParent(), 'number')),
    quote: holdsIn(lines, $isQuoteNode),
  };
}

const $isListOf = (node: LexicalNode | null, kind: ListKind): boolean =>
  $isListNode(node) && node.getListType() === kind;

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

/**
 * Words that follow one another come into one link; a link that is there already gets the address. Lexical's
 * $toggleLink does the same and weighs 1 kB.
 */
function $putLink(selection: RangeSelection, url: string): void {
  const made = new Set<LexicalNode>();
  for (const node of selection.extract()) {
    const link = $findMatchingParent(node, $isLinkNode);
    if (link) link.setURL(url);
    if (link || $isElementNode(node)) continue;
    const before = node.getPreviousSibling();
    if ($isLinkNode(before) && made.has(before)) before.append(node);
    else {
      const around = $createLinkNode(url, { rel: 'noreferrer' });
      made.add(around);
      node.insertBefore(around);
      around.append(node);
    }
  }
}

function $removeLinks(selection: RangeSelection): void {
  const links = new Set(selection.getNodes().map(node => $findMatchingParent(node, $isLinkNode)));
  for (const link of links) {
    for (const child of link?.getChildren() ?? []) link?.insertBefore(child);
    link?.remove();
  }
}
