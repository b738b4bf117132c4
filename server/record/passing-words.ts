// What came and went between two versions, covered up in a copy of a moment: words that stand neither there nor now,
// comments that were removed or reworded since. For viewers who may not read those (PROTOCOL H5). Knows no viewer.

import * as Y from 'yjs';
import { pastEditsMax } from '../../shared/limits.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { Anchor } from '../../shared/text/anchors/anchor-schema.ts';
import { hunksOf } from '../../shared/text/hunks.ts';
import { bodyOf, flatText, plainText } from '../../shared/text/point-text.ts';

const cover = '▒';
const rewordedSince = '(Reworded since. This wording is not shown.)';

/** A document with the same content that may be written to. */
export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/**
 * Covers each word of `text` that stands in none of `readable`. Every letter keeps its place. True: something was
 * covered.
 */
export function coverWords(text: Y.Doc, readable: readonly Y.Doc[]): boolean {
  let isCovered = false;
  text.transact(() => {
    for (const point of [...text.share.keys()]) {
      const root = bodyOf(text, point);
      const words = flatText(root).text;
      const stood = readable.map(other => flatText(bodyOf(other, point)).text);
      if (stood.includes(words)) continue;
      const seen = new Array<boolean>(words.length).fill(false);
      for (const other of stood) {
        markSeen(seen, other, words);
        if (!seen.includes(false)) break;
      }
      isCovered = coverUnseen(root, seen) || isCovered;
    }
  });
  return isCovered;
}

/** Marks the letters that `other` has too. */
function markSeen(seen: boolean[], other: string, words: string): void {
  let [from, at] = [0, 0];
  const hunks = [...hunksOf(other, words, pastEditsMax), { at: other.length, removed: '', added: '' }];
  for (const hunk of hunks) {
    const same = hunk.at - from;
    seen.fill(true, at, at + same);
    at += same + hunk.added.length;
    from = hunk.at + hunk.removed.length;
  }
}

function coverUnseen(root: Y.XmlElement, seen: readonly boolean[]): boolean {
  let isCovered = false;
  for (const [text, start] of flatText(root).base) {
    const words = plainText(text);
    for (let end = words.length; end > 0; end--) {
      if (isRead(end - 1)) continue;
      let from = end - 1;
      while (from > 0 && !isRead(from - 1)) from--;
      text.delete(from, end - from);
      text.insert(from, cover.repeat(end - from));
      isCovered = true;
      end = from + 1;
    }
    function isRead(index: number): boolean {
      return seen[start + index] === true || /\s/.test(words[index] ?? ' ');
    }
  }
  return isCovered;
}

/**
 * Covers what was said in `shared` and has been removed or reworded since, and words that something hangs on no more.
 * `readable`: what stands now, and at the versions around.
 */
export function coverRows(shared: Y.Doc, readable: readonly Y.Doc[]): boolean {
  const rows = new DocRows(shared);
  const others = readable.map(doc => new DocRows(doc));
  let isCovered = false;
  shared.transact(() => {
    for (const comment of [...rows.all('comments')]) {
      if (comment.body.kind === 'removed') continue;
      const { text } = comment.body;
      const since = others.flatMap(other => other.get('comments', comment.id)?.body ?? []);
      if (since.some(body => body.kind === 'said' && body.text === text)) continue;
      const gone = since.find(body => body.kind === 'removed');
      rows.put('comments', { ...comment, body: gone ?? { ...comment.body, text: rewordedSince } });
      isCovered = true;
    }
    for (const table of ['threads', 'flags'] as const) isCovered = coverAnchors(table, rows, others) || isCovered;
    for (const wording of [...rows.all('wordings')])
      if (!others.some(other => other.get('wordings', wording.id))) rows.remove('wordings', wording.id);
  });
  return isCovered;
}

/** They were attached to others since. */
function coverAnchors(table: 'threads' | 'flags', rows: DocRows, others: readonly DocRows[]): boolean {
  let isCovered = false;
  for (const row of [...rows.all(table)]) {
    const { anchor } = row;
    if (!anchor) continue;
    if (others.some(other => wordsOf(other.get(table, row.id)?.anchor) === wordsOf(anchor))) continue;
    const { quote, prefix, suffix } = anchor;
    const covered = { ...anchor, quote: coverOf(quote), prefix: coverOf(prefix), suffix: coverOf(suffix) };
    rows.put(table, { ...row, anchor: covered });
    isCovered = true;
  }
  return isCovered;
}

const wordsOf = (anchor: Anchor | null | undefined): string =>
  JSON.stringify([anchor?.quote, anchor?.prefix, anchor?.suffix]);
/** Letter by letter, as in the text. */
const coverOf = (words: string): string => words.replace(/\S/g, cover);
