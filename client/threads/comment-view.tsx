// One comment: what was said, by whom, when; its author may edit or remove it. A removed one leaves its tombstone.
import { useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { ThreadId } from '../../shared/ids.ts';
import type { CommentRow, PartyRow } from '../../shared/rows/schema.ts';
import { audienceOf } from '../ui/audience.ts';
import { clockWords, exactWords } from '../ui/relative-time.tsx';
import { VerbMenu } from '../ui/verb-menu.tsx';
import { WaitingMark } from '../ui/waiting-mark.tsx';
import { AuthorLine } from './author-line.tsx';
import { Composer } from './composer.tsx';
import { useDiscussion } from './use-discussion.tsx';

type CommentProps = {
  readonly comment: CommentRow;
  readonly thread: ThreadId;
  readonly parties: ReadonlyMap<string, PartyRow>;
  readonly isWaiting: boolean;
  /** Shown whole and with its verbs, or the beginning only. */
  readonly isWhole: boolean;
};

type Mode = 'reading' | 'editing' | 'removing';

export function CommentView({ comment, thread, parties, isWaiting, isWhole }: CommentProps) {
  const { session, unposted } = useDiscussion();
  const [mode, setMode] = useState<Mode>(() =>
    unposted.of({ kind: 'edit', comment: comment.id }) ? 'editing' : 'reading',
  );
  const now = (): number => session.serverNow();
  const { by, body } = comment;
  if (body.kind === 'removed')
    return (
      <li className="comment is-removed">
        Comment removed by its author, <time title={exactWords(body.at)}>{clockWords(body.at)}</time>
      </li>
    );
  const isOwn =
    by.member === session.seat.member &&
    mayAct({ kind: 'comment.edit', comment: comment.id }, session.me, session.snapshot().rows).kind === 'yes';
  return (
    <li className="comment">
      <div className="comment-head">
        <AuthorLine by={by} parties={parties} at={comment.at} now={now}>
          {body.editedAt !== null && <span title={`Edited ${exactWords(body.editedAt)}`}>edited</span>}
          {isWaiting && <WaitingMark />}
        </AuthorLine>
        {isOwn && isWhole && mode === 'reading' && (
          <VerbMenu
            label="More about your comment"
            verbs={[
              { label: 'Edit', run: () => setMode('editing') },
              { label: 'Remove', run: () => setMode('removing') },
            ]}
          />
        )}
      </div>
      {mode === 'editing' && isWhole ? (
        <EditComment
          comment={comment}
          text={body.text}
          onDone={() => setMode('reading')}
          onRefused={() => setMode('editing')}
        />
      ) : (
        <p className={isWhole ? 'comment-text' : 'comment-text is-clamped'} dir="auto">
          {body.text}
        </p>
      )}
      {mode === 'removing' && isWhole && (
        <RemoveComment comment={comment} thread={thread} onDone={() => setMode('reading')} />
      )}
    </li>
  );
}

type DeedProps = { readonly comment: CommentRow; readonly onDone: () => void };

function EditComment({ comment, text, onDone, onRefused }: DeedProps & { text: string; onRefused: () => void }) {
  const { session, unposted } = useDiscussion();
  const target = { kind: 'edit', comment: comment.id } as const;
  const save = async (next: string): Promise<void> => {
    onDone();
    if (next === text) return unposted.drop(target);
    const answer = await unposted.post(
      target,
      next,
      () => session.act({ kind: 'comment.edit', comment: comment.id, text: next }).outcome,
    );
    if (answer.kind === 'refused') onRefused();
  };
  return (
    <Composer
      target={target}
      label={`Your comment to ${audienceOf(session.me)}`}
      verb={`Save for ${audienceOf(session.me)}`}
      initialText={text}
      manner="focused"
      onPost={next => void save(next)}
      onClose={onDone}
      onDiscard={onDone}
    />
  );
}

/** Asked, because a removed comment cannot be brought back. */
function RemoveComment({ comment, thread, onDone }: DeedProps & { thread: ThreadId }) {
  const discussion = useDiscussion();
  const remove = (): void => {
    onDone();
    void discussion.send(thread, { kind: 'comment.remove', comment: comment.id });
  };
  return (
    <div className="thread-verbs">
      <span className="thread-note">Remove it for good? Its place stays visible.</span>
      <button type="button" className="verb verb-danger" onClick={remove}>
        Remove
      </button>
      <button type="button" className="verb" onClick={onDone}>
        Keep
      </button>
    </div>
  );
}
