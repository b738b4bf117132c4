// Where the bar of selected words stands: in the free line above them or below them, inside its room, and never over
// them. Pure: measures nothing.

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

export type BarQuestion = {
  /** The boxes of the selected words, at least one. */
  readonly words: readonly Box[];
  readonly bar: { readonly width: number; readonly height: number };
  /** What is seen of the text, without the bars at its edges. */
  readonly room: Box;
  readonly prefers: 'above' | 'below';
  /** Between the words and the bar, on either side: a finger's selection has handles below it. */
  readonly gap: { readonly above: number; readonly below: number };
};

/** Null where there is no line for it: both ends of the words are out of sight. */
export function barPlace({ words, bar, room, prefers, gap }: BarQuestion): { left: number; top: number } | null {
  const top = Math.min(...words.map(box => box.top));
  const bottom = Math.max(...words.map(box => box.bottom));
  const above = { top: top - gap.above - bar.height, line: words.filter(box => box.top < top + lineSlack) };
  const below = { top: bottom + gap.below, line: words.filter(box => box.bottom > bottom - lineSlack) };
  const order = prefers === 'above' ? [above, below] : [below, above];
  const side = order.find(each => each.top >= room.top && each.top + bar.height <= room.bottom);
  if (!side) return null;
  const left = Math.min(...side.line.map(box => box.left));
  const right = Math.max(...side.line.map(box => box.right));
  const centred = (left + right - bar.width) / 2;
  return { top: side.top, left: Math.max(room.left, Math.min(centred, room.right - bar.width)) };
}

/** Boxes of one line differ a little, by font and slant. */
const lineSlack = 8;
