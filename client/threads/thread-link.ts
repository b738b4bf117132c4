// The address of one thread.

/** Leads whoever has a seat in this draft to the thread; it does not carry the sender's seat. */
export const threadLink = ({ origin, pathname }: { origin: string; pathname: string }, thread: string): string =>
  `${origin}${pathname}?thread=${encodeURIComponent(thread)}`;
