// A file of any kind as an outline, or why not, in words. Runs in the import worker; knows no draft.
import { readMarkdown } from '../../shared/documents/read-markdown.ts';
import { readPlain } from '../../shared/documents/read-plain.ts';
import type { Source } from '../../shared/documents/source.ts';
import { splitOutline } from '../../shared/documents/split-outline.ts';
import type { OutlineText } from '../../shared/text/outline-text.ts';
import { decodeText } from './decode-text.ts';
import { readDocx, Unreadable } from './read-docx.ts';

export type FileRead =
  | {
      readonly kind: 'read';
      readonly outline: OutlineText;
      readonly dropped: readonly string[];
      readonly format: string;
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

export async function readFile(bytes: Buffer, name: string): Promise<FileRead> {
  try {
    if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return split(await readDocx(bytes), 'Word');
    if (bytes.subarray(0, 5).toString('latin1') === '%PDF-')
      return { kind: 'unreadable', reason: 'PDF files cannot be read. Bring the text, Markdown or the Word file.' };
    const decoded = decodeText(bytes);
    if (decoded.kind === 'unreadable') return decoded;
    const isMarkdown =
      /\.(md|markdown)$/i.test(name) || /^#{1,4} \S|^[ \t]*[-*] \S|\*\*\S|^\d+\. \*\*/m.test(decoded.text);
    const source = isMarkdown ? readMarkdown(decoded.text) : readPlain(decoded.text);
    return split(source, `${isMarkdown ? 'Markdown' : 'plain text'}, ${decoded.encoding}`);
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unreadable', reason: error.message };
    throw error;
  }
}

function split({ blocks, dropped }: Source, format: string): FileRead {
  const whole = blocks.map(block => ({ ...block, runs: block.runs.map(inWholeCharacters) }));
  const result = splitOutline({ blocks: whole, dropped });
  if (result.kind === 'refused') return { kind: 'unreadable', reason: result.reason };
  return { kind: 'read', outline: result.outline, dropped: result.dropped, format };
}

/** A Word file can name half of a character; a draft takes none. */
const inWholeCharacters = <R extends { readonly text: string }>(run: R): R => ({
  ...run,
  text: run.text.toWellFormed(),
});
