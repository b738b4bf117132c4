// The quiet lines of a thread's card: how it stands to its words, and what was said of settling it.
import { unreachable } from '../../shared/assert.ts';
import { versionNameOf } from '../../shared/rows/circulations.ts';
import type { PartyRow, ThreadRow } from '../../shared/rows/schema.ts';
import { Author, AuthorLine } from './author-line.tsx';
import type { Standing } from './thread-list.ts';
import { useDiscussion } from './use-discussion.tsx';

/** What a reader said of a version that was sent to them; on the reader's own page everything is. */
export function VersionNote({ row, isActive }: { row: ThreadRow; isActive: boolean }) {
  const { session } = useDiscussion();
  const version = versionNameOf(session.snapshot().rows, row);
  if (version === undefined || session.me.role === 'reader') return null;
  return (
    <p className="thread-note">
      On “{version}”, which was sent round{isActive && '. Its readers do not see what is answered here'}.
    </p>
  );
}

export function StandingNote({ standing }: { standing: Standing }) {
  switch (standing) {
    case 'point':
    case 'exact':
      return null;
    case 'changed':
      return <p className="thread-note is-warning">Text changed since. The words above are as they were.</p>;
    case 'detached':
      return (
        <p className="thread-note is-warning">
          Detached: these words are no longer in the text. It stays with its point.
        </p>
      );
    default:
      return unreachable(standing);
  }
}

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
