// @lexical/yjs writes a changed run as delete(i, n) then insert(i, s), found by a difference in UTF-16 units. Typing
// one emoji before another that begins with the same unit would cut it in two, and Yjs would store U+FFFD. While a sync
// runs, both calls are taken together and moved to whole characters.
import * as Y from 'yjs';
import { plainText } from '../../../shared/text/point-text.ts';

export type Splice = { readonly index: number; readonly remove: number; readonly insert: string };

/** Where the caret stands in one of the texts after the edit. */
export type CaretInText = { readonly text: Y.XmlText; readonly offset: number };

/**
 * Runs one sync of a point as one transaction (one undo step). Only this point's texts are touched, and only meanwhile.
 */
export function withWholeSurrogates(
  root: Y.XmlElement,
  origin: unknown,
  caret: CaretInText | null,
  sync: () => void,
): void {
  const { doc } = root;
  if (!doc) throw new Error('a point without a document cannot be written');
  const texts: Y.XmlText[] = [];
  for (const node of root.createTreeWalker(() => true)) if (node instanceof Y.XmlText) texts.push(node);
  const restore = texts.map(text => joinCalls(text, caret?.text === text ? caret.offset : null));
  doc.transact(() => {
    try {
      sync();
    } finally {
      for (const finish of restore) finish();
    }
  }, origin);
}

/** Own `delete` and `insert` on one text; returns what writes a last lone deletion and takes them away again. */
function joinCalls(text: Y.XmlText, caret: number | null): () => void {
  let cut = { index: 0, remove: 0 };
  const write = (insert: string, attributes?: object): void => {
    const old = plainText(text);
    const safe = wholeSurrogates(old, endingAtCaret(old, { ...cut, insert }, caret));
    cut = { index: 0, remove: 0 };
    Y.Text.prototype.delete.call(text, safe.index, safe.remove);
    if (safe.insert.length > 0) Y.Text.prototype.insert.call(text, safe.index, safe.insert, attributes);
  };
  text.delete = (index, remove) => {
    cut = { index, remove };
  };
  text.insert = (index, insert, attributes) => {
    cut = { ...cut, index };
    write(insert, attributes);
  };
  return () => {
    if (cut.remove > 0) write('');
    Reflect.deleteProperty(text, 'delete');
    Reflect.deleteProperty(text, 'insert');
  };
}

/**
 * A letter typed right before its like could be either of the two. It is the one that ends at the caret: else the caret
 * would come to stand behind a letter of somebody else's, and go with that.
 */
function endingAtCaret(old: string, splice: Splice, caret: number | null): Splice {
  const at = caret === null ? -1 : caret - splice.insert.length;
  if (splice.remove > 0 || at < 0 || at >= splice.index) return splice;
  const passed = old.slice(at, splice.index);
  const whole = passed + splice.insert;
  const insert = whole.slice(0, splice.insert.length);
  return insert + passed === whole ? { index: at, remove: 0, insert } : splice;
}

/** The same change, cutting no character: slid left where that keeps the neighbour's identity, else widened. */
export function wholeSurrogates(old: string, splice: Splice): Splice {
  let { index, remove, insert } = splice;
  if (cutsPair(old, index)) {
    const before = old.charAt(index - 1);
    if (remove === 0 && insert.at(-1) === before) {
      insert = before + insert.slice(0, -1);
      index--;
    } else if (insert === '' && old.charAt(index + remove - 1) === before) index--;
    else {
      insert = before + insert;
      index--;
      remove++;
    }
  }
  if (cutsPair(old, index + remove)) {
    insert += old.charAt(index + remove);
    remove++;
  }
  return { index, remove, insert };
}

function cutsPair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));
}
