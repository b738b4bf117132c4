// Asks the server again when the draft has changed and come to rest.
import { useEffect } from 'react';
import { useSession } from '../session/use-session.tsx';

/** Changes come in bursts; the list asks once they pause. */
const settledAfterMs = 400;

export function useFollowing(ask: () => void): void {
  const session = useSession();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let [acts, words] = [session.snapshot(), session.lastChanges()];
    const stop = session.subscribe(() => {
      if (session.snapshot() === acts && session.lastChanges() === words) return;
      [acts, words] = [session.snapshot(), session.lastChanges()];
      clearTimeout(timer);
      timer = setTimeout(ask, settledAfterMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  });
}
