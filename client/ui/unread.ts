// Whether something changed since this member last read it: a feature knows (catch-up), others show it beside what they
// draw.
import { createContext, useContext } from 'react';
import type { PointId, ThreadId } from '../../shared/ids.ts';

export type Unread = {
  readonly points: ReadonlySet<PointId>;
  readonly threads: ReadonlySet<ThreadId>;
  read(thing: { readonly point: PointId } | { readonly thread: ThreadId }): void;
};

export const nothingUnread: Unread = { points: new Set(), threads: new Set(), read: () => undefined };

const UnreadContext = createContext<Unread>(nothingUnread);
export const UnreadProvider = UnreadContext.Provider;
export const useUnread = (): Unread => useContext(UnreadContext);
