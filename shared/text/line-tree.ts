// The lines of a flow as the page draws them: list lines stand in lists, and deeper ones in lists within those. One
// function for the editor and for words standing still, so that both draw alike (rule E7). Draws nothing.
import { listLevelMax } from './allow-list.ts';
import type { Line } from './flow.ts';

export type LineTree = readonly (LineBlock | LineList)[];
/** `index`: which line it is. */
export type LineBlock = { readonly kind: 'paragraph' | 'quote'; readonly line: Line; readonly index: number };
export type LineList = {
  readonly kind: 'bullet' | 'number';
  readonly start: number;
  readonly items: readonly LineItem[];
};
/** `value`: its place in its list, from the list's start on. What only holds a deeper list has that of the next. */
export type LineItem =
  | { readonly kind: 'line'; readonly value: number; readonly line: Line; readonly index: number }
  | { readonly kind: 'holder'; readonly value: number; readonly list: LineList };

type Open = LineList & { readonly items: LineItem[]; next: number };

export function treeOf(lines: readonly Line[]): LineTree {
  const tree: (LineBlock | LineList)[] = [];
  /** The lists that the next line may go on in, the outermost first. */
  const open: Open[] = [];
  lines.forEach((line, index) => {
    const { line: kind, level = 0, start } = line.style;
    if (kind !== 'bullet' && kind !== 'number') {
      open.length = 0;
      tree.push({ kind: kind ?? 'paragraph', line, index });
      return;
    }
    const depth = Math.min(level, listLevelMax);
    const goesOn = open[depth]?.kind === kind && start === undefined;
    open.length = Math.min(open.length, goesOn ? depth + 1 : depth);
    while (open.length <= depth) {
      const list: Open = { kind, start: 1, items: [], next: 1 };
      const begun = open.length === depth && start !== undefined ? { ...list, start, next: start } : list;
      const outer = open.at(-1);
      if (outer) outer.items.push({ kind: 'holder', value: outer.next, list: begun });
      else tree.push(begun);
      open.push(begun);
    }
    const list = open[depth];
    list?.items.push({ kind: 'line', value: list.next++, line, index });
  });
  return tree;
}
