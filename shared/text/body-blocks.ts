// A point's body in Yjs from plain blocks, and back: with the elements, attributes and formats that the editor writes,
// so that opening it changes nothing.
import * as Y from 'yjs';
import { z } from 'zod';
import { must } from '../assert.ts';
import { isSafeUrl } from './allow-list.ts';
import type { Block, ListItem, Run } from './blocks.ts';

const bits = { bold: 1, italic: 2, underline: 8 } as const;
const markNames = ['bold', 'italic', 'underline'] as const;
const Op = z.object({
  insert: z.string(),
  attributes: z.object({ p: z.object({ __format: z.int().optional() }).nullish() }).optional(),
});

/**
 * Fills an empty body. Each line already holds a text: two people typing into an empty one would otherwise make two.
 */
export function writeBlocks(root: Y.XmlElement, blocks: readonly Block[]): void {
  root.insert(0, elementsOf(blocks.length > 0 ? blocks : [{ kind: 'paragraph', runs: [] }]));
}

/** New elements, which belong to no document yet. */
export const elementsOf = (blocks: readonly Block[]): Y.XmlElement[] =>
  blocks.flatMap(block => (block.kind === 'list' ? listsOf(block.items, 0) : [lineOf(block.kind, block.runs)]));

function lineOf(name: string, runs: readonly Run[]): Y.XmlElement {
  const line = new Y.XmlElement(name);
  line.insert(0, inlineOf(runs));
  const [first] = runs;
  const format = first ? formatOf(first) : 0;
  if (format > 0) set(line, '__textFormat', format);
  return line;
}

function inlineOf(runs: readonly Run[]): (Y.XmlText | Y.XmlElement)[] {
  const parts: (Y.XmlText | Y.XmlElement)[] = [];
  let open: { readonly text: Y.XmlText; at: number; readonly link: string | null } | null = null;
  const textFor = (link: string | null): { readonly text: Y.XmlText; at: number } => {
    if (open?.link === link) return open;
    const text = new Y.XmlText();
    open = { text, at: 0, link };
    if (link === null) parts.push(text);
    else {
      const element = new Y.XmlElement('link');
      set(element, '__url', link);
      element.insert(0, [text]);
      parts.push(element);
    }
    return open;
  };
  for (const run of runs)
    for (const [index, words] of run.text.split('\n').entries()) {
      if (index > 0) {
        parts.push(new Y.XmlElement('linebreak'));
        open = null;
      }
      if (words === '') continue;
      const into = textFor(run.link);
      const format = formatOf(run);
      into.text.insert(into.at, words, format > 0 ? { p: { __format: format } } : {});
      into.at += words.length;
    }
  return parts.length > 0 ? parts : [new Y.XmlText()];
}

const formatOf = ({ marks }: Run): number => marks.reduce((sum, mark) => sum + bits[mark], 0);

/** Yjs's types know only strings as attributes; the editor, like us, stores numbers as numbers. */
function set(element: Y.XmlElement, key: string, value: string | number): void {
  element.setAttribute(key, value as string);
}

type OpenList = { readonly list: Y.XmlElement; readonly ordered: boolean; value: number; entries: number };

/** One list for each stretch of one kind; deeper items stand in a list of their own, within an item. */
function listsOf(items: readonly ListItem[], level: number): Y.XmlElement[] {
  const lists: Y.XmlElement[] = [];
  let open: OpenList | null = null;
  for (let at = 0; at < items.length; ) {
    const inner = deeperFrom(items, at, level);
    const item = must(items[at], 'the index is within the list');
    const ordered: boolean = inner.length > 0 && open !== null ? open.ordered : item.ordered;
    const into: OpenList = open?.ordered === ordered ? open : newList(ordered);
    if (into !== open) lists.push(into.list);
    open = into;
    const entries = inner.length > 0 ? listsOf(inner, level + 1).map(nested) : [lineOf('listitem', item.runs)];
    for (const entry of entries) if (into.value > 1) set(entry, '__value', into.value);
    into.list.insert(into.entries, entries);
    into.entries += entries.length;
    if (inner.length === 0) into.value++;
    at += Math.max(1, inner.length);
  }
  return lists;
}

/** The items from here on that stand deeper, if this one does. */
function deeperFrom(items: readonly ListItem[], at: number, level: number): readonly ListItem[] {
  let end = at;
  while ((items[end]?.level ?? level) > level) end++;
  return items.slice(at, end);
}

function newList(ordered: boolean): OpenList {
  const list = new Y.XmlElement('list');
  if (!ordered) {
    set(list, '__tag', 'ul');
    set(list, '__listType', 'bullet');
  }
  return { list, ordered, value: 1, entries: 0 };
}

function nested(list: Y.XmlElement): Y.XmlElement {
  const item = new Y.XmlElement('listitem');
  item.insert(0, [list]);
  return item;
}

/** Without the empty lines at the end. */
export function blocksOf(root: Y.XmlElement): Block[] {
  const blocks = blocksIn(root.toArray());
  while (blocks.at(-1)?.kind === 'paragraph' && isEmpty(blocks.at(-1))) blocks.pop();
  return blocks;
}

export function blocksIn(children: readonly unknown[]): Block[] {
  const blocks: Block[] = [];
  for (const child of children) {
    if (!(child instanceof Y.XmlElement)) continue;
    const last = blocks.at(-1);
    if (child.nodeName === 'list') {
      const items = itemsOf(child, 0);
      if (last?.kind === 'list') last.items.push(...items);
      else if (items.length > 0) blocks.push({ kind: 'list', items });
    } else blocks.push({ kind: child.nodeName === 'quote' ? 'quote' : 'paragraph', runs: runsOf(child, null) });
  }
  return blocks;
}

const isEmpty = (block: Block | undefined): boolean => block?.kind === 'paragraph' && block.runs.length === 0;

function itemsOf(list: Y.XmlElement, level: number): ListItem[] {
  const ordered = list.getAttribute('__listType') !== 'bullet';
  return list.toArray().flatMap((item): ListItem[] => {
    if (!(item instanceof Y.XmlElement)) return [];
    const lists = item.toArray().filter(child => child instanceof Y.XmlElement && child.nodeName === 'list');
    const runs = runsOf(item, null);
    return [
      ...(runs.length > 0 || lists.length === 0 ? [{ level: Math.min(7, level), ordered, runs }] : []),
      ...lists.flatMap(inner => (inner instanceof Y.XmlElement ? itemsOf(inner, level + 1) : [])),
    ];
  });
}

function runsOf(element: Y.XmlElement, link: string | null): Run[] {
  const runs: Run[] = [];
  const say = (run: Run): void => {
    const last = runs.at(-1);
    if (run.text === '') return;
    if (last && last.link === run.link && last.marks.join() === run.marks.join())
      runs[runs.length - 1] = { ...last, text: last.text + run.text };
    else runs.push(run);
  };
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlText)
      for (const op of z.array(Op).parse(child.toDelta())) {
        const format = op.attributes?.p?.__format ?? 0;
        say({ text: op.insert, marks: markNames.filter(mark => (format & bits[mark]) !== 0), link });
      }
    else if (child instanceof Y.XmlElement && child.nodeName === 'linebreak') say({ text: '\n', marks: [], link });
    else if (child instanceof Y.XmlElement && child.nodeName === 'link') {
      const url = child.getAttribute('__url');
      for (const run of runsOf(child, isSafeUrl(url) && url !== undefined ? url : null)) say(run);
    }
  }
  return runs;
}
