// An act done from a menu: its refusal has no composer to return to, so it is said in words beside the menu until dismissed, and a title
// that was typed is kept.
import { useCallback, useState } from 'react';
import { saidIn } from '../session/act-words.ts';
import type { ActDraft, Session } from '../session/session.ts';
import { useSession } from '../session/use-session.tsx';

export type Deed = {
  readonly act: (act: ActDraft) => void;
  readonly problem: string | null;
  readonly clear: () => void;
};

export function useDeed(): Deed {
  const session = useSession();
  const [problem, setProblem] = useState<string | null>(null);
  const act = useCallback(
    (draft: ActDraft) => {
      setProblem(null);
      void doDeed(session, draft).then(setProblem);
    },
    [session],
  );
  return { act, problem, clear: () => setProblem(null) };
}

/** Why it was not done; null: it was, or its member has taken it back, and the session keeps its words. */
export async function doDeed(session: Session, draft: ActDraft): Promise<string | null> {
  const outcome = await session.act(draft).outcome;
  if (outcome.kind === 'done' || outcome.code === 'taken-back') return null;
  const words = saidIn(draft);
  if (words === '') return outcome.reason;
  session.keepWords('point' in draft ? draft.point : null, words, outcome.reason);
  return `“${words}” was not saved. ${outcome.reason}`;
}
