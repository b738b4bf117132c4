// One thread. At rest: its words, its beginning, its newest reply. Active: everything said, and what one may do. A card
// is drawn again only when something in it changed (thread-list.ts reuses the rest).
import { memo, useEffect, useRef, useState } from 'react';
import type { CommentRow, PartyRow } from '../../../shared/rows/schema.ts';
import { useRow } from '../../session/use-session.tsx';
import { audienceOf } from '../../ui/audience.ts';
import { useKeyboardStays } from '../../ui/keys/keyboard-stays.ts';
import { UnreadMark } from '../../ui/marks/unread-mark.tsx';
import { WaitingMark } from '../../ui/marks/waiting-mark.tsx';
import { ThingHistory } from '../../ui/thing-history.tsx';
import { useUnread } from '../../ui/unread.ts';
import { VerbMenu } from '../../ui/verb-menu.tsx';
import type { Card } from '../thread-list.ts';
import { useDiscussion, useUnpostedPart } from '../use-discussion.tsx';
import { BegunAtRest } from './begun-note.tsx';
import { CommentView } from './comment-view.tsx';
import { Composer } from './composer.tsx';
import { folded } from './folding.ts';
import { Quote, usePlaceWords } from './quote.tsx';
import { StandingNote, StateNote, VersionNote } from './thread-notes.tsx';
import { mayResolve, maySpeak, ThreadVerbs } from './thread-verbs.tsx';
import './thread-card.css';

type CardFocus = 'none' | 'reading' | 'entered';
type ThreadCardProps = {
  readonly card: Card;
  readonly parties: ReadonlyMap<string, PartyRow>;
  readonly focus: CardFocus;
};

export const ThreadCard = memo(function ThreadCard({ card, parties, focus }: ThreadCardProps) {
  const discussion = useDiscussion();
  useRow(() => JSON.stringify(discussion.session.me)); // another role has other verbs
  const article = useRef<HTMLElement>(null);
  const { row } = card;
  const isActive = focus !== 'none';
  useKeyboardStays(article, isActive);
  const isOnRemoved = card.number === null;
  const place = usePlaceWords(row.point, card.number);
  const unread = useUnread();
  const isUnread = unread.threads.has(row.id);
  const isReplyBegun = useUnpostedPart(texts => texts.of({ kind: 'reply', thread: row.id }) !== undefined);
  useEffect(() => {
    if (isActive && isUnread) unread.read({ thread: row.id });
  }, [isActive, isUnread, unread, row.id]);
  useEffect(() => {
    if (focus === 'entered') article.current?.focus({ preventScroll: true });
  }, [focus]);
  useEffect(() => {
    // Beside the words it stands at their height anyway; in a list, or where its point was removed, it may lie outside.
    if (isActive && (isOnRemoved || article.current?.closest('[data-layout="list"]')))
      article.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive, isOnRemoved]);
  return (
    <article
      ref={article}
      className={isActive ? 'thread-card is-active' : 'thread-card'}
      data-thread={row.id}
      data-state={row.state.kind}
      tabIndex={-1}
      aria-label={cardName(card, place)}
      aria-current={isActive || undefined}
    >
      <button
        type="button"
        className="thread-head"
        aria-expanded={isActive}
        onClick={() => discussion.activate(row.id)}
      >
        {isUnread && <UnreadMark />}
        <Quote anchor={row.anchor} point={row.point} number={card.number} />
      </button>
      {isUnread && !isActive && (
        <span className="thread-unread">
          <VerbMenu
            label="Others changed this thread since you last read it"
            verbs={[{ label: 'Mark as read, for you', run: () => unread.read({ thread: row.id }) }]}
          />
        </span>
      )}
      <VersionNote row={row} isActive={isActive} />
      <StandingNote card={card} isActive={isActive} />
      <Comments card={card} parties={parties} isActive={isActive} />
      <StateNote
        row={row}
        parties={parties}
        now={() => discussion.session.serverNow()}
        saysWhoAnswers={isActive && !mayResolve(discussion, row)}
      />
      {isActive && <ThingHistory thing={{ kind: 'thread', id: row.id }} label="History of this thread" />}
      {card.waiting.has(row.id) && !card.comments.some(({ id }) => card.waiting.has(id)) && <WaitingMark />}
      {card.refusal && (
        <p className="thread-refusal" role="alert">
          Not done: {card.refusal}
        </p>
      )}
      {isActive && (maySpeak(discussion, row) || isReplyBegun) && <Reply card={card} />}
      {!isActive && <BegunAtRest card={card} />}
      {isActive && <ThreadVerbs row={row} />}
    </article>
  );
});

function Comments({
  card,
  parties,
  isActive,
}: {
  card: Card;
  parties: ReadonlyMap<string, PartyRow>;
  isActive: boolean;
}) {
  const [isUnfolded, setUnfolded] = useState(false);
  const isBegun = useUnpostedPart(texts => card.comments.some(({ id }) => texts.of({ kind: 'edit', comment: id })));
  const { before, hidden, after } = folded(
    card.comments,
    isActive ? (isUnfolded || isBegun ? 'all' : 'long') : 'short',
  );
  const draw = (comment: CommentRow) => (
    <CommentView
      key={comment.id}
      comment={comment}
      thread={card.row.id}
      parties={parties}
      isWaiting={card.waiting.has(comment.id)}
      isWhole={isActive}
    />
  );
  return (
    <ol className="comments">
      {before.map(draw)}
      {hidden > 0 && (
        <li className="comments-hidden">
          {isActive ? (
            <button type="button" className="verb" onClick={() => setUnfolded(true)}>
              Show {replies(hidden)}
            </button>
          ) : hidden === 1 ? (
            '1 more reply'
          ) : (
            `${hidden} more replies`
          )}
        </li>
      )}
      {after.map(draw)}
    </ol>
  );
}

const replies = (count: number): string => (count === 1 ? '1 reply' : `${count} replies`);

function Reply({ card: { row } }: { card: Card }) {
  const discussion = useDiscussion();
  const { session, unposted } = discussion;
  const target = { kind: 'reply', thread: row.id } as const;
  // A version's readers see what readers say of it, and no more.
  const isToReaders = row.on !== undefined && session.me.role !== 'reader';
  const audience = isToReaders ? 'everyone in the draft' : audienceOf(session.me);
  const label = `Reply to ${audience}${row.state.kind === 'resolved' ? ', and reopen' : ''}`;
  const post = (text: string): void => {
    void unposted.post(target, text, () => session.act({ kind: 'thread.reply', thread: row.id, text }).outcome);
  };
  return (
    <Composer
      target={target}
      label={label}
      verb={label}
      manner="quiet"
      onPost={post}
      onClose={() => discussion.leave()}
    />
  );
}

/** What a screen reader says on arriving at a card. */
function cardName({ row, number, comments }: Card, place: string): string {
  const where = `on ${number === null ? place : `point ${number}`}`;
  const state = { open: '', proposed: ', resolution proposed', resolved: ', resolved' }[row.state.kind];
  return `Thread ${where} by ${row.by.name}, ${comments.length === 1 ? '1 comment' : `${comments.length} comments`}${state}`;
}
