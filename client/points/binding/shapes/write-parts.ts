// Writes the letters of one line: texts, links and line breaks, of which those that stand right are kept. Call it in a
// transaction.
import * as Y from 'yjs';
import type { WhoseLetters } from '../whose-letters.ts';
import { heaviestPairs, longestRise } from './in-order.ts';
import type { Wanted } from './merged-lines.ts';
import { formatOf, keyOf } from './shape.ts';

type Part =
  | { readonly kind: 'break' }
  | { readonly kind: 'text'; readonly link: string | null; readonly letters: readonly Wanted[] };

export function writeParts(line: Y.XmlElement, letters: readonly Wanted[], whose: WhoseLetters): void {
  const wanted = partsOf(letters);
  const children = line.toArray();
  const kept = heaviestPairs(children.length, wanted.length, (i, j) => weightOf(children[i], wanted[j]));
  const isKept = new Set(kept.map(([child]) => child));
  for (const index of [...children.keys()].reverse()) if (!isKept.has(index)) line.delete(index, 1);
  const has = new Set(kept.map(([, part]) => part));
  for (const [index, part] of wanted.entries()) if (!has.has(index)) line.insert(index, [emptyPart(part)]);
  for (const [index, part] of wanted.entries()) {
    const text = textIn(line.get(index));
    if (part.kind === 'text' && text) writeText(text, part.letters, whose);
  }
}

/** 0: something else. */
function weightOf(child: unknown, part: Part | undefined): number {
  if (!part || signOf(child) !== signOfPart(part)) return 0;
  if (part.kind === 'break') return 1;
  const text = textIn(child);
  const standing = new Set(text ? idsIn(text).map(keyOf) : []);
  return 2 * part.letters.filter(({ versions }) => versions.some(({ id }) => standing.has(keyOf(id)))).length;
}

function partsOf(letters: readonly Wanted[]): readonly Part[] {
  const parts: Part[] = [];
  let open: Wanted[] | null = null;
  let link: string | null = null;
  for (const letter of letters) {
    for (let i = 0; i < letter.breaks; i++) parts.push({ kind: 'break' });
    if (letter.breaks > 0 || letter.link !== link) open = null;
    if (open) open.push(letter);
    else {
      open = [letter];
      link = letter.link;
      parts.push({ kind: 'text', link, letters: open });
    }
  }
  return parts;
}

const signOfPart = (part: Part): string => (part.kind === 'break' ? 'break' : (part.link ?? 'text'));

function signOf(child: unknown): string {
  if (child instanceof Y.XmlText) return 'text';
  if (!(child instanceof Y.XmlElement)) return '';
  if (child.nodeName === 'linebreak') return 'break';
  const attributes = Object.entries(child.getAttributes()).sort(([one], [other]) => (one < other ? -1 : 1));
  return child.nodeName === 'link' && textIn(child) ? JSON.stringify(Object.fromEntries(attributes)) : '';
}

/** Of a link with no more than a text in it, that text. */
function textIn(child: unknown): Y.XmlText | null {
  if (child instanceof Y.XmlText) return child;
  if (!(child instanceof Y.XmlElement) || child.nodeName !== 'link' || child.length !== 1) return null;
  const [text] = child.toArray();
  return text instanceof Y.XmlText ? text : null;
}

function emptyPart(part: Part): Y.XmlElement | Y.XmlText {
  if (part.kind === 'break') return new Y.XmlElement('linebreak');
  if (part.link === null) return new Y.XmlText();
  const link = new Y.XmlElement('link');
  for (const [key, value] of Object.entries(JSON.parse(part.link) as Record<string, string>))
    link.setAttribute(key, value); // shape.ts has made it
  link.insert(0, [new Y.XmlText()]);
  return link;
}

function writeText(text: Y.XmlText, letters: readonly Wanted[], whose: WhoseLetters): void {
  const at = new Map(
    letters.flatMap(({ versions }, index) => versions.map(({ id }): [string, number] => [keyOf(id), index])),
  );
  const standing = idsIn(text).map(id => at.get(keyOf(id)) ?? null);
  const kept = new Set(longestRise(standing));
  for (const [index] of [...standing.entries()].reverse()) if (!kept.has(index)) text.delete(index, 1);
  const there = new Set([...kept].map(index => standing[index]));
  for (let from = 0; from < letters.length; from++) {
    if (there.has(from)) continue;
    let to = from + 1;
    while (to < letters.length && !there.has(to) && letters[to]?.format === letters[from]?.format) to++;
    const run = letters.slice(from, to);
    text.insert(from, run.map(unitOf).join(''), marksFor(run[0]));
    for (const [i, id] of idsIn(text).slice(from, to).entries()) {
      const source = run[i]?.versions[0];
      if (source) whose.copied(source.id, id);
    }
    from = to - 1;
  }
  format(text, letters);
}

const unitOf = ({ versions }: Wanted): string => versions[0]?.unit ?? '';
const marksFor = (letter: Wanted | undefined): object =>
  letter && letter.format !== 0 ? { p: { __format: letter.format } } : {};

/** Letters that have other marks than they are to have. */
function format(text: Y.XmlText, letters: readonly Wanted[]): void {
  let index = 0;
  for (const { insert, attributes } of text.toDelta() as readonly { insert: string; attributes?: object }[]) {
    // characters alone
    const now = formatOf({ ...attributes });
    for (let from = index; from < index + insert.length; from++) {
      const want = letters[from]?.format ?? now;
      if (want === now) continue;
      let to = from + 1;
      while (to < index + insert.length && letters[to]?.format === want) to++;
      text.format(from, to - from, { p: want === 0 ? null : { __format: want } });
      from = to - 1;
    }
    index += insert.length;
  }
}

function idsIn(text: Y.XmlText): readonly Y.ID[] {
  const ids: Y.ID[] = [];
  for (let item = text._start; item; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString)
      for (let i = 0; i < item.length; i++) ids.push(Y.createID(item.id.client, item.id.clock + i));
  return ids;
}
