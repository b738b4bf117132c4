// What one reader looks at in the discussion: filter, sort, and the one thing in focus. Pure transitions; holds no
// threads and no text.
import { unreachable } from '../../shared/assert.ts';
import type { ThreadId } from '../../shared/ids.ts';
import type { NewTarget } from './unposted.ts';
import { targetKey } from './unposted.ts';

export const threadFilters = ['open', 'resolved', 'all', 'mine'] as const;
export type ThreadFilter = (typeof threadFilters)[number];
export const threadSorts = ['place', 'recency'] as const;
export type ThreadSort = (typeof threadSorts)[number];

type Focus =
  | { readonly kind: 'none' }
  /** The words and the card light up; the keyboard stays where it was. */
  | { readonly kind: 'reading'; readonly thread: ThreadId }
  /** The same, and the keyboard is in the card. */
  | { readonly kind: 'entered'; readonly thread: ThreadId }
  | { readonly kind: 'composing'; readonly target: NewTarget };

export type ThreadsState = { readonly filter: ThreadFilter; readonly sort: ThreadSort; readonly focus: Focus };

export type ThreadsEvent =
  | { readonly kind: 'filtered'; readonly filter: ThreadFilter }
  | { readonly kind: 'sorted'; readonly sort: ThreadSort }
  | { readonly kind: 'activated'; readonly thread: ThreadId }
  | { readonly kind: 'entered'; readonly thread: ThreadId }
  /** The keyboard has gone from this card; it stays lit. */
  | { readonly kind: 'left'; readonly thread: ThreadId }
  | { readonly kind: 'composed'; readonly target: NewTarget }
  /** Nothing is in focus any more; what was typed is kept elsewhere. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'posted'; readonly target: NewTarget; readonly thread: ThreadId }
  /** The server refused to open this thread: its text is back in the composer, unless the reader is busy elsewhere. */
  | { readonly kind: 'refused'; readonly target: NewTarget; readonly thread: ThreadId };

export const initialThreadsState = (linked: ThreadId | null): ThreadsState => ({
  filter: 'open',
  sort: 'place',
  focus: linked === null ? { kind: 'none' } : { kind: 'reading', thread: linked },
});

export function nextThreadsState(state: ThreadsState, event: ThreadsEvent): ThreadsState {
  switch (event.kind) {
    case 'filtered':
      return { ...state, filter: event.filter };
    case 'sorted':
      return { ...state, sort: event.sort };
    case 'activated':
      return event.thread === activeThread(state) ? state : withFocus(state, { kind: 'reading', thread: event.thread });
    case 'entered':
      return withFocus(state, { kind: 'entered', thread: event.thread });
    case 'left':
      return state.focus.kind === 'entered' && state.focus.thread === event.thread
        ? withFocus(state, { kind: 'reading', thread: event.thread })
        : state;
    case 'composed':
      return withFocus(state, { kind: 'composing', target: event.target });
    case 'closed':
      return state.focus.kind === 'none' ? state : withFocus(state, { kind: 'none' });
    case 'posted':
      return isComposing(state, event.target) ? withFocus(state, { kind: 'reading', thread: event.thread }) : state;
    case 'refused':
      return state.focus.kind === 'none' || activeThread(state) === event.thread
        ? withFocus(state, { kind: 'composing', target: event.target })
        : state;
    default:
      return unreachable(event);
  }
}

/** The thread that is lit, whether or not the keyboard is in it. */
export const activeThread = ({ focus }: ThreadsState): ThreadId | null =>
  focus.kind === 'reading' || focus.kind === 'entered' ? focus.thread : null;

export const isComposing = ({ focus }: ThreadsState, target: NewTarget): boolean =>
  focus.kind === 'composing' && targetKey(focus.target) === targetKey(target);

const withFocus = (state: ThreadsState, focus: Focus): ThreadsState => ({ ...state, focus });
