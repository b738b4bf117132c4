// Places in an editor's state as offsets in the point's flat text (shared/text/point-text.ts), and back. Runs inside an
// editor's read or update; knows no Yjs.
import type { ElementNode, LexicalNode, PointType, RangeSelection } from 'lexical';
import {
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  $setSelection,
} from 'lexical';
import { $endsLine } from './editor-lines.ts';

export type FlatSelection = { readonly anchor: number; readonly focus: number };

/** The same text that `flatText` reads from Yjs. */
export function $flatText(): string {
  let text = '';
  $walk($getRoot(), {
    onText: words => {
      text += words;
    },
    onBreak: () => {
      text += '\n';
    },
  });
  return text;
}

export const $flatSelection = ({ anchor, focus }: RangeSelection): FlatSelection => ({
  anchor: $flatOffset(anchor),
  focus: $flatOffset(focus),
});

export function $flatOffset(point: PointType): number {
  const node = point.getNode();
  let offset = $isElementNode(node) ? $sizeBefore(node.getChildren().slice(0, point.offset)) : point.offset;
  for (let at: LexicalNode | null = node; at; at = at.getParent()) offset += $sizeBefore(at.getPreviousSiblings());
  return offset;
}

const $sizeBefore = (nodes: readonly LexicalNode[]): number => nodes.reduce((sum, node) => sum + $sizeOf(node), 0);

function $sizeOf(node: LexicalNode): number {
  if ($isTextNode(node)) return node.getTextContentSize();
  const inside = $isElementNode(node) ? $sizeBefore(node.getChildren()) : 0;
  return inside + ($endsLine(node) ? 1 : 0);
}

/** A selection of these offsets; null where the editor holds no line. */
export function $selectionAt({ anchor, focus }: FlatSelection): RangeSelection | null {
  const from = $placeAt(anchor);
  const to = anchor === focus ? from : $placeAt(focus);
  if (!from || !to) return null;
  const selection = $createRangeSelection();
  selection.anchor.set(from.key, from.offset, from.type);
  selection.focus.set(to.key, to.offset, to.type);
  return selection;
}

/** The marks that the next letter is to have stay. */
export function $putSelection(at: FlatSelection): void {
  const now = $getSelection();
  if (!$isRangeSelection(now)) return $setSelection($selectionAt(at));
  const { anchor, focus } = $flatSelection(now);
  if (anchor !== at.anchor || focus !== at.focus) $setSelection($selectionAt(at));
}

/**
 * While nodes are drawn the editor has no selection: Lexical would look for it in nodes that are gone. The marks that
 * the next letter is to have stay where somebody has chosen them; else they are those of the letters around the caret.
 */
export function $withSelection(at: FlatSelection | null, $draw: () => void): void {
  const before = $getSelection();
  const chosen = $isRangeSelection(before) && before.format !== $formatAt(before) ? before.format : null;
  $setSelection(null);
  $draw();
  const selection = at && $selectionAt(at);
  if (!selection) return;
  selection.format = chosen ?? $formatAt(selection);
  $setSelection(selection);
}

function $formatAt({ anchor }: RangeSelection): number {
  const node = anchor.getNode();
  return $isTextNode(node) ? node.getFormat() : 0;
}

type Place = { readonly key: string; readonly offset: number; readonly type: 'text' | 'element' };

/** At a border between two runs: the end of the first, whose marks typing goes on with. */
function $placeAt(offset: number): Place | null {
  let left = offset;
  let last: Place | null = null;
  const $in = (parent: ElementNode): Place | null => {
    for (const child of parent.getChildren()) {
      const size = $sizeOf(child);
      if ($isTextNode(child)) {
        last = { key: child.getKey(), offset: Math.min(left, size), type: 'text' };
        if (left <= size) return last;
      } else if ($isElementNode(child)) {
        if (left < size) return $in(child) ?? $endOf(child);
        last = $endOf(child);
      } else if (left < size) return { key: parent.getKey(), offset: child.getIndexWithinParent(), type: 'element' };
      left -= size;
    }
    return null;
  };
  return $in($getRoot()) ?? last;
}

const $endOf = (element: ElementNode): Place => {
  const text = element.getLastDescendant();
  if ($isTextNode(text)) return { key: text.getKey(), offset: text.getTextContentSize(), type: 'text' };
  return { key: element.getKey(), offset: element.getChildrenSize(), type: 'element' };
};

type Walk = { readonly onText: (words: string) => void; readonly onBreak: () => void };

function $walk(parent: ElementNode, walk: Walk): void {
  for (const child of parent.getChildren()) {
    if ($isTextNode(child)) walk.onText(child.getTextContent());
    else {
      if ($isElementNode(child)) $walk(child, walk);
      if ($endsLine(child)) walk.onBreak();
    }
  }
}
