// What one may do with selected words, as buttons near them: Comment, and what other features bring. Appears when the selecting is done, never takes the focus, and says
// so to screen readers. A selection across points offers each of them.
import { useEffect, useState } from 'react';
import { wordCount } from '../../shared/text/point-text.ts';
import type { Stretch } from '../ui/text-surface.ts';
import type { Discussion } from './discussion.ts';
import { useDiscussion, useDiscussionView } from './use-discussion.tsx';

type Selected = { readonly stretches: readonly Stretch[]; readonly top: number; readonly left: number };

/** More points than this are rather a selection for copying. */
const pointsOfferedMax = 5;
const settledAfterMs = 250;

/** Another feature's verb for the same words. */
export type SelectionVerb = { readonly label: string; readonly run: (stretch: Stretch) => void };

export function SelectionVerbs({ more }: { more: readonly SelectionVerb[] }) {
  const discussion = useDiscussion();
  const { numbers, state } = useDiscussionView();
  const selected = useSelectedWords(discussion);
  const stretches = state.focus.kind === 'composing' ? [] : (selected?.stretches ?? []);
  const isOffered = selected && stretches.length > 0 && stretches.length <= pointsOfferedMax;
  const words = stretches.reduce((sum, { quote }) => sum + wordCount(quote), 0);
  return (
    <>
      <output className="visually-hidden">
        {isOffered && `${words === 1 ? '1 word' : `${words} words`} selected. Ctrl Alt M comments on them.`}
      </output>
      {isOffered && (
        <div
          className="selection-verbs"
          role="toolbar"
          aria-label="Selected words"
          style={{ top: selected.top, left: selected.left }}
        >
          {stretches.map(stretch => (
            <button
              key={stretch.point}
              type="button"
              className="verb-primary"
              title="Comment (Ctrl Alt M)"
              onPointerDown={event => event.preventDefault()} // the words stay selected
              onClick={() => discussion.composeOnWords(stretch)}
            >
              {stretches.length === 1 ? 'Comment' : `Comment on point ${numbers.get(stretch.point) ?? ''}`}
            </button>
          ))}
          {stretches.flatMap(stretch =>
            more.map(({ label, run }) => (
              <button
                key={`${label} ${stretch.point}`}
                type="button"
                className="verb-primary"
                onPointerDown={event => event.preventDefault()}
                onClick={() => run(stretch)}
              >
                {stretches.length === 1 ? label : `${label} point ${numbers.get(stretch.point) ?? ''}`}
              </button>
            )),
          )}
        </div>
      )}
    </>
  );
}

/** The selection once it has come to rest, with a place below its end in the page's coordinates. */
function useSelectedWords(discussion: Discussion): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isPressing = false;
    const read = (): void => setSelected(isPressing || !discussion.mayComment() ? null : selectedNow(discussion));
    const changed = (): void => {
      clearTimeout(timer);
      if (document.getSelection()?.isCollapsed) setSelected(null);
      else timer = setTimeout(read, settledAfterMs);
    };
    const pressed = (event: PointerEvent): void => {
      isPressing = !(event.target instanceof Element && event.target.closest('.selection-verbs'));
    };
    const released = (): void => {
      isPressing = false;
      changed();
    };
    document.addEventListener('selectionchange', changed);
    document.addEventListener('pointerdown', pressed);
    document.addEventListener('pointerup', released);
    document.addEventListener('pointercancel', released);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', changed);
      document.removeEventListener('pointerdown', pressed);
      document.removeEventListener('pointerup', released);
      document.removeEventListener('pointercancel', released);
    };
  }, [discussion]);
  return selected;
}

/** Where the draft's words are selected, and a place below their end that lies on the page. */
function selectedNow({ surface }: Discussion): Selected | null {
  const stretches = surface.selection();
  const last = stretches.at(-1);
  const rects = last && surface.rangesOf(last.point, last.from, last.to).flatMap(range => [...range.getClientRects()]);
  const end = rects?.at(-1);
  if (!end) return null;
  const left = Math.min(Math.max(8, end.right - 40), document.documentElement.clientWidth - 200);
  return { stretches, top: end.bottom + scrollY + 6, left: left + scrollX };
}
