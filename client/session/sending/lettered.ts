// A point's text letter by letter, with each letter's marks and whether the server lacks it: as it stands in a document
// of mine, and as the server has it as far as I knew. The two differ by my own changes alone. Writes nothing.
import * as Y from 'yjs';
import { bodyOf, endsLine } from '../../../shared/text/point-text.ts';

export type Lettered = {
  readonly text: string;
  /** By UTF-16 unit: what it is in, and how it is marked. */
  readonly marks: readonly string[];
  /** By UTF-16 unit: the server does not know it. */
  readonly isUnsent: readonly boolean[];
};

/** With my unsent changes. What others have taken out is left out, though I did not know. */
export const asILeftIt = (mine: Y.Doc, theirs: Y.Doc, point: string): Lettered =>
  lettersIn(bodyOf(mine, point), {
    stands: (item, at) => !item.deleted && !isDeletedIn(theirs, item, at),
    isUnsent: (item, at) => !isKnownTo(theirs, item, at),
  });

/** Without them. What others have added is left out where I did not know of it. */
export const asIKnewIt = (mine: Y.Doc, theirs: Y.Doc, point: string): Lettered =>
  lettersIn(bodyOf(theirs, point), {
    stands: (item, at) => !item.deleted && isKnownTo(mine, item, at),
    isUnsent: () => false,
  });

/** Which letters of a body, by their place, were written by this client from a clock on. */
export function lettersFrom(root: Y.XmlElement, client: number, since: number): (at: number) => boolean {
  const { isUnsent } = lettersIn(root, {
    stands: item => !item.deleted,
    isUnsent: ({ id }, at) => id.client === client && id.clock + at >= since,
  });
  return at => isUnsent[at] ?? false;
}

type Look = {
  stands(item: Y.Item, at: number): boolean;
  isUnsent(item: Y.Item, at: number): boolean;
};

function lettersIn(root: Y.XmlElement, { stands, isUnsent }: Look): Lettered {
  let text = '';
  const marks: string[] = [];
  const unsent: boolean[] = [];
  const add = (letter: string, item: Y.Item, at: number, mark: string): void => {
    text += letter;
    marks.push(mark);
    unsent.push(isUnsent(item, at));
  };
  // A line that others took away is gone into all the same: words of mine may stand in it.
  const walk = (first: Y.Item | null, path: string): void => {
    const formats = new Map<string, unknown>();
    let mark = path;
    for (let item = first; item !== null; item = item.right) {
      const { content } = item;
      if (content instanceof Y.ContentString) {
        for (let i = 0; i < content.str.length; i++) if (stands(item, i)) add(content.str.charAt(i), item, i, mark);
      } else if (content instanceof Y.ContentFormat && stands(item, 0)) {
        if (content.value === null) formats.delete(content.key);
        else formats.set(content.key, content.value);
        mark = path + JSON.stringify([...formats].sort(([a], [b]) => (a < b ? -1 : 1)));
      } else if (content instanceof Y.ContentType) {
        const { type } = content;
        const name = type instanceof Y.XmlElement ? type.nodeName : '';
        walk(type._start, name === '' ? path : `${path}/${name}`);
        if (name !== '' && endsLine(name) && stands(item, 0)) add('\n', item, 0, '');
      }
    }
  };
  walk(root._start, '');
  return { text, marks, isUnsent: unsent };
}

const isKnownTo = (doc: Y.Doc, { id }: Y.Item, at: number): boolean => id.clock + at < Y.getState(doc.store, id.client);

function isDeletedIn(doc: Y.Doc, item: Y.Item, at: number): boolean {
  if (!isKnownTo(doc, item, at)) return false;
  const structs = doc.store.clients.get(item.id.client) ?? [];
  return structs[Y.findIndexSS(structs, item.id.clock + at)]?.deleted ?? false;
}
