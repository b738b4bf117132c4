// A draft as Markdown that people can read, and that reads back (read-markdown.ts, split-outline.ts) as an equal draft.
import type { Block, Run } from '../text/blocks.ts';
import type { OutlineText } from '../text/outline-text.ts';
import { writeInline } from './markdown-inline.ts';
import { toRoman } from './markers.ts';
import { plainRun } from './source.ts';

export function writeMarkdown({ title, themes }: OutlineText): string {
  let number = 0;
  const parts = title === null ? [] : [`# ${heading(title)}`];
  for (const [index, theme] of themes.entries()) {
    parts.push(`## ${toRoman(index + 1)}. ${heading(theme.title)}`);
    for (const point of theme.points)
      parts.push(`### ${++number}. ${heading(point.title)}`, ...point.blocks.map(block));
  }
  return `${parts.join('\n\n')}\n`;
}

const heading = (title: string): string => writeInline([plainRun(title)]);

function block(each: Block): string {
  if (each.kind === 'paragraph') return line(each.runs);
  if (each.kind === 'quote') return `> ${writeInline(each.runs)}`;
  return each.items
    .map(({ level, ordered, runs }) => `${'    '.repeat(level)}${ordered ? '1.' : '-'} ${line(runs)}`)
    .join('\n');
}

/** What would read as a marker is told to be none by a stroke before its sign. */
function line(runs: readonly Run[]): string {
  return writeInline(runs).replace(bullet, '\\$1').replace(number, '$1\\$2');
}

const bullet = /^([-+•])(?=\s|$)/;
const number = /^(\(?[\d٠-٩]{1,5}\s?)([.)–—-])/;
