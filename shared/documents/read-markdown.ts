// Markdown as blocks: headings, paragraphs, quotes, nested lists; what else there is (tables, code, images, HTML)
// becomes plain paragraphs and is reported. Reads line by line, each once.
import { readInline } from './markdown-inline.ts';
import type { Source, SourceBlock } from './source.ts';

type Open = { readonly form: SourceBlock['form']; text: string };

export function readMarkdown(markdown: string): Source {
  const blocks: SourceBlock[] = [];
  const dropped = new Map<string, number>();
  const drop = (what: string): void => void dropped.set(what, (dropped.get(what) ?? 0) + 1);
  const state: { open: Open | null; isCode: boolean } = { open: null, isCode: false };
  const close = (): void => {
    const { open } = state;
    if (open && open.text !== '') blocks.push({ runs: readInline(open.text, drop), form: open.form });
    state.open = null;
  };
  const begin = (form: SourceBlock['form'], text: string): void => {
    close();
    state.open = { form, text };
  };
  for (const raw of markdown.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')) {
    const line = raw.trim();
    const last = state.open;
    if (/^(```|~~~)/.test(line)) {
      if (!state.isCode) drop('block of code, kept as plain text');
      state.isCode = !state.isCode;
      close();
    } else if (line === '' || /^([-*_])(\s*\1){2,}$/.test(line)) close();
    else if (state.isCode) begin({ kind: 'paragraph' }, escapeAll(line));
    else if (/^\|?[\s:|-]*-{2,}[\s:|-]*\|[\s:|-]*$/.test(line)) drop('table, kept as plain lines');
    else if (/^\|.*\|$/.test(line)) begin({ kind: 'paragraph' }, line.slice(1, -1).replaceAll('|', ' | ').trim());
    else {
      const heading = /^(#{1,6})\s+(.*)$/.exec(line);
      const quote = /^>\s?(.*)$/.exec(line);
      const item = /^(\s*)([-*+•]|\d{1,4}[.)])\s+(\S.*)$/.exec(raw);
      if (heading) {
        begin({ kind: 'heading', level: heading[1]?.length ?? 1 }, (heading[2] ?? '').replace(/(?<!\s)\s+#+$/, ''));
        close();
      } else if (quote) {
        if (last?.form.kind === 'quote') last.text += ` ${quote[1]}`;
        else begin({ kind: 'quote' }, quote[1] ?? '');
      } else if (item) begin(itemForm(item[1] ?? '', item[2] ?? ''), item[3] ?? '');
      else if (last && !(last.form.kind === 'item' && !/^\s/.test(raw))) last.text += ` ${line}`;
      else begin({ kind: isLiteral.test(line) ? 'words' : 'paragraph' }, line);
    }
  }
  close();
  return {
    blocks: blocks.filter(({ runs }) => runs.length > 0),
    dropped: [...dropped].map(([what, count]) => `${count} × ${what}`),
  };
}

/** A stroke before the sign says that this is no marker. */
const isLiteral = /^\(?[\d٠-٩]{0,5}\s?\\[-+•.)–—]/;

/** Two to four blanks are a level: both are usual. */
function itemForm(blanks: string, marker: string): SourceBlock['form'] {
  const width = blanks.replaceAll('\t', '    ').length;
  const level = Math.min(7, width >= 4 ? Math.floor(width / 4) : width >= 2 ? 1 : 0);
  return { kind: 'item', level, ordered: /\d/.test(marker), marker: /\d/.test(marker) ? marker : null };
}

const escapeAll = (text: string): string => text.replace(/[\\*_[\]<>&`#!]/g, '\\$&');
