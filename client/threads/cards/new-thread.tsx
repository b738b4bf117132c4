// A comment that opens a new thread: the card with its composer, and the small card of one begun earlier and not
// posted.

import { useEffect, useRef } from 'react';
import { WordsMeanwhile } from '../../forms/words-meanwhile.tsx';
import { useEnded } from '../../session/use-session.tsx';
import { audienceOf } from '../../ui/audience.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useKeyboardStays } from '../../ui/keys/keyboard-stays.ts';
import type { Begun } from '../discussion-view.ts';
import type { NewTarget } from '../unposted.ts';
import { useDiscussion } from '../use-discussion.tsx';
import { OpenAsComment } from '../writing/open-as-comment.tsx';
import { useCommentNews } from '../writing/use-comment-news.ts';
import { Composer } from './composer.tsx';
import { Quote } from './quote.tsx';

export function NewThreadCard({ target, number }: { target: NewTarget; number: number | null }) {
  const discussion = useDiscussion();
  const audience = audienceOf(discussion.session.me);
  const card = useRef<HTMLElement>(null);
  const anchor = target.kind === 'words' ? target.anchor : null;
  useKeyboardStays(card, undefined, () => cardOn(target.point));
  useEffect(() => {
    // Beside the words it is where the reader looks; a list may be scrolled elsewhere.
    if (card.current?.closest('[data-layout="list"]')) card.current.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section ref={card} className="thread-card is-active" aria-label="New comment">
      <Quote anchor={anchor} point={target.point} number={number} />
      {anchor && <WordsMeanwhile point={target.point} anchor={anchor} what="your comment" />}
      <Composer
        target={target}
        label={`Comment to ${audience}`}
        verb={`Post to ${audience}`}
        manner="focused"
        onPost={text => void discussion.postNew(target, text)}
        onClose={() => discussion.closeComposer()}
        onDiscard={() => discussion.closeComposer()}
      />
    </section>
  );
}

/** What was begun stands there now, or what was posted. */
const cardOn = (point: string): HTMLElement | null =>
  document.querySelector(`.thread-card.is-active, .is-begun[data-on="${point}"]`);

export function BegunCard({ begun, number }: { begun: Begun; number: number | null }) {
  const discussion = useDiscussion();
  const { point } = begun.target;
  const ended = useEnded();
  const news = useCommentNews(begun.target);
  const anchor = begun.target.kind === 'words' ? begun.target.anchor : null;
  return (
    <section className="thread-card is-begun" data-on={point} tabIndex={-1} aria-label="Comment not posted yet">
      <Quote anchor={anchor} point={point} number={number} />
      {anchor && news === '' && <WordsMeanwhile point={point} anchor={anchor} what="your comment" />}
      <p className="thread-note">
        {begun.refusal ? `Not posted: ${begun.refusal}` : `Not posted yet. Only you see this. ${news}`}
      </p>
      <p className="comment-text is-clamped" dir="auto">
        {begun.text}
      </p>
      <div className="thread-verbs">
        {news === '' ? (
          <button type="button" className="verb" onClick={() => discussion.compose(begun.target)}>
            Go on writing
          </button>
        ) : (
          <>
            <CopyButton label="Copy" text={begun.text} />
            {ended === '' && (
              <OpenAsComment
                point={point}
                words={begun.text}
                onOpened={areKept => areKept && discussion.unposted.drop(begun.target)}
              />
            )}
          </>
        )}
        <button type="button" className="verb" onClick={() => discussion.discardBegun(begun.target)}>
          Discard
        </button>
      </div>
    </section>
  );
}
