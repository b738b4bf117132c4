// The right side of the page: threads beside their words on a wide screen, a list in a panel or sheet on a narrow one.
// Decides what is listed and where; a thread itself is thread-card.tsx.
import { useRef } from 'react';
import { unreachable } from '../../../shared/assert.ts';
import { useStatus } from '../../session/use-session.tsx';
import { startOf } from '../../ui/word-marks/placed-anchors.ts';
import { BegunCard, NewThreadCard } from '../cards/new-thread.tsx';
import { ThreadCard } from '../cards/thread-card.tsx';
import { useCardEvents } from '../cards/use-card-events.ts';
import { CrowdFold } from '../crowding/fold-button.tsx';
import type { FoldItem } from '../crowding/use-crowded.ts';
import { useCrowded } from '../crowding/use-crowded.ts';
import type { DiscussionView } from '../discussion-view.ts';
import { activeThread } from '../threads-state.ts';
import { useDiscussion, useDiscussionView } from '../use-discussion.tsx';
import { useHeldWhileWriting } from '../writing/hold-while-writing.ts';
import { MarginHead } from './margin-head.tsx';
import type { MarginItem } from './margin-items.ts';
import { activeKey, draftItems, itemsByPlace, threadItem } from './margin-items.ts';
import { useHeldCards } from './use-held-cards.ts';
import { useMarginLayout } from './use-margin-layout.ts';
import { useNewComments } from './use-new-comments.ts';
import '../cards/thread-verbs.css';
import './threads.css';

/** `margin`: scrolls with the text. `panel`: a plain list in a panel or sheet that scrolls. */
export function ThreadMargin({ mode }: { mode: 'margin' | 'panel' }) {
  const view = useDiscussionView();
  const discussion = useDiscussion();
  const margin = useRef<HTMLElement>(null);
  const news = useNewComments(view, discussion.session.seat.member);
  useCardEvents(margin, discussion);
  const isBesideWords = mode === 'margin' && view.state.sort === 'place';
  return (
    <aside
      ref={margin}
      className="threads"
      data-mode={mode}
      data-layout={isBesideWords ? 'beside' : 'list'}
      aria-label="Comments"
    >
      <MarginHead view={view} />
      <output className="visually-hidden">{news}</output>
      {view.isLoaded ? (
        isBesideWords ? (
          <CardsBeside view={view} />
        ) : (
          <CardsInList view={view} mode={mode} />
        )
      ) : (
        <NotLoaded />
      )}
    </aside>
  );
}

function CardsBeside({ view }: { view: DiscussionView }) {
  const discussion = useDiscussion();
  const column = useRef<HTMLDivElement>(null);
  const items = useHeldWhileWriting(
    column,
    useCrowded(
      itemsByPlace(view, key => startOf(discussion.places.placeOf(key))),
      view,
    ),
  );
  useMarginLayout(column, discussion, activeKey(view));
  return (
    <>
      {items.length === 0 && <Nothing view={view} />}
      <div ref={column} className="threads-column">
        {items.map(item => (
          <div
            key={item.key}
            className="threads-slot"
            data-key={item.key}
            data-point={item.point}
            data-words={item.kind === 'fold' ? item.below : item.key}
          >
            <Item item={item} view={view} />
          </div>
        ))}
      </div>
    </>
  );
}

function CardsInList({ view, mode }: { view: DiscussionView; mode: string }) {
  const { session } = useDiscussion();
  const { filter, sort } = view.state;
  const active = activeThread(view.state);
  const held = useHeldCards(view.shown, { list: `${mode} ${filter} ${sort}`, me: session.seat.member, active });
  const list = useRef<HTMLDivElement>(null);
  const items = useHeldWhileWriting(list, [...draftItems(view), ...held.cards.map(threadItem)]);
  return (
    <div ref={list} className="threads-list">
      {items.length === 0 && <Nothing view={view} />}
      {items.map(item => (
        <Item key={item.key} item={item} view={view} />
      ))}
      {held.arrived > 0 && (
        <p className="threads-news">
          <button type="button" className="verb" onClick={held.showAll}>
            {held.arrived === 1 ? 'Show 1 new thread' : `Show ${held.arrived} new threads`}
          </button>
        </p>
      )}
    </div>
  );
}

function Item({ item, view }: { item: MarginItem | FoldItem; view: DiscussionView }) {
  switch (item.kind) {
    case 'thread':
      return <ThreadCard card={item.card} parties={view.parties} focus={focusOf(item.card.row.id, view)} />;
    case 'composing':
      return <NewThreadCard target={item.target} number={item.number} />;
    case 'begun':
      return <BegunCard begun={item.begun} number={item.number} />;
    case 'fold':
      return <CrowdFold {...item} />;
    default:
      return unreachable(item);
  }
}

const focusOf = (thread: string, { state: { focus } }: DiscussionView): 'none' | 'reading' | 'entered' =>
  (focus.kind === 'reading' || focus.kind === 'entered') && focus.thread === thread ? focus.kind : 'none';

function Nothing({ view }: { view: DiscussionView }) {
  const words = {
    open: 'No open threads. Select words to comment on them.',
    resolved: 'No thread is resolved yet.',
    all: 'No threads. Select words to comment on them.',
    mine: 'You have not commented yet. Select words to comment on them.',
  };
  return <p className="threads-empty">{words[view.state.filter]}</p>;
}

function NotLoaded() {
  const status = useStatus();
  return (
    <p className="threads-empty" role="status">
      {status.kind === 'ended' ? `The comments cannot be shown. ${status.reason}` : 'Loading the comments'}
    </p>
  );
}
