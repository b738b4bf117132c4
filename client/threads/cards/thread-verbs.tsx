// What this reader may do with a thread now, as buttons: settle it, turn a proposal down, open it again. Asks the
// permission table; the server decides.
import { useEffect, useRef, useState } from 'react';
import { mayAct } from '../../../shared/acts/permissions.ts';
import { unreachable } from '../../../shared/assert.ts';
import type { MemberId } from '../../../shared/ids.ts';
import { outcomeCharsMax } from '../../../shared/limits.ts';
import type { ThreadRow } from '../../../shared/rows/schema.ts';
import type { ActDraft } from '../../session/session.ts';
import { useHeldWhilePressed } from '../../ui/presses/held-while-pressed.ts';
import { VerbMenu } from '../../ui/verb-menu.tsx';
import type { Discussion } from '../discussion.ts';
import { sayResolved } from '../say-resolved.ts';
import { threadLink } from '../thread-link.ts';
import { useDiscussion } from '../use-discussion.tsx';
import { BegunNote } from './begun-note.tsx';
import { Composer } from './composer.tsx';

export const mayResolve = ({ session }: Discussion, { id }: ThreadRow): boolean =>
  mayAct({ kind: 'thread.resolve', thread: id }, session.me, session.snapshot().rows).kind === 'yes';

export const maySpeak = ({ session }: Discussion, { id }: ThreadRow): boolean =>
  mayAct({ kind: 'thread.reply', thread: id }, session.me, session.snapshot().rows).kind === 'yes';

/** Readers of a version speak, but settle nothing. */
const mayPropose = ({ session }: Discussion, { id }: ThreadRow): boolean =>
  mayAct({ kind: 'thread.propose', thread: id }, session.me, session.snapshot().rows).kind === 'yes';

/** `Undo` for whoever settled it a moment ago, `Reopen` for all others. */
type Settling = { readonly kind: 'idle' } | { readonly kind: 'with-outcome' } | { readonly kind: 'just-settled' };

export function ThreadVerbs({ row: newest }: { row: ThreadRow }) {
  const discussion = useDiscussion();
  const [settling, setSettling] = useState<Settling>({ kind: 'idle' });
  const verbs = useRef<HTMLDivElement>(null);
  const row = useHeldWhilePressed(verbs, newest);
  const hasActed = useRef(false);
  const send = (act: ActDraft): void => {
    hasActed.current = true;
    void discussion.send(row.id, act);
  };
  useEffect(() => {
    // The pressed button has gone with the old state: the keyboard stays in the card. Another's act never takes it
    // there.
    if (row.state.kind && hasActed.current && document.activeElement === document.body)
      verbs.current?.closest('article')?.focus({ preventScroll: true });
    hasActed.current = false;
  }, [row.state.kind]);
  const settle = (outcome: string | null): void => {
    setSettling({ kind: 'just-settled' });
    send(settlingAct(discussion, row, outcome));
  };
  const isWriting = settling.kind === 'with-outcome';
  const writeOutcome = (): void => setSettling({ kind: 'with-outcome' });
  return (
    <>
      {isWriting ? (
        <OutcomeComposer
          row={row}
          onDone={() => setSettling({ kind: 'idle' })}
          onAgain={writeOutcome}
          onSent={() => setSettling({ kind: 'just-settled' })}
        />
      ) : (
        <BegunNote target={{ kind: 'outcome', thread: row.id }} what="Your outcome" onGoOn={writeOutcome} />
      )}
      {(!isWriting || row.state.kind !== 'open') && (
        <div ref={verbs} className="thread-verbs">
          {mayPropose(discussion, row) && (
            <StateVerbs
              row={row}
              isMine={settling.kind === 'just-settled' && isSettledBy(row, discussion.session.seat.member)}
              settle={settle}
              send={send}
              writeOutcome={writeOutcome}
            />
          )}
          {discussion.session.me.role !== 'reader' && <LinkVerb row={row} />}
        </div>
      )}
    </>
  );
}

const isSettledBy = ({ state }: ThreadRow, member: MemberId): boolean =>
  state.kind === 'resolved' && state.by.member === member;

type StateVerbsProps = {
  readonly row: ThreadRow;
  readonly isMine: boolean;
  readonly settle: (outcome: string | null) => void;
  readonly send: (act: ActDraft) => void;
  readonly writeOutcome: () => void;
};

function StateVerbs({ row, isMine, settle, send, writeOutcome }: StateVerbsProps) {
  const discussion = useDiscussion();
  const { state, id } = row;
  const may = mayResolve(discussion, row);
  if (state.kind === 'resolved')
    return <VerbButton label={isMine ? 'Undo' : 'Reopen'} run={() => send({ kind: 'thread.reopen', thread: id })} />;
  if (state.kind === 'proposed')
    return may ? (
      <>
        <VerbButton label="Resolve" run={() => settle(state.outcome)} />
        <VerbButton label="Keep open" run={() => send({ kind: 'thread.keep-open', thread: id })} />
      </>
    ) : null;
  return (
    <>
      <VerbButton label={may ? 'Resolve' : 'Propose to resolve'} run={() => settle(null)} />
      <VerbButton
        label="With outcome"
        name={`${may ? 'Resolve' : 'Propose to resolve'} with outcome`}
        run={writeOutcome}
      />
    </>
  );
}

type OutcomeProps = {
  readonly row: ThreadRow;
  readonly onDone: () => void;
  /** What was discarded is written on. */
  readonly onAgain: () => void;
  readonly onSent: () => void;
};

function OutcomeComposer({ row, onDone, onAgain, onSent }: OutcomeProps) {
  const discussion = useDiscussion();
  const target = { kind: 'outcome', thread: row.id } as const;
  const may = mayResolve(discussion, row);
  const news = useNews(row, may);
  const post = async (outcome: string): Promise<void> => {
    onSent();
    const act = settlingAct(discussion, row, outcome);
    await discussion.unposted.post(target, outcome, () => {
      const sent = discussion.session.act(act);
      if (act.kind === 'thread.resolve') sayResolved(discussion.session, row.id, sent);
      return sent.outcome;
    });
  };
  return (
    <>
      <p className="thread-note is-warning" role="status">
        {news}
      </p>
      <Composer
        target={target}
        label="Outcome, for everyone to read"
        verb={may ? 'Resolve with outcome' : 'Propose with outcome'}
        charsMax={outcomeCharsMax}
        manner="focused"
        isHeld={row.state.kind === 'resolved' || (row.state.kind === 'proposed' && !may)}
        onPost={outcome => void post(outcome)}
        onClose={onDone}
        onDiscard={() => {
          onDone();
          return onAgain;
        }}
      />
    </>
  );
}

/** What others did to the thread while one writes its outcome. */
function useNews({ state }: ThreadRow, may: boolean): string {
  const [wasSettled, setWasSettled] = useState(false);
  if (state.kind !== 'open' && !wasSettled) setWasSettled(true);
  switch (state.kind) {
    case 'resolved':
      return `${state.by.name} resolved this thread. Reopen it to settle it in your words.`;
    case 'proposed':
      return `${state.by.name} proposed a resolution.${may ? '' : ' Yours can be proposed if that one is turned down.'}`;
    case 'open':
      return wasSettled ? 'This thread is open again.' : '';
    default:
      return unreachable(state);
  }
}

const settlingAct = (discussion: Discussion, row: ThreadRow, outcome: string | null): ActDraft => ({
  kind: mayResolve(discussion, row) ? 'thread.resolve' : 'thread.propose',
  thread: row.id,
  outcome,
});

function LinkVerb({ row }: { row: ThreadRow }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(threadLink(location, row.id));
    setCopied(true);
  };
  return (
    <>
      <span className="thread-note" role="status">
        {isCopied && 'Link copied'}
      </span>
      <VerbMenu label="More about this thread" verbs={[{ label: 'Copy link', run: () => void copy() }]} />
    </>
  );
}

function VerbButton({ label, name, run }: { label: string; name?: string; run: () => void }) {
  return (
    <button type="button" className="verb" aria-label={name} title={name} onClick={run}>
      {label}
    </button>
  );
}
