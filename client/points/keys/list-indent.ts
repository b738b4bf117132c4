// List items go one list deeper or come back, as far as the gate takes lists. Changes nodes only; tab-keys.ts calls it.
import type { ListItemNode } from '@lexical/list';
import { $isListItemNode, $isListNode } from '@lexical/list';
import type { LexicalNode, RangeSelection } from 'lexical';
import { $findMatchingParent } from 'lexical';
import { listLevelMax } from '../../../shared/text/allow-list.ts';

export type Indented = 'moved' | 'at-the-edge' | 'no-list';

export function $indentItems(selection: RangeSelection, step: 1 | -1): Indented {
  const items = $itemsOf(selection);
  if (items.length === 0) return 'no-list';
  const able = items.filter(item => (step > 0 ? levelsOf(item) <= listLevelMax : levelsOf(item) > 1));
  for (const item of able) item.setIndent(item.getIndent() + step);
  return able.length > 0 ? 'moved' : 'at-the-edge';
}

/** Those with words of their own: an item that only holds a deeper list goes where its list goes. */
function $itemsOf(selection: RangeSelection): readonly ListItemNode[] {
  const items = selection.getNodes().map(node => $findMatchingParent(node, $isListItemNode));
  return [...new Set(items)].filter(
    (item): item is ListItemNode => item !== null && !$isListNode(item.getFirstChild()),
  );
}

const levelsOf = (node: LexicalNode): number => node.getParents().filter($isListNode).length;
