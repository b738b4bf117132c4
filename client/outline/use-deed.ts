// An act done from a menu: its refusal has no composer to return to, so it is said in words beside the menu until dismissed, and a title
// that was typed is kept.
import { useCallback, useState } from 'react';
import { saidIn } from '../session/act-words.ts';
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
        if (outcome.kind === 'done' || outcome.code === 'taken-back') return; // taken back, the session keeps its words
        const words = saidIn(draft);
        if (words !== '') session.keepWords('point' in draft ? draft.point : null, words, outcome.reason);
        setProblem(words === '' ? outcome.reason : `“${words}” was not saved. ${outcome.reason}`);
      });
    },
    [session],
  );
  return { act, problem, clear: () => setProblem(null) };
}
