// Counts the items of an editor's lists: all of them after each change that comes from Yjs, where two people's numbers
// may not fit together, and those behind an item that an edit has changed, where Lexical counts the list only if it has
// changed itself (rule E7).
import type { ListItemNode, ListNode } from '@lexical/list';
import { $isListItemNode, $isListNode } from '@lexical/list';
import type { ElementNode } from 'lexical';
import { $getRoot } from 'lexical';

export function $countItems(around: ElementNode = $getRoot()): void {
  for (const list of around.getChildren()) if ($isListNode(list)) $countItemsOf(list);
}

function $countItemsOf(list: ListNode): void {
  let number = list.getStart();
  for (const item of list.getChildren()) {
    if (!$isListItemNode(item)) continue;
    if (item.getValue() !== number) item.setValue(number);
    if (!$isListNode(item.getFirstChild())) number++;
    $countItems(item);
  }
}

/** A transform of items. */
export function $countBehind(item: ListItemNode): void {
  const list = item.getParent();
  const next = item.getNextSibling();
  const number = item.getValue() + ($isListNode(item.getFirstChild()) ? 0 : 1);
  if ($isListNode(list) && $isListItemNode(next) && next.getValue() !== number) $countItemsOf(list);
}
