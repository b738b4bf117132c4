// The words of one Markdown block: bold, italic, underline, links and line breaks, read and written. What is read
// leniently is written so that it reads back equal.
import { isSafeUrl } from '../text/allow-list.ts';
import type { Run } from '../text/blocks.ts';
import { tidyRuns } from './source.ts';

type MarkName = Run['marks'][number];
const markOrder: readonly MarkName[] = ['bold', 'italic', 'underline'];
const tags: { readonly [tag: string]: MarkName } = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
};
const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" };
const token =
  /\\([\\`*_{}[\]()#+.!|<>&~•–—-])|<(\/?)(b|strong|i|em|u)>|<br\s*\/?>|<[a-z!/][^<>]{0,500}>|&(#39|\w{2,4});|(!?)\[((?:\\.|[^[\]\\]){0,2000})\]\(([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)(?:\s+"[^"]{0,300}")?\)|(\*{1,3}|_{1,2}|~~|`)/gi;

export const readInline = (text: string, drop: (what: string) => void): Run[] => tidyRuns(readRuns(text, drop));

function readRuns(text: string, drop: (what: string) => void): Run[] {
  const runs: Run[] = [];
  const on = new Set<MarkName>();
  const say = (words: string, link: string | null = null): void =>
    void runs.push({ text: words, marks: markOrder.filter(mark => on.has(mark)), link });
  let at = 0;
  for (const found of text.matchAll(token)) {
    const [whole, escaped, slash, tag, entity, bang, label, url, sign] = found;
    say(text.slice(at, found.index));
    at = found.index + whole.length;
    if (escaped !== undefined) say(escaped);
    else if (tag !== undefined) toggle(on, tags[tag.toLowerCase()], slash === '');
    else if (entity !== undefined) say(entities[entity.toLowerCase()] ?? whole);
    else if (label !== undefined) {
      if (bang === '!') {
        drop('picture');
        say(label);
      } else {
        const target = isSafeUrl(url) ? (url ?? null) : null;
        if (target === null) drop('link to something else than a web page');
        for (const run of readRuns(label, drop))
          runs.push({
            text: run.text,
            marks: markOrder.filter(mark => on.has(mark) || run.marks.includes(mark)),
            link: target,
          });
      }
    } else if (sign !== undefined) toggleSign(sign, text, found.index, on, say);
    else if (/^<br/i.test(whole)) say('\n');
    else drop('HTML tag');
  }
  say(text.slice(at));
  return runs;
}

function toggle(on: Set<MarkName>, mark: MarkName | undefined, isOn: boolean): void {
  if (!mark) return;
  if (isOn) on.add(mark);
  else on.delete(mark);
}

/** Marks toggle at a word's edge. Between letters an underscore is text, between blanks an asterisk is, too. */
function toggleSign(sign: string, text: string, at: number, on: Set<MarkName>, say: (words: string) => void): void {
  if (sign === '`' || sign === '~~') return;
  const [before, after] = [text[at - 1] ?? ' ', text[at + sign.length] ?? ' '];
  const isBetween = sign.startsWith('_') && /[\p{L}\d]/u.test(before) && /[\p{L}\d]/u.test(after);
  if (isBetween || (/\s/.test(before) && /\s/.test(after))) return say(sign);
  const marks: readonly MarkName[] = sign.length === 3 ? ['bold', 'italic'] : sign.length === 2 ? ['bold'] : ['italic'];
  for (const mark of marks) toggle(on, mark, !on.has(mark));
}

export function writeInline(runs: readonly Run[]): string {
  return runs.map(writeRun).join('');
}

function writeRun({ text, marks, link }: Run): string {
  let written = text.replace(/[\\`*_[\]<>&~#!|]/g, '\\$&').replaceAll('\n', '<br>');
  for (const mark of markOrder.toReversed())
    if (marks.includes(mark)) written = `<${tagOf[mark]}>${written}</${tagOf[mark]}>`;
  return link === null ? written : `[${written}](${link})`;
}

const tagOf = { bold: 'b', italic: 'i', underline: 'u' } as const;
