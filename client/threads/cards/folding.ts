// How much of a long thread its card shows. Pure.

/** At rest the first and the newest comment; when active the newest five with the first, until one asks for all. */
const newestShown = { short: 1, long: 5, all: Number.POSITIVE_INFINITY } as const;

export function folded<T>(
  comments: readonly T[],
  how: keyof typeof newestShown,
): { readonly before: readonly T[]; readonly hidden: number; readonly after: readonly T[] } {
  const hidden = comments.length - 1 - newestShown[how];
  if (hidden <= (how === 'long' ? 1 : 0)) return { before: comments, hidden: 0, after: [] };
  return { before: comments.slice(0, 1), hidden, after: comments.slice(1 + hidden) };
}
