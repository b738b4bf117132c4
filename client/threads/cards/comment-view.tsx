// One comment: what was said, by whom, when; its author may edit or remove it. A removed one leaves its tombstone.
import { useEffect, useRef, useState } from 'react';
import { mayAct } from '../../../shared/acts/permissions.ts';
import type { ThreadId } from '../../../shared/ids.ts';
import type { CommentRow, PartyRow } from '../../../shared/rows/schema.ts';
import { audienceOf } from '../../ui/audience.ts';
import { WaitingMark } from '../../ui/marks/waiting-mark.tsx';
import { clockWords, exactWords } from '../../ui/relative-time.tsx';
import { VerbMenu } from '../../ui/verb-menu.tsx';
import { useDiscussion } from '../use-discussion.tsx';
import { AuthorLine } from './author-line.tsx';
import { BegunNote } from './begun-note.tsx';
import { Composer } from './composer.tsx';

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
  const { session } = useDiscussion();
  const [mode, setMode] = useState<Mode>('reading');
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => (mode === 'reading' ? undefined : () => stayIn(item.current)), [mode]);
  const now = (): number => session.serverNow();
  const { by, body } = comment;
  if (body.kind === 'removed')
    return (
      <li ref={item} className="comment is-removed">
        Comment removed by its author, <time title={exactWords(body.at)}>{clockWords(body.at)}</time>
      </li>
    );
  const isOwn =
    by.member === session.seat.member &&
    mayAct({ kind: 'comment.edit', comment: comment.id }, session.me, session.snapshot().rows).kind === 'yes';
  return (
    <li ref={item} className="comment">
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
          onAgain={() => setMode('editing')}
        />
      ) : (
        <p className={isWhole ? 'comment-text' : 'comment-text is-clamped'} dir="auto">
          {body.text}
        </p>
      )}
      {mode !== 'editing' && isWhole && (
        <BegunNote
          target={{ kind: 'edit', comment: comment.id }}
          what="Your change"
          onGoOn={() => setMode('editing')}
        />
      )}
      {mode === 'removing' && isWhole && (
        <RemoveComment comment={comment} thread={thread} onDone={() => setMode('reading')} />
      )}
    </li>
  );
}

/** The control that was used has gone: the keyboard goes to the comment's menu, or to its card. */
function stayIn(comment: HTMLElement | null): void {
  const card = comment?.closest('article');
  if (document.activeElement !== document.body && document.activeElement !== card) return;
  const place = comment?.querySelector<HTMLElement>('[popovertarget]') ?? card;
  place?.focus({ preventScroll: true });
}

type DeedProps = { readonly comment: CommentRow; readonly onDone: () => void };

function EditComment({ comment, text, onDone, onAgain }: DeedProps & { text: string; onAgain: () => void }) {
  const { session, unposted } = useDiscussion();
  const target = { kind: 'edit', comment: comment.id } as const;
  const save = async (next: string): Promise<void> => {
    onDone();
    if (next === text) return unposted.drop(target);
    await unposted.post(
      target,
      next,
      () => session.act({ kind: 'comment.edit', comment: comment.id, text: next }).outcome,
    );
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
      onDiscard={() => {
        onDone();
        return onAgain;
      }}
    />
  );
}

/** Asked, because a removed comment cannot be brought back. */
function RemoveComment({ comment, thread, onDone }: DeedProps & { thread: ThreadId }) {
  const discussion = useDiscussion();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus({ preventScroll: true }), []); // the menu that asked has gone
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
      <button type="button" className="verb" ref={keep} onClick={onDone}>
        Keep
      </button>
    </div>
  );
}
