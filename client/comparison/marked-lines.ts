// The pieces of a comparison, cut where a line begins, with the bullet or number that stands there. Pure: draws
// nothing.
import type { Piece } from '../../shared/api/record.ts';

/** What lists show before each line of the earlier and of the later words. */
export type LineMarks = { readonly before: readonly string[]; readonly after: readonly string[] };
/** Some of a piece's text in one line, its newline included. */
export type MarkedLine = { readonly mark: string; readonly text: string };

type Side = keyof LineMarks;

/**
 * Each piece's lines. A line that is shown once has one mark, though words of both sides stand in it. `stayed`: whose
 * marks what stayed has.
 */
export function markedLines(
  pieces: readonly Piece[],
  marks: LineMarks,
  stayed: Side,
): readonly (readonly MarkedLine[])[] {
  const at = { before: 0, after: 0 };
  let isLineBegun = false;
  return pieces.map(({ kind, text }) =>
    text.split(/(?<=\n)/).map(line => {
      const side = sideOf[kind] ?? stayed;
      const mark = isLineBegun || line === '' ? '' : (marks[side][at[side]] ?? '');
      const isEnd = line.endsWith('\n');
      if (isEnd && kind !== 'added') at.before++;
      if (isEnd && kind !== 'removed') at.after++;
      isLineBegun = isEnd ? false : isLineBegun || line !== '';
      return { mark, text: line };
    }),
  );
}

const sideOf: { readonly [K in Piece['kind']]: Side | null } = { removed: 'before', added: 'after', same: null };
