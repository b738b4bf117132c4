// What turns one text into another, word by word. Pure; knows no Yjs.
import { diffWordsWithSpace } from 'diff';

/** At `at` in a text, `removed` stood and `added` stands. */
export type Hunk = { readonly at: number; readonly removed: string; readonly added: string };

/** Beyond so many differing words two texts are one hunk: a comparison must not hold the page up. */
const editsMax = 2_000;

/** What turns one text into another, from its beginning to its end; beyond `most` differing words as one hunk. */
export function hunksOf(from: string, to: string, most = editsMax): readonly Hunk[] {
  if (from === to) return [];
  const parts = diffWordsWithSpace(from, to, { maxEditLength: most });
  if (!parts) return [{ at: 0, removed: from, added: to }];
  const hunks: Hunk[] = [];
  let at = 0;
  let open: Hunk | null = null;
  for (const { value, added, removed } of parts) {
    if (added || removed) {
      open ??= { at, removed: '', added: '' };
      open = { ...open, removed: open.removed + (removed ? value : ''), added: open.added + (added ? value : '') };
    } else if (open) {
      hunks.push(open);
      open = null;
    }
    if (!added) at += value.length;
  }
  return open ? [...hunks, open] : hunks;
}

/** Hunks with nothing but blanks between them are one: a phrase reads better than its words. */
export function phrasesOf(before: string, after: string, most = editsMax): readonly Hunk[] {
  const phrases: Hunk[] = [];
  for (const hunk of hunksOf(before, after, most)) {
    const last = phrases.at(-1);
    const between = last ? before.slice(last.at + last.removed.length, hunk.at) : '';
    if (!last || between.trim() !== '' || between.includes('\n')) phrases.push(hunk);
    else
      phrases[phrases.length - 1] = {
        at: last.at,
        removed: last.removed + between + hunk.removed,
        added: last.added + between + hunk.added,
      };
  }
  return phrases;
}
