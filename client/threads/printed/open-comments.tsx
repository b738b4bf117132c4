// The open threads as a list for paper, in the order of the text, each with all that was said. Whatever the margin
// filters and folds on screen.
import type { ReactNode } from 'react';
import type { CommentRow, PartyRow } from '../../../shared/rows/schema.ts';
import { WaitingMark } from '../../ui/marks/waiting-mark.tsx';
import { paperWords } from '../../ui/relative-time.tsx';
import { startOf } from '../../ui/word-marks/placed-anchors.ts';
import { AuthorLine } from '../cards/author-line.tsx';
import { Quote } from '../cards/quote.tsx';
import { StandingNote, StateNote, VersionNote } from '../cards/thread-notes.tsx';
import type { Card } from '../thread-list.ts';
import { isSettled, sortedCards } from '../thread-list.ts';
import { useDiscussion, useDiscussionView } from '../use-discussion.tsx';
import './open-comments.css';

export function OpenComments(): ReactNode {
  const { all, parties } = useDiscussionView();
  const { places } = useDiscussion();
  const open = sortedCards(
    all.filter(card => !isSettled(card)),
    'place',
    card => startOf(places.placeOf(card.row.id)),
  );
  return (
    <section className="open-comments" aria-labelledby="open-comments">
      <h2 id="open-comments">Open comments</h2>
      {open.length === 0 && <p className="quiet">No open comments.</p>}
      <ol className="open-threads">
        {open.map(card => (
          <Thread key={card.row.id} card={card} parties={parties} />
        ))}
      </ol>
    </section>
  );
}

function Thread({ card, parties }: { card: Card; parties: ReadonlyMap<string, PartyRow> }): ReactNode {
  const { session } = useDiscussion();
  const { row } = card;
  const now = (): number => session.serverNow();
  return (
    <li className="open-thread">
      <Quote anchor={row.anchor} point={row.point} number={card.number} />
      <VersionNote row={row} isActive={false} />
      <StandingNote card={card} isActive={false} />
      <ol className="comments">
        {card.comments.map(comment => (
          <li key={comment.id} className="comment">
            <Said comment={comment} parties={parties} now={now} />
            {card.waiting.has(comment.id) && <WaitingMark />}
          </li>
        ))}
      </ol>
      <StateNote row={row} parties={parties} now={now} saysWhoAnswers />
    </li>
  );
}

type SaidProps = { comment: CommentRow; parties: ReadonlyMap<string, PartyRow>; now: () => number };

function Said({ comment: { by, at, body }, parties, now }: SaidProps): ReactNode {
  if (body.kind === 'removed') return <p className="quiet">Comment removed by its author, {paperWords(body.at)}</p>;
  return (
    <>
      <AuthorLine by={by} parties={parties} at={at} now={now}>
        {body.editedAt !== null && <span>edited</span>}
      </AuthorLine>
      <p className="comment-text" dir="auto">
        {body.text}
      </p>
    </>
  );
}
