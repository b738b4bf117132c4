// The quiet lines of a thread's card: how it stands to its words, and what was said of settling it.
import { useRef, useState } from 'react';
import { mayAct } from '../../../shared/acts/permissions.ts';
import { versionNameOf } from '../../../shared/rows/circulations.ts';
import type { PartyRow, ThreadRow } from '../../../shared/rows/schema.ts';
import { AttachVerb } from '../../ui/attach-verb.tsx';
import type { Stretch } from '../../ui/text-surface.ts';
import type { Discussion } from '../discussion.ts';
import type { Card } from '../thread-list.ts';
import { useDiscussion } from '../use-discussion.tsx';
import { Author, AuthorLine } from './author-line.tsx';

/** What a reader said of a version that was sent to them; on the reader's own page everything is. */
export function VersionNote({ row, isActive }: { row: ThreadRow; isActive: boolean }) {
  const { session } = useDiscussion();
  const version = versionNameOf(session.snapshot().rows, row);
  if (version === undefined || session.me.role === 'reader') return null;
  return (
    <p className="thread-note">
      On “{version}”, which was circulated{isActive && '. Its readers do not see what is answered here'}.
    </p>
  );
}

/** Where its words have gone or changed, whoever settles the thread can attach it to others, for everyone. */
export function StandingNote({ card, isActive }: { card: Card; isActive: boolean }) {
  const discussion = useDiscussion();
  const [isAttached, setAttached] = useState(false);
  const note = useRef<HTMLDivElement>(null);
  const { row, number, standing } = card;
  const attach = async (words: Stretch): Promise<void> => {
    const outcome = await discussion.attach(row, words);
    setAttached(outcome.kind === 'done');
    // The pressed button has gone: the keyboard stays in the card.
    if (document.activeElement === document.body) note.current?.closest('article')?.focus({ preventScroll: true });
  };
  if (row.anchor === null) return null;
  const isLost = standing === 'detached' || standing === 'changed';
  return (
    <div ref={note}>
      {isLost && <p className="thread-note is-warning">{standingWords(standing, row.anchor.quote)}</p>}
      {isLost && (isActive || standing === 'detached') && number !== null && mayAttach(discussion, row) && (
        <p className="thread-note">
          <AttachVerb point={row.point} number={number} className="verb" attach={words => void attach(words)} />
        </p>
      )}
      <span className="thread-note" role="status">
        {isAttached && !isLost && 'Attached to these words, for everyone to see.'}
      </span>
    </div>
  );
}

const standingWords = (standing: 'detached' | 'changed', quote: string): string =>
  standing === 'changed'
    ? 'Text changed since. The words above are as they were.'
    : `Detached: these words are no longer where they stood. Last: “${clip(quote.replace(/\s+/g, ' '))}”`;

const shownChars = 120;
const clip = (words: string): string =>
  words.length > shownChars ? `${words.slice(0, shownChars).toWellFormed()}…` : words;

/** What a reader said of a version stays on that version's words. */
const mayAttach = ({ session }: Discussion, { id, on }: ThreadRow): boolean =>
  on === undefined && mayAct({ kind: 'thread.attach', thread: id }, session.me, session.snapshot().rows).kind === 'yes';

type StateNoteProps = {
  readonly row: ThreadRow;
  readonly parties: ReadonlyMap<string, PartyRow>;
  readonly now: () => number;
  /** Says who has to answer a proposal: for whoever looks closer and cannot answer it. */
  readonly saysWhoAnswers: boolean;
};

export function StateNote({ row, parties, now, saysWhoAnswers }: StateNoteProps) {
  const { state } = row;
  if (state.kind === 'open') return null;
  return (
    <div className="thread-state" data-state={state.kind}>
      <p className="thread-state-word">{state.kind === 'resolved' ? 'Resolved' : 'Resolution proposed'}</p>
      <AuthorLine by={state.by} parties={parties} at={state.at} now={now} />
      {state.kind === 'resolved' && state.proposedBy && (
        <p className="thread-note">
          As <Author by={state.proposedBy} parties={parties} /> had proposed
        </p>
      )}
      {state.outcome !== null && (
        <p className="comment-text" dir="auto">
          {state.outcome}
        </p>
      )}
      {state.kind === 'proposed' && saysWhoAnswers && (
        <p className="thread-note">
          Waits for <Author by={row.by} parties={parties} />
          {row.by.party !== null && ' or their delegation'}, or the chair.
        </p>
      )}
    </div>
  );
}
