// Says that another tab of this member was closed before it had sent all, while this one says that all is saved. This
// tab does not take that over while it is open: a reload does.
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useSession, useStatus } from '../../session/use-session.tsx';

/** Twice: a tab that is being reloaded is closed for a moment. */
const everyMs = 5_000;

export function ClosedTab(): ReactNode {
  const hasLeft = useHasLeft();
  const { kind } = useStatus();
  // Without the connection a reload sends nothing either.
  if (!hasLeft || (kind !== 'saved' && kind !== 'saving' && kind !== 'read-only')) return null;
  return (
    <p className="banner" role="alert">
      What you wrote in a tab that was closed is not sent yet. Reload to send it.{' '}
      <button type="button" className="button" onClick={() => location.reload()}>
        Reload
      </button>
    </p>
  );
}

function useHasLeft(): boolean {
  const session = useSession();
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    const look = async (): Promise<void> => {
      const hasLeft = (await session.live?.hasLeftByClosedTab()) ?? false;
      setLooks(before => (hasLeft ? before + 1 : 0));
    };
    const timer = setInterval(() => void look(), everyMs);
    return () => clearInterval(timer);
  }, [session]);
  return looks > 1;
}
