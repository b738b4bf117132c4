// The lines of a flow as plain blocks, and back (blocks.ts): what an import writes and an export reads.
import type { Block, ListItem, Run } from './blocks.ts';
import type { Line, LineStyle, Marks, Piece } from './flow.ts';
import { breakInLine, isListLine, plainLine } from './flow.ts';

export const linesFrom = (blocks: readonly Block[]): readonly Line[] => {
  const lines = blocks.flatMap((block): Line[] => {
    if (block.kind === 'list') return block.items.map(lineOfItem);
    return [{ style: block.kind === 'quote' ? { line: 'quote' } : plainLine, pieces: piecesOf(block.runs) }];
  });
  return lines.length > 0 ? lines : [{ style: plainLine, pieces: [] }];
};

function lineOfItem({ level, ordered, runs }: ListItem): Line {
  const line = ordered ? 'number' : 'bullet';
  return { style: level > 0 ? { line, level } : { line }, pieces: piecesOf(runs) };
}

const piecesOf = (runs: readonly Run[]): readonly Piece[] =>
  runs.flatMap(({ text, marks, link }): Piece[] => {
    if (text === '') return [];
    const set: Marks = Object.fromEntries(marks.map(mark => [mark, true]));
    return [{ text: text.replaceAll('\n', breakInLine), marks: link === null ? set : { ...set, link } }];
  });

/** Without the empty paragraphs at the end. */
export function blocksFrom(lines: readonly Line[]): Block[] {
  const blocks = lines.reduce<Block[]>((made, { style, pieces }) => {
    const runs = runsOf(pieces);
    const last = made.at(-1);
    if (!isListLine(style)) made.push({ kind: style.line === 'quote' ? 'quote' : 'paragraph', runs });
    else if (last?.kind === 'list') last.items.push(itemOf(style, runs));
    else made.push({ kind: 'list', items: [itemOf(style, runs)] });
    return made;
  }, []);
  for (let last = blocks.at(-1); last?.kind === 'paragraph' && last.runs.length === 0; last = blocks.at(-1))
    blocks.pop();
  return blocks;
}

const itemOf = ({ line, level = 0 }: LineStyle, runs: Run[]): ListItem => ({
  level: Math.min(7, level),
  ordered: line === 'number',
  runs,
});

const shownMarks = ['bold', 'italic', 'underline'] as const;

function runsOf(pieces: readonly Piece[]): Run[] {
  const runs: Run[] = [];
  for (const { text, marks } of pieces) {
    const run: Run = {
      text: text.replaceAll(breakInLine, '\n'),
      marks: shownMarks.filter(mark => marks[mark]),
      link: marks.link ?? null,
    };
    const last = runs.at(-1);
    if (last && last.link === run.link && last.marks.join() === run.marks.join())
      runs[runs.length - 1] = { ...last, text: last.text + run.text };
    else runs.push(run);
  }
  return runs;
}
