// The discussion's keyboard shortcuts, for the page's one table of them. Listens to nothing itself.
import { useMemo } from 'react';
import { useMay } from '../session/use-session.tsx';
import type { Shortcut } from '../ui/shortcut.ts';
import type { Discussion } from './discussion.ts';
import { caretPlace, commentOnSelection } from './selected-words.ts';
import { activeThread } from './threads-state.ts';
import { useDiscussion } from './use-discussion.tsx';

const threadShortcuts = (discussion: Discussion, mayComment: boolean): readonly Shortcut[] => [
  {
    keys: 'Mod+Alt+M',
    second: 'F2',
    label: 'Comment on the selected words, or on this point',
    where: 'anywhere',
    isListed: mayComment,
    run: () => commentOnSelection(discussion),
  },
  {
    keys: 'Ctrl+Shift+E',
    second: 'Shift+F2',
    label: 'From the words into their thread',
    where: 'anywhere',
    run: () => enterFromWords(discussion),
  },
  {
    keys: 'J',
    second: 'F8',
    label: 'Next open thread',
    where: 'outside-text',
    run: () => discussion.enterBeside(1),
  },
  {
    keys: 'K',
    second: 'Shift+F8',
    label: 'Previous open thread',
    where: 'outside-text',
    run: () => discussion.enterBeside(-1),
  },
];

export function useThreadShortcuts(): readonly Shortcut[] {
  const discussion = useDiscussion();
  const mayComment = useMay({ kind: 'thread.open' });
  return useMemo(() => threadShortcuts(discussion, mayComment), [discussion, mayComment]);
}

/** The thread at the caret; failing that the lit one, failing that the first of the caret's point. */
function enterFromWords(discussion: Discussion): void {
  const place = caretPlace(discussion.surface);
  const here = place && discussion.threadAt(place.point, place.offset);
  const thread = here ?? activeThread(discussion.view().state);
  if (thread) discussion.enter(thread);
  else if (place) discussion.enterFirstOf(place.point);
}
