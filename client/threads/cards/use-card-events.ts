// What keyboard and pointer do to a card as a whole: a click lights it up, Esc leaves it, and it notices when the
// keyboard has gone. Buttons and fields inside cards look after themselves.
import type { RefObject } from 'react';
import { useEffect } from 'react';
import type { ThreadId } from '../../../shared/ids.ts';
import type { Discussion } from '../discussion.ts';

export function useCardEvents(margin: RefObject<HTMLElement | null>, discussion: Discussion): void {
  useEffect(() => {
    const element = margin.current;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector(':popover-open')) return;
      // closes first, and says what then
      if (event.target instanceof Element && event.target.closest('.composer')) return;
      if (threadOf(event.target, discussion)) discussion.leave();
    };
    const onClick = (event: MouseEvent): void => {
      if (event.target instanceof Element && event.target.closest('button, textarea, [popover]')) return;
      if (!document.getSelection()?.isCollapsed) return; // somebody copies words of a comment
      const thread = threadOf(event.target, discussion);
      if (thread) discussion.activate(thread);
    };
    const onFocusOut = (event: FocusEvent): void => {
      const thread = threadOf(event.target, discussion);
      const isOnlyWindow = !document.hasFocus(); // another window has come to the front: the card keeps the keyboard
      if (thread && !isOnlyWindow && threadOf(event.relatedTarget, discussion) !== thread)
        discussion.dispatch({ kind: 'left', thread });
    };
    element?.addEventListener('keydown', onKey);
    element?.addEventListener('click', onClick);
    element?.addEventListener('focusout', onFocusOut);
    return () => {
      element?.removeEventListener('keydown', onKey);
      element?.removeEventListener('click', onClick);
      element?.removeEventListener('focusout', onFocusOut);
    };
  }, [margin, discussion]);
}

/** The thread whose card this is in. */
function threadOf(target: EventTarget | null, discussion: Discussion): ThreadId | null {
  const id = target instanceof Element ? target.closest('[data-thread]')?.getAttribute('data-thread') : null;
  return discussion.view().all.find(card => card.row.id === id)?.row.id ?? null;
}
