// A point's canonical text as it was before a transaction, read from the structs that the transaction left behind: what
// a person's unsent words are measured against. Call it in afterTransaction, while deleted words are still there (they
// are collected right after).
import * as Y from 'yjs';
import { flatOf } from '../../shared/text/change-flow.ts';
import { flowOf } from '../../shared/text/flow.ts';
import { canonicalText, withoutTrailingBreaks } from '../../shared/text/point-text.ts';

export function textBefore(root: Y.XmlElement, transaction: Y.Transaction): string {
  const flow = flowOf(root);
  if (!flow) return canonicalText(root); // without a flow nobody can have written
  const stood = ({ id, deleted }: Y.Item): boolean =>
    id.clock < (transaction.beforeState.get(id.client) ?? 0) && (!deleted || Y.isDeleted(transaction.deleteSet, id));
  let text = '';
  for (let item = flow._start; item !== null; item = item.right)
    if (item.content instanceof Y.ContentString && stood(item)) text += item.content.str;
  return withoutTrailingBreaks(flatOf(text));
}
