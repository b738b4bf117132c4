// How little room the draft has left for words, said before its bound is reached. Looks now and then: to count all
// points at each letter would cost too much.
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { draftTextCharsMax, nearlyFull } from '../../../shared/limits.ts';
import type { RowReader } from '../../../shared/rows/row-store.ts';
import { lettersIn } from '../../../shared/text/letters-in.ts';
import { bodyOf } from '../../../shared/text/point-text.ts';
import { useSession } from '../../session/use-session.tsx';

const everyMs = 20_000;

export function DraftRoom(): ReactNode {
  const session = useSession();
  const [letters, setLetters] = useState(0);
  useEffect(() => {
    const look = (): void => setLetters(lettersOf(session.text, session.snapshot().rows));
    look();
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [session]);
  if (letters < draftTextCharsMax * nearlyFull) return null;
  const inWords = (count: number): string => count.toLocaleString('en');
  return (
    <p className="banner">
      This draft is nearly full: its points have {inWords(letters)} of at most {inWords(draftTextCharsMax)} characters.
    </p>
  );
}

function lettersOf(text: Y.Doc, rows: RowReader): number {
  return rows
    .all('points')
    .reduce((sum, { id, state }) => (state.kind === 'removed' ? sum : sum + lettersIn(bodyOf(text, id))), 0);
}
