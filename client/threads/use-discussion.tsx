// React's view of the discussion: the provider that makes and follows it, and hooks to read it. Also starts the
// painting of its words.
import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { must } from '../../shared/assert.ts';
import type { ThreadId } from '../../shared/ids.ts';
import { useSession } from '../session/use-session.tsx';
import { useSurface } from '../ui/text-surface.ts';
import { Discussion } from './discussion.ts';
import type { DiscussionView } from './discussion-view.ts';
import type { Target, Unposted, UnpostedTexts } from './unposted.ts';
import { useThreadMarks } from './use-thread-marks.ts';

const DiscussionContext = createContext<Discussion | null>(null);

/**
 * Stands inside the session's and the surface's providers, around text and margin. `linked` is the thread that the
 * address names.
 */
export function DiscussionProvider({ linked, children }: { linked: ThreadId | null; children: ReactNode }) {
  const session = useSession();
  const surface = useSurface();
  const [discussion] = useState(() => new Discussion({ session, surface, storage: localStorage, linked }));
  useEffect(() => discussion.start(), [discussion]);
  useThreadMarks(discussion);
  return <DiscussionContext value={discussion}>{children}</DiscussionContext>;
}

export const useDiscussion = (): Discussion =>
  must(useContext(DiscussionContext), 'a part of the discussion stands outside it');

export const useDiscussionView = (): DiscussionView => useDiscussionPart(view => view);

/** One plain value read from the view: draws again only when that value changes. */
export function useDiscussionPart<T>(read: (view: DiscussionView) => T): T {
  const discussion = useDiscussion();
  const subscribe = useCallback((listener: () => void) => discussion.subscribe(listener), [discussion]);
  return useSyncExternalStore(subscribe, () => read(discussion.view()));
}

/** One plain value read from the unposted texts. */
export function useUnpostedPart<T extends string | boolean>(read: (texts: UnpostedTexts) => T): T {
  const { unposted } = useDiscussion();
  const subscribe = useCallback((listener: () => void) => unposted.subscribe(listener), [unposted]);
  return useSyncExternalStore(subscribe, () => read(unposted));
}

/** The text that waits here for this target, if any. */
export function useUnposted(target: Target): Unposted | undefined {
  const { unposted } = useDiscussion();
  const subscribe = useCallback((listener: () => void) => unposted.subscribe(listener), [unposted]);
  return useSyncExternalStore(subscribe, () => unposted.of(target));
}
