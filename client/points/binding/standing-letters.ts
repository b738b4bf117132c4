// The letters of one point in reading order, each with who wrote it where and in which line. Reads Yjs; writes nothing.
import * as Y from 'yjs';

export type Marks = Readonly<Record<string, unknown>>;

/** One UTF-16 unit that stands. */
export type Letter = {
  readonly id: Y.ID;
  readonly unit: string;
  readonly marks: Marks;
  readonly text: Y.XmlText;
  /** In its text. */
  readonly index: number;
  readonly line: Y.XmlElement;
};

/** Written at once and in one text; deleted or not. */
type Visit = (item: Y.Item, words: string, text: Y.XmlText, line: Y.XmlElement) => void;

/** Every run of letters that Yjs still knows, in reading order. */
export function eachRun(root: Y.XmlElement, visit: Visit): void {
  eachItem(root, root, (item, text, line) => {
    if (item.content instanceof Y.ContentString && text) visit(item, item.content.str, text, line);
  });
}

/**
 * Every item of a point's lists, texts and lines. `text`: the one that it stands in. `leave` comes behind what is in
 * it.
 */
export function eachItem(
  type: Y.XmlElement | Y.XmlText,
  line: Y.XmlElement,
  visit: (item: Y.Item, text: Y.XmlText | null, line: Y.XmlElement) => void,
  leave: (item: Y.Item) => void = () => {},
): void {
  for (let item = type._start; item; item = item.right) {
    visit(item, type instanceof Y.XmlText ? type : null, line);
    const inner = typeOf(item);
    if (inner) eachItem(inner, inner instanceof Y.XmlText || inner.nodeName === 'link' ? line : inner, visit, leave);
    leave(item);
  }
}

/** The element or text that an item holds. */
export function typeOf({ content }: Y.Item): Y.XmlElement | Y.XmlText | null {
  if (!(content instanceof Y.ContentType)) return null;
  const { type } = content as { readonly type: unknown }; // Yjs says: any type
  return type instanceof Y.XmlElement || type instanceof Y.XmlText ? type : null;
}

export const standingLetters = (root: Y.XmlElement): readonly Letter[] => lettersThat(root, ({ deleted }) => !deleted);

/** Those that stood before a transaction, while what it deleted is still there. */
export const lettersBefore = (root: Y.XmlElement, { beforeState, deleteSet }: Y.Transaction): readonly Letter[] =>
  lettersThat(
    root,
    ({ id, deleted }) => id.clock < (beforeState.get(id.client) ?? 0) && (!deleted || Y.isDeleted(deleteSet, id)),
  );

/** Those that it brought into a text that had gone. */
export function lettersTooLate(root: Y.XmlElement, transaction: Y.Transaction): readonly Letter[] {
  const late = new Set(newItems(transaction).filter(item => item.deleted && isWithin(item, root)));
  const letters = late.size > 0 ? lettersThat(root, item => late.has(item)) : [];
  return letters.filter(({ text }) => !isShown(text));
}

function newItems({ doc, beforeState, afterState }: Y.Transaction): readonly Y.Item[] {
  return [...afterState].flatMap(([client, to]) => {
    const from = beforeState.get(client) ?? 0;
    const all = from < to ? (doc.store.clients.get(client) ?? []) : [];
    const old = all.findLastIndex(({ id }) => id.clock < from);
    return all.slice(old + 1).filter(item => item instanceof Y.Item);
  });
}

function isWithin({ parent }: Y.Item, root: Y.XmlElement): boolean {
  for (let type: unknown = parent; type instanceof Y.AbstractType; type = type._item?.parent)
    if (type === root) return true;
  return false;
}

function lettersThat(root: Y.XmlElement, stand: (item: Y.Item) => boolean): readonly Letter[] {
  const letters: Letter[] = [];
  let marks: Marks = {};
  let last: Y.XmlText | null = null;
  let index = 0;
  eachItem(root, root, (item, text, line) => {
    const { id, content } = item;
    if (text !== last) [marks, last, index] = [{}, text, 0];
    if (!text || !stand(item)) return;
    if (content instanceof Y.ContentFormat) marks = withMark(marks, content.key, content.value);
    if (!(content instanceof Y.ContentString)) return;
    for (let i = 0; i < content.str.length; i++) {
      const at = Y.createID(id.client, id.clock + i);
      letters.push({ id: at, unit: content.str.charAt(i), marks, text, index: index++, line });
    }
  });
  return letters;
}

/** Of the letters behind such an item. */
export function withMark(marks: Marks, key: string, value: unknown): Marks {
  const { [key]: _, ...others } = marks;
  return value === null ? others : { ...others, [key]: value };
}

/** The line that a text or an element stands in; a line is its own. */
export function lineOf(type: Y.XmlElement | Y.XmlText): Y.XmlElement {
  if (type instanceof Y.XmlElement && type.nodeName !== 'link') return type;
  return lineOf(type.parent as Y.XmlElement); // texts and links stand in elements
}

/** Neighbours with the same marks put together. */
export function sameMarks<L extends { readonly marks: Marks }>(letters: readonly L[]): readonly (readonly L[])[] {
  const runs: L[][] = [];
  for (const letter of letters) {
    const last = runs.at(-1);
    if (last?.[0] && JSON.stringify(last[0].marks) === JSON.stringify(letter.marks)) last.push(letter);
    else runs.push([letter]);
  }
  return runs;
}

export function isIn(line: Y.XmlElement, block: Y.XmlElement): boolean {
  for (let type: unknown = line; type instanceof Y.XmlElement; type = type.parent) if (type === block) return true;
  return false;
}

/** Neither it nor what it stands in is deleted. */
export function isShown(type: Y.XmlText): boolean {
  for (let item = type._item; item; item = (item.parent as Y.AbstractType<unknown>)._item)
    if (item.deleted) return false; // a parent of what is integrated
  return true;
}
