// The lines of one point in reading order: of which kind each is, and its letters, each with the link, the marks and
// the row that it stands in. Reads Yjs; writes nothing.
import * as Y from 'yjs';
import type { Letter, Marks } from '../standing-letters.ts';
import { typeOf, withMark } from '../standing-letters.ts';
import type { WhoseLetters } from '../whose-letters.ts';

/** `key` stays the same, however often the letter is written anew. */
export type Seen = Letter & {
  readonly key: string;
  /** The link's attributes, as JSON. */
  readonly link: string | null;
  /** The line breaks before it in its line; one list for each row. */
  readonly breaks: readonly Y.ID[];
};

/** `kind`: what it is and how deep, as JSON. */
export type Line = { readonly element: Y.XmlElement; readonly kind: string; readonly letters: readonly Seen[] };
export type Shape = readonly Line[];
export type Kind = {
  readonly name: string;
  /** Of each list around it, from the outermost on. */
  readonly lists: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
};

export const keyOf = ({ client, clock }: Y.ID): string => `${client}:${clock}`;

export function readShape(root: Y.XmlElement, whose: WhoseLetters): Shape {
  const lines: Line[] = [];
  const walk = (blocks: readonly Y.XmlElement[], lists: readonly string[]): void => {
    for (const block of blocks) {
      const inner = block.nodeName === 'list' ? elementsIn(block) : listsIn(block);
      const isLine = block.nodeName !== 'list' && (inner.length === 0 || block.length > inner.length);
      if (isLine) lines.push(readLine(block, lists, whose));
      const around =
        block.nodeName === 'list' ? [...lists, String(block.getAttribute('__listType') ?? 'bullet')] : lists;
      walk(inner, around);
    }
  };
  walk(elementsIn(root), []);
  return lines;
}

function readLine(element: Y.XmlElement, lists: readonly string[], whose: WhoseLetters): Line {
  const letters: Seen[] = [];
  let breaks: readonly Y.ID[] = [];
  const readText = (text: Y.XmlText, link: string | null): void => {
    let marks: Marks = {};
    let index = 0;
    for (let item = text._start; item; item = item.right) {
      if (item.deleted) continue;
      if (item.content instanceof Y.ContentFormat) marks = withMark(marks, item.content.key, item.content.value);
      if (!(item.content instanceof Y.ContentString)) continue;
      for (const [i, unit] of item.content.str.split('').entries()) {
        const id = Y.createID(item.id.client, item.id.clock + i);
        const key = keyOf(whose.of(id).first);
        letters.push({ id, unit, marks, text, index: index++, line: element, key, link, breaks });
      }
    }
  };
  const read = (parent: Y.XmlElement, link: string | null): void => {
    for (let item = parent._start; item; item = item.right) {
      const type = item.deleted ? null : typeOf(item);
      if (type instanceof Y.XmlText) readText(type, link);
      else if (type?.nodeName === 'linebreak') breaks = [...breaks, item.id];
      else if (type?.nodeName === 'link') read(type, attributesOf(type));
    }
  };
  read(element, null);
  return { element, kind: kindOf(element, lists), letters };
}

function kindOf(element: Y.XmlElement, lists: readonly string[]): string {
  const { __value, ...attributes } = element.getAttributes() as Record<string, unknown>; // a number that is not read
  const kind: Kind = { name: element.nodeName, lists, attributes: sorted(attributes) };
  return JSON.stringify(kind);
}

const attributesOf = (element: Y.XmlElement): string => JSON.stringify(sorted(element.getAttributes()));

const sorted = (attributes: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1)));

const elementsIn = (parent: Y.XmlElement): readonly Y.XmlElement[] =>
  parent.toArray().filter(child => child instanceof Y.XmlElement);

/** Two people's changes can leave words beside the list in an item that holds one. */
export const listsIn = (line: Y.XmlElement): readonly Y.XmlElement[] =>
  elementsIn(line).filter(({ nodeName }) => nodeName === 'list');

/** What Lexical keeps of a letter's marks: its format. */
export const formatOf = ({ p }: Marks): number =>
  typeof p === 'object' && p !== null && '__format' in p && typeof p.__format === 'number' ? p.__format : 0;
