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

/** Every item of a point's lists, texts and lines. `text`: the one that it stands in. `leave` comes behind what is in it. */
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

export function standingLetters(root: Y.XmlElement): readonly Letter[] {
  const letters: Letter[] = [];
  let marks: Marks = {};
  let last: Y.XmlText | null = null;
  let index = 0;
  eachItem(root, root, ({ id, content, deleted }, text, line) => {
    if (text !== last) [marks, last, index] = [{}, text, 0];
    if (deleted || !text) return;
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
