// Asks the server again when the draft has changed and come to rest. What is asked, and what becomes of the answer, is
// the caller's.
import { useEffect, useRef } from 'react';
import { useSession } from './use-session.tsx';

/** Changes come in bursts; the list asks once they pause. */
const settledAfterMs = 400;

/** `acts`: for whoever follows the words by the session itself. */
export function useFollowing(ask: () => void, what: 'acts and words' | 'acts' = 'acts and words'): void {
  const session = useSession();
  // Who is drawn again meanwhile still asks.
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let [acts, words] = [session.snapshot(), session.live?.lastChanges()];
    const stop = session.subscribe(() => {
      const isNew = session.snapshot() !== acts || (what !== 'acts' && session.live?.lastChanges() !== words);
      [acts, words] = [session.snapshot(), session.live?.lastChanges()];
      if (!isNew) return;
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), settledAfterMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [session, what]);
}
