// After a thread was resolved: says so, and the undo key opens it again (rule T34). Sends nothing until then.
import type { ActId, ThreadId } from '../../shared/ids.ts';
import type { ActOutcome, Session } from '../session/session.ts';
import { takeBackUnsent } from '../session/take-back.ts';
import { awaitDone, sayDone } from '../ui/undo-offer/done-and-undo.ts';

type Sent = { readonly id: ActId; readonly outcome: Promise<ActOutcome> };

export function sayResolved(session: Session, thread: ThreadId, { id, outcome }: Sent): void {
  const answered = awaitDone(() => takeBackUnsent(session, id));
  const reopen = (): void => {
    const { outcome: reopened } = session.act({ kind: 'thread.reopen', thread });
    void reopened.then(answer => {
      const words = answer.kind === 'done' ? 'Thread reopened' : `The thread was not reopened: ${answer.reason}`;
      sayDone(words, null);
    });
  };
  void outcome.then(({ kind }) =>
    answered(kind === 'done' ? { done: 'Thread resolved', undo: { run: reopen, about: '' } } : null),
  );
}
