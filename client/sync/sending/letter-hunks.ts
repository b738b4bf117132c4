// What turns a text as the server has it into the one that I left, by the letters themselves, and then in whole words:
// where like words or blanks stand side by side, a comparison of texts cannot tell which of them are new. Pure.
import type * as Y from 'yjs';
import type { Hunk } from '../../../shared/text/hunks.ts';
import type { Letter } from './lettered.ts';

/** Null: they have no letter in common, or not in one order; only their words can be compared. */
export function letterHunks(before: readonly Letter[], after: readonly Letter[]): readonly Hunk[] | null {
  const [was, is] = [new Set(before.map(nameOf)), new Set(after.map(nameOf))];
  if (before.length > 0 && after.length > 0 && !before.some(letter => is.has(nameOf(letter)))) return null;
  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  let isOpen = false;
  const add = (part: 'removed' | 'added', unit: string): void => {
    const last = isOpen ? hunks.pop() : undefined;
    const hunk = last ?? { at: i, removed: '', added: '' };
    hunks.push({ ...hunk, [part]: hunk[part] + unit });
    isOpen = true;
  };
  for (;;) {
    const [gone, come] = [before[i], after[j]];
    if (gone && !is.has(nameOf(gone))) {
      add('removed', gone.unit);
      i++;
    } else if (come && !was.has(nameOf(come))) {
      add('added', come.unit);
      j++;
    } else if (gone && come) {
      if (nameOf(gone) !== nameOf(come)) return null;
      isOpen = false;
      i++;
      j++;
    } else return inWholeWords(hunks, before.map(({ unit }) => unit).join(''));
  }
}

const nameOf = ({ id: { client, clock } }: { readonly id: Y.ID }): string => `${client} ${clock}`;

/** A word within which something changed is changed as a whole. */
function inWholeWords(hunks: readonly Hunk[], text: string): readonly Hunk[] {
  const whole: Hunk[] = [];
  for (const [i, { at, removed, added }] of hunks.entries()) {
    const last = whole.at(-1);
    const from = last ? last.at + last.removed.length : 0;
    const to = hunks[i + 1]?.at ?? text.length;
    const [start, end] = [at, at + removed.length];
    const head = isWordAt(removed, 0) || isWordAt(added, 0) ? (wordEnd.exec(text.slice(from, start))?.[0] ?? '') : '';
    const tail = isWordAt(removed, -1) || isWordAt(added, -1) ? (wordStart.exec(text.slice(end, to))?.[0] ?? '') : '';
    const hunk = { at: start - head.length, removed: head + removed + tail, added: head + added + tail };
    if (last && hunk.at === from) {
      whole[whole.length - 1] = { at: last.at, removed: last.removed + hunk.removed, added: last.added + hunk.added };
    } else whole.push(hunk);
  }
  return whole;
}

const wordEnd = /[\p{L}\p{M}\p{N}_]*$/u;
const wordStart = /^[\p{L}\p{M}\p{N}_]*/u;
const isWordAt = (text: string, at: number): boolean => /[\p{L}\p{M}\p{N}_]/u.test(text.at(at) ?? '');
