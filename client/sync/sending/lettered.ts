// A point's text letter by letter, with what is marked on each letter and whether the server lacks it: as it stands in
// a document of mine, and as the server has it as far as I knew. The two differ by my own changes alone. Reads the
// nested form too, which a browser's stored copy may hold. Writes nothing.
import * as Y from 'yjs';
import { breakInLine, lineEnd } from '../../../shared/text/flow.ts';
import { endsLine } from '../../../shared/text/nested-body.ts';
import { bodyOf } from '../../../shared/text/point-text.ts';

/** One UTF-16 unit of the flat text. */
export type Letter = {
  readonly unit: string;
  readonly id: Y.ID;
  /** Its marks; of a line's end, what kind of line it is. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Equal for what is marked alike and ends alike. */
  readonly mark: string;
  /** The server does not know it. */
  readonly isUnsent: boolean;
};

/** With my unsent changes. What others have taken out is left out, though I did not know. */
export const asILeftIt = (mine: Y.Doc, theirs: Y.Doc, point: string): readonly Letter[] =>
  lettersIn(bodyOf(mine, point), {
    stands: (item, at) => !item.deleted && !isDeletedIn(theirs, item, at),
    isUnsent: (item, at) => !isKnownTo(theirs, item, at),
  });

/** Without them. What others have added is left out where I did not know of it. */
export const asIKnewIt = (mine: Y.Doc, theirs: Y.Doc, point: string): readonly Letter[] =>
  lettersIn(bodyOf(theirs, point), {
    stands: (item, at) => !item.deleted && isKnownTo(mine, item, at),
    isUnsent: () => false,
  });

export const asItStands = (doc: Y.Doc, point: string): readonly Letter[] =>
  lettersIn(bodyOf(doc, point), { stands: item => !item.deleted, isUnsent: () => false });

export const textOfLetters = (letters: readonly Letter[]): string => letters.map(({ unit }) => unit).join('');

/** Which letters of a body, by their place, were written by this client from a clock on. */
export function lettersFrom(root: Y.XmlElement, client: number, since: number): (at: number) => boolean {
  const letters = lettersIn(root, {
    stands: item => !item.deleted,
    isUnsent: ({ id }, at) => id.client === client && id.clock + at >= since,
  });
  return at => letters[at]?.isUnsent ?? false;
}

type Look = {
  stands(item: Y.Item, at: number): boolean;
  isUnsent(item: Y.Item, at: number): boolean;
};

function lettersIn(root: Y.XmlElement, { stands, isUnsent }: Look): readonly Letter[] {
  const letters: Letter[] = [];
  const add = (unit: string, item: Y.Item, at: number, set: Letter['set'], mark: string): void => {
    if (!stands(item, at)) return;
    const id = Y.createID(item.id.client, item.id.clock + at);
    const shown = unit === breakInLine ? lineEnd : unit;
    letters.push({ unit: shown, id, set, mark: unit === lineEnd ? `end ${mark}` : mark, isUnsent: isUnsent(item, at) });
  };
  // A line that others took away is gone into all the same: words of mine may stand in it.
  const walk = (first: Y.Item | null, path: string): void => {
    const formats = new Map<string, unknown>();
    let set: Letter['set'] = {};
    let mark = path;
    for (let item = first; item !== null; item = item.right) {
      const { content } = item;
      if (content instanceof Y.ContentString) {
        for (let i = 0; i < content.str.length; i++) add(content.str.charAt(i), item, i, set, mark);
      } else if (content instanceof Y.ContentFormat && stands(item, 0)) {
        if (content.value === null) formats.delete(content.key);
        else formats.set(content.key, content.value);
        set = Object.fromEntries(formats);
        mark = path + JSON.stringify([...formats].sort(([a], [b]) => (a < b ? -1 : 1)));
      } else if (content instanceof Y.ContentType) {
        const { type } = content;
        walk(type._start, type instanceof Y.XmlElement ? `${path}/${type.nodeName}` : path);
        if (type instanceof Y.XmlElement && endsLine(type)) add(lineEnd, item, 0, {}, '');
      }
    }
  };
  walk(root._start, '');
  return letters;
}

const isKnownTo = (doc: Y.Doc, { id }: Y.Item, at: number): boolean => id.clock + at < Y.getState(doc.store, id.client);

function isDeletedIn(doc: Y.Doc, item: Y.Item, at: number): boolean {
  if (!isKnownTo(doc, item, at)) return false;
  const structs = doc.store.clients.get(item.id.client) ?? [];
  return structs[Y.findIndexSS(structs, item.id.clock + at)]?.deleted ?? false;
}
