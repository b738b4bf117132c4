// Where margin cards stand: beside their words, sliding apart, never overlapping, the active one exactly at its words'
// height. Pure; all lengths in pixels from the top of the column.

export type Slot = {
  readonly id: string;
  /** The height of its words; null if they are not on the page: it stands after all others. */
  readonly target: number | null;
  readonly height: number;
};

/**
 * Where words are out of order (a card is held while others moved its point), the cards stand in theirs all the same.
 */
export const byTarget = (slots: readonly Slot[]): readonly Slot[] =>
  [...slots].sort((a, b) => (a.target ?? Number.POSITIVE_INFINITY) - (b.target ?? Number.POSITIVE_INFINITY) || 0);

/** What is seen of the column, in its own measure. */
export type Seen = { readonly top: number; readonly bottom: number };

/**
 * Where the card that somebody types in should stand: at its words, unless that would take it out of sight, or they are
 * gone; then it stays where it is. `now` is where it stands.
 */
export function writingTarget({ target, height }: Slot, now: number, seen: Seen): number {
  const isSeen = (top: number): boolean => top < seen.bottom && top + height > seen.top;
  return target === null || (isSeen(now) && !isSeen(target)) ? now : target;
}

/**
 * Tops by id. Slots come in reading order. Cards only ever give way downward, except to the active one: those before it
 * make room upward, if need be out of the column's top, since they come back as soon as it is active no more.
 */
export function marginTops(slots: readonly Slot[], active: string | null, gap: number): ReadonlyMap<string, number> {
  const tops = pushedDown(slots, gap, 0);
  const at = slots.findIndex(slot => slot.id === active);
  const slot = slots[at];
  if (!slot || slot.target === null) return byId(slots, tops);
  let below = slot.target;
  for (let i = at - 1; i >= 0; i--) {
    below = Math.min(tops[i] ?? 0, below - gap - (slots[i]?.height ?? 0));
    tops[i] = below;
  }
  const after = pushedDown(slots.slice(at + 1), gap, slot.target + slot.height + gap);
  return byId(slots, [...tops.slice(0, at), slot.target, ...after]);
}

/** How tall the column must be to hold them. */
export const columnHeight = (slots: readonly Slot[], tops: ReadonlyMap<string, number>): number =>
  slots.reduce((bottom, slot) => Math.max(bottom, (tops.get(slot.id) ?? 0) + slot.height), 0);

function pushedDown(slots: readonly Slot[], gap: number, from: number): number[] {
  let free = from;
  return slots.map(({ target, height }) => {
    const top = Math.max(target ?? 0, free);
    free = top + height + gap;
    return top;
  });
}

const byId = (slots: readonly Slot[], tops: readonly number[]): ReadonlyMap<string, number> =>
  new Map(slots.map((slot, i) => [slot.id, tops[i] ?? 0]));
