// A point's canonical text as it was before a transaction, read from the structs that the transaction left behind: what
// a person's unsent words are measured against. Call it in afterTransaction, while deleted words are still there (they
// are collected right after).
import * as Y from 'yjs';
import { endsLine, withoutTrailingBreaks } from '../../shared/text/point-text.ts';

export function textBefore(root: Y.XmlElement, transaction: Y.Transaction): string {
  const stood = ({ id, deleted }: Y.Item): boolean =>
    id.clock < (transaction.beforeState.get(id.client) ?? 0) && (!deleted || Y.isDeleted(transaction.deleteSet, id));
  let text = '';
  const walk = (first: Y.Item | null): void => {
    for (let item = first; item !== null; item = item.right) {
      if (!stood(item)) continue;
      if (item.content instanceof Y.ContentString) text += item.content.str;
      else if (item.content instanceof Y.ContentType) {
        const { type } = item.content;
        walk(type._start);
        if (type instanceof Y.XmlElement && endsLine(type.nodeName)) text += '\n';
      }
    }
  };
  walk(root._start);
  return withoutTrailingBreaks(text);
}
