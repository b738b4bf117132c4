// Plain text as blocks: paragraphs, and lines that bear a marker. Lines that a program broke at a fixed width are
// joined again.
import { markerOf } from './markers.ts';
import type { Source, SourceBlock } from './source.ts';
import { plainRun } from './source.ts';

/** A line at least this long that ends in no full stop was broken by a program, not by its writer. */
const brokenChars = 55;

export function readPlain(text: string): Source {
  const blocks: SourceBlock[] = [];
  let open: string | null = null;
  let openIndent = 0;
  const close = (): void => {
    if (open !== null) blocks.push(asBlock(open, openIndent));
    open = null;
  };
  let last = '';
  for (const raw of text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')) {
    const line = raw.replaceAll('\u00a0', ' ').trim();
    if (line === '') close();
    else if (open !== null && goesOn(last, line)) open = `${open} ${line}`;
    else {
      close();
      open = line;
      openIndent = raw.length - raw.trimStart().length;
    }
    last = line;
  }
  close();
  return { blocks, dropped: [] };
}

const goesOn = (before: string, line: string): boolean =>
  markerOf(line) === null &&
  (/^\p{Ll}/u.test(line) || (before.length >= brokenChars && !/[.:;!?؟؛»"”)]$/.test(before)));

function asBlock(line: string, indent: number): SourceBlock {
  const marker = markerOf(line);
  const isNested =
    marker?.kind === 'bullet' || marker?.kind === 'letter' || (marker?.kind === 'decimal' && indent >= 2);
  if (!marker || !isNested) return { runs: [plainRun(line)], form: { kind: 'paragraph' } };
  const level = Math.min(7, Math.floor(indent / 4));
  return {
    runs: [plainRun(line.slice(marker.length))],
    form: { kind: 'item', level, ordered: marker.kind !== 'bullet', marker: line.slice(0, marker.length).trim() },
  };
}
