// Keeps the painted words in step with the discussion, and turns a click on commented words into "show me that thread".
import { useEffect } from 'react';
import { isPrinting, onPrinting } from '../ui/printing/printing.ts';
import type { Mark } from '../ui/word-marks/word-marks.ts';
import { WordMarks } from '../ui/word-marks/word-marks.ts';
import type { Discussion } from './discussion.ts';
import type { DiscussionView } from './discussion-view.ts';
import { isSettled } from './thread-list.ts';
import { activeThread } from './threads-state.ts';
import { targetKey } from './unposted.ts';
import './thread-marks.css';

const styles = ['resolved', 'proposed', 'open', 'overlap', 'composing', 'active'].map(each => `thread-${each}`);

export function useThreadMarks(discussion: Discussion): void {
  useEffect(() => {
    const { surface, places } = discussion;
    const marks = new WordMarks(surface, {
      styles,
      priority: 100,
      spotOf: key => discussion.spotOf(key),
      overlap: 'thread-overlap',
    });
    const show = (): void => marks.show(marksOf(discussion.view()));
    const onClick = (event: MouseEvent): void => clicked(event, discussion);
    const stops = [
      discussion.subscribe(show),
      onPrinting(show),
      places.onChange(points => marks.repaint(points)),
      surface.onDrawn(point => marks.repaint(point === null ? null : [point])),
    ];
    document.addEventListener('click', onClick);
    show();
    return () => {
      document.removeEventListener('click', onClick);
      for (const stop of stops) stop();
      marks.destroy();
    };
  }, [discussion]);
}

/**
 * The threads that the reader's filter shows, and the words a comment is being written on. On paper: the open ones,
 * which are listed there.
 */
function marksOf({ all, shown, state }: DiscussionView): readonly Mark[] {
  const isPaper = isPrinting();
  const active = isPaper ? null : activeThread(state);
  const cards = isPaper ? all.filter(card => !isSettled(card)) : shown;
  const marks: Mark[] = cards.flatMap(({ row }) =>
    row.anchor
      ? [{ key: row.id, point: row.point, style: `thread-${row.id === active ? 'active' : row.state.kind}` }]
      : [],
  );
  if (isPaper || state.focus.kind !== 'composing' || state.focus.target.kind !== 'words') return marks;
  const { target } = state.focus;
  return [...marks, { key: targetKey(target), point: target.point, style: 'thread-composing' }];
}

function clicked(event: MouseEvent, discussion: Discussion): void {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || !document.getSelection()?.isCollapsed) return;
  if (event.target instanceof Element && event.target.closest('button, a, input, textarea, select, [data-thread]'))
    return;
  const hit = discussion.surface.offsetAt(event.clientX, event.clientY);
  if (!hit) return;
  const thread = discussion.threadAt(hit.point, hit.offset);
  const isMarginSeen = document.querySelector('.threads') !== null;
  if (thread && isMarginSeen) discussion.activate(thread);
  else if (thread)
    discussion.enter(thread); // the page brings the cards in for whoever enters one
  else if (activeThread(discussion.view().state)) discussion.dispatch({ kind: 'closed' });
}
