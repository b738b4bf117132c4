// An act done from a menu: its refusal has no composer to return to, so it is said in words beside the menu until dismissed.
import { useCallback, useState } from 'react';
import type { ActDraft } from '../session/session.ts';
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
      void session.act(draft).outcome.then(outcome => {
        if (outcome.kind === 'refused') setProblem(outcome.reason);
      });
    },
    [session],
  );
  return { act, problem, clear: () => setProblem(null) };
}
