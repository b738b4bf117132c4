// Gives a body other blocks by changing only what differs, so that threads and flags keep their places in what stays.
// Used where words are brought back.
import * as Y from 'yjs';
import { Block } from './blocks.ts';
import { blocksIn, elementsOf } from './body-blocks.ts';
import { hunksOf } from './hunks.ts';
import { plainText } from './point-text.ts';

/** A block and the elements of the body that make it: neighbouring lists are one block. */
type Part = { readonly block: string; readonly from: number; readonly count: number };

export function rewriteBody(root: Y.XmlElement, blocks: readonly Block[]): void {
  const parts = partsOf(root);
  const wanted = blocks.map(block => JSON.stringify(block));
  let start = 0;
  while (start < parts.length && start < wanted.length && parts[start]?.block === wanted[start]) start++;
  let end = 0;
  while (
    end < Math.min(parts.length, wanted.length) - start &&
    parts[parts.length - 1 - end]?.block === wanted[wanted.length - 1 - end]
  )
    end++;
  const old = parts.slice(start, parts.length - end);
  const made = blocks.slice(start, wanted.length - end);
  let edited = 0;
  for (const part of old) {
    if (!rewriteLine(root, part, made[edited])) break;
    edited++;
  }
  if (edited === old.length && edited === made.length) return;
  replace(root, old.slice(edited), made.slice(edited), parts[start + edited]?.from ?? root.length);
}

function partsOf(root: Y.XmlElement): readonly Part[] {
  const parts: Part[] = [];
  const isList = (index: number): boolean => {
    const child = root.get(index);
    return child instanceof Y.XmlElement && child.nodeName === 'list';
  };
  for (let from = 0; from < root.length; ) {
    let count = 1;
    if (isList(from)) while (isList(from + count)) count++;
    parts.push({ block: JSON.stringify(blockAt(root, from, count)), from, count });
    from += count;
  }
  return parts;
}

const blockAt = (root: Y.XmlElement, from: number, count: number): Block =>
  blocksIn(root.toArray().slice(from, from + count))[0] ?? { kind: 'paragraph', runs: [] };

/** Plain lines of the same kind are edited word by word. False: they are to be replaced. */
function rewriteLine(root: Y.XmlElement, { from, count, block }: Part, wanted: Block | undefined): boolean {
  const line = root.get(from);
  const [only] = line instanceof Y.XmlElement ? line.toArray() : [];
  const was = Block.parse(JSON.parse(block));
  if (!wanted || count !== 1 || !(line instanceof Y.XmlElement) || line.length !== 1 || !(only instanceof Y.XmlText))
    return false;
  if (was.kind === 'list' || wanted.kind !== was.kind || !isPlain(was) || !isPlain(wanted)) return false;
  const words = wanted.runs.map(({ text }) => text).join('');
  if (words.includes('\n')) return false;
  for (const { at, removed, added } of hunksOf(plainText(only), words).toReversed()) {
    only.delete(at, removed.length);
    if (added !== '') only.insert(at, added);
  }
  return true;
}

const isPlain = (block: Exclude<Block, { kind: 'list' }>): boolean =>
  block.runs.every(({ marks, link }) => marks.length === 0 && link === null);

function replace(root: Y.XmlElement, old: readonly Part[], made: readonly Block[], from: number): void {
  const count = old.reduce((sum, part) => sum + part.count, 0);
  // Something to type into stays, also where nothing is left.
  const elements = elementsOf(made.length > 0 || root.length > count ? made : [{ kind: 'paragraph', runs: [] }]);
  root.insert(from, elements);
  root.delete(from + elements.length, count);
}
