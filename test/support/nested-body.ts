// A body in the nested form that points had before 2026-11-29, as their editor and server wrote it: what older records
// hold. Nothing but tests writes it any more.
import * as Y from 'yjs';

export type NestedPart = Y.XmlElement | Y.XmlText;

/** Fills an empty body with paragraphs, or with what is given. */
export const nestedBody = (root: Y.XmlElement, parts: readonly (string | Y.XmlElement)[]): void =>
  root.insert(
    0,
    parts.map(part => (typeof part === 'string' ? element('paragraph', part) : part)),
  );

export function element(name: string, ...children: readonly (NestedPart | string)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(
    0,
    children.map(child => (typeof child === 'string' ? new Y.XmlText(child) : child)),
  );
  return made;
}

export function listOf(kind: 'bullet' | 'number', ...items: readonly (NestedPart | string)[]): Y.XmlElement {
  const list = element('list', ...items.map(item => element('listitem', item)));
  if (kind === 'bullet') {
    list.setAttribute('__tag', 'ul');
    list.setAttribute('__listType', 'bullet');
  }
  return list;
}

export function linkTo(url: string, words: string): Y.XmlElement {
  const link = element('link', words);
  link.setAttribute('__url', url);
  return link;
}

/** A run with its format as bits: bold 1, italic 2, strike-through 4, underline 8. */
export function run(words: string, format: number): Y.XmlText {
  const text = new Y.XmlText();
  text.insert(0, words, { p: { __format: format } });
  return text;
}
