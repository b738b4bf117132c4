// Which connections are cut because too much waits to be read, of one member or in all: the one with most first, until
// the rest is within the bounds. Pure.

export type Unread = { readonly member: string; readonly unsentBytes: number };

export function tooMuchUnread<C extends Unread>(
  connections: Iterable<C>,
  bounds: { readonly each: number; readonly all: number },
): readonly C[] {
  const waiting = [...connections].filter(({ unsentBytes }) => unsentBytes > 0);
  const most = waiting.sort((a, b) => b.unsentBytes - a.unsentBytes);
  const left = new Map<string, number>();
  for (const { member, unsentBytes } of most) left.set(member, (left.get(member) ?? 0) + unsentBytes);
  let all = most.reduce((sum, { unsentBytes }) => sum + unsentBytes, 0);
  return most.filter(({ member, unsentBytes }) => {
    const own = left.get(member) ?? 0;
    if (own <= bounds.each && all <= bounds.all) return false;
    left.set(member, own - unsentBytes);
    all -= unsentBytes;
    return true;
  });
}
