// Lines become lists within lists as the editor and the page draw them.
import { expect, it } from 'vitest';
import type { LineStyle } from '../../../../shared/text/flow.ts';
import type { LineBlock, LineItem, LineList } from '../../../../shared/text/line-tree.ts';
import { treeOf } from '../../../../shared/text/line-tree.ts';
import { lineNumbers } from '../../../../shared/text/list-numbers.ts';

const bullet = (level?: number): LineStyle => ({ line: 'bullet', ...(level !== undefined && { level }) });
const number = (level?: number, start?: number): LineStyle => ({
  line: 'number',
  ...(level !== undefined && { level }),
  ...(start !== undefined && { start }),
});
const linesIn = (styles: readonly LineStyle[]) => styles.map(style => ({ style, pieces: [] }));

/** As tags: lists with their start, items with their value and line. */
const drawn = (...styles: LineStyle[]): string => treeOf(linesIn(styles)).map(drawnBlock).join(' ');
function drawnBlock(block: LineBlock | LineList): string {
  if ('items' in block) return `${block.kind}${block.start}(${block.items.map(drawnItem).join(' ')})`;
  return `${block.kind}#${block.index}`;
}
const drawnItem = (item: LineItem): string =>
  item.kind === 'line' ? `${item.value}#${item.index}` : `${item.value}:${drawnBlock(item.list)}`;

it('[E7] list lines beside one another are one list, and another kind begins another', () => {
  expect(drawn({}, number(), number(), bullet(), { line: 'quote' }, number())).toBe(
    'paragraph#0 number1(1#1 2#2) bullet1(1#3) quote#4 number1(1#5)',
  );
});

it('[E7] deeper items stand in a list of their own, in an item that holds nothing else', () => {
  expect(drawn(number(), bullet(1), bullet(1), number(), bullet(1))).toBe(
    'number1(1#0 2:bullet1(1#1 2#2) 2#3 3:bullet1(1#4))',
  );
  expect(drawn(bullet(2), number(1), bullet(2))).toBe(
    'bullet1(1:bullet1(1:bullet1(1#0)) 1:number1(1#1 2:bullet1(1#2)))',
  );
});

it('[E7] a line that says its number begins a new list at its level', () => {
  expect(drawn(number(undefined, 4), number(), number(undefined, 1), number(1, 9), number(1), number())).toBe(
    'number4(4#0 5#1) number1(1#2 2:number9(9#3 10#4) 2#5)',
  );
});

it('[E7] an item is drawn with the number that its line counts', () => {
  const styles = [
    number(),
    number(1, 3),
    bullet(3),
    number(2),
    number(1),
    bullet(1),
    number(1),
    number(),
    {},
    number(2),
  ];
  const lines = linesIn(styles);
  const values = new Map<number, number>();
  const look = (block: LineBlock | LineList): void => {
    if (block.kind === 'number' || block.kind === 'bullet')
      for (const item of block.items) {
        if (item.kind === 'holder') look(item.list);
        else if (block.kind === 'number') values.set(item.index, item.value);
      }
  };
  treeOf(lines).forEach(look);
  expect(lines.map((_, index) => values.get(index) ?? null)).toEqual(lineNumbers(lines));
});
