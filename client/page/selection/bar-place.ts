// Where the bar of selected words stands: in the free line above them or below them, inside its room. Only where they
// fill the room it stands over some of them, at its edge. Pure: measures nothing.

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

/** `at`: `words` go with the page when it scrolls; the `edge` of the window stays. */
export type BarPlace = { readonly at: 'words' | 'edge'; readonly left: number; readonly top: number };

/** Null where none of the words is in sight. */
export function barPlace({ words, bar, room, prefers, gap }: BarQuestion): BarPlace | null {
  const top = Math.min(...words.map(box => box.top));
  const bottom = Math.max(...words.map(box => box.bottom));
  const above = { top: top - gap.above - bar.height, line: words.filter(box => box.top < top + lineSlack) };
  const below = { top: bottom + gap.below, line: words.filter(box => box.bottom > bottom - lineSlack) };
  const order = prefers === 'above' ? [above, below] : [below, above];
  const side = order.find(each => each.top >= room.top && each.top + bar.height <= room.bottom);
  if (!side) return atEdge(words, bar, room);
  const left = Math.min(...side.line.map(box => box.left));
  const right = Math.max(...side.line.map(box => box.right));
  const centred = (left + right - bar.width) / 2;
  return { at: 'words', top: side.top, left: Math.max(room.left, Math.min(centred, room.right - bar.width)) };
}

/** At the foot; at the head only where it covers less than half as much there: it would change sides all the time. */
function atEdge(words: readonly Box[], bar: BarQuestion['bar'], room: Box): BarPlace | null {
  if (!words.some(box => box.bottom > room.top && box.top < room.bottom)) return null;
  const left = Math.max(room.left, (room.left + room.right - bar.width) / 2);
  const [head, foot] = [room.top, room.bottom - bar.height];
  const covered = (top: number): number =>
    words.reduce((sum, box) => {
      const width = Math.min(box.right, left + bar.width) - Math.max(box.left, left);
      const height = Math.min(box.bottom, top + bar.height) - Math.max(box.top, top);
      return sum + Math.max(0, width) * Math.max(0, height);
    }, 0);
  return { at: 'edge', left, top: covered(head) < covered(foot) / 2 ? head : foot };
}

/** Boxes of one line differ a little, by font and slant. */
const lineSlack = 8;
