// Many threads on one point: which of them stand beside it, and which are folded away, so that they push no other
// point's a screen off. Pure.

/** Up to so many all stand; of more, a few. */
const most = 5;
const few = 3;

/**
 * Those of a point that stand without being asked for. What stood stays: an arrival folds itself, and nothing that is
 * being read. `before`: those that stood until now, if the point was seen before.
 */
export function standing(keys: readonly string[], before: ReadonlySet<string> | undefined): ReadonlySet<string> {
  if (keys.length <= most) return new Set(keys);
  const kept = keys.filter(key => before?.has(key));
  const more = keys.filter(key => !before?.has(key)).slice(0, Math.max(0, few - kept.length));
  return new Set([...kept, ...more]);
}

export type Crowd<T> =
  | { readonly kind: 'item'; readonly item: T }
  /** Below the last of those that stand, `last`. `hidden` are those that are folded, or would be. */
  | { readonly kind: 'fold'; readonly point: string; readonly last: T; readonly hidden: readonly T[] };

/**
 * What unfolds comes below the fold, which so stays where it is pressed. `isPinned`: stands whatever the others do.
 * `isOpen`: the reader has unfolded this point.
 */
export function crowded<T extends { readonly key: string; readonly point: string }>(
  items: readonly T[],
  standingOf: (point: string, keys: readonly string[]) => ReadonlySet<string>,
  isPinned: (item: T) => boolean,
  isOpen: (point: string) => boolean,
): readonly Crowd<T>[] {
  return [...Map.groupBy(items, ({ point }) => point)].flatMap(([point, own]): readonly Crowd<T>[] => {
    const keys = standingOf(
      point,
      own.map(({ key }) => key),
    );
    const stands = own.filter(({ key }) => keys.has(key));
    const last = stands.at(-1);
    const hidden = own.filter(item => !keys.has(item.key) && !isPinned(item));
    if (hidden.length === 0 || !last) return own.map(asItem);
    const below = own.filter(item => !keys.has(item.key) && (isOpen(point) || isPinned(item)));
    return [...stands.map(asItem), { kind: 'fold', point, last, hidden }, ...below.map(asItem)];
  });
}

const asItem = <T>(item: T): Crowd<T> => ({ kind: 'item', item });

type Fold = { readonly count: number; readonly unread: number; readonly isOpen: boolean; readonly isRemoved: boolean };

export function foldWords({ count, unread, isOpen, isRemoved }: Fold): string {
  const where = isRemoved ? 'on this removed point' : 'on this point';
  return isOpen ? `Fold ${count} ${where}` : `+${count} ${where}${unread > 0 ? `, ${unread} unread` : ''}`;
}
