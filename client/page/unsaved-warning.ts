// Leaving with changes that are not yet durable: the browser asks first.
import { useEffect } from 'react';
import { useSession } from '../session/use-session.tsx';

export function useUnsavedWarning(): void {
  const session = useSession();
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      const status = session.status();
      const waits =
        status.kind === 'saving' || ((status.kind === 'reconnecting' || status.kind === 'ended') && status.waiting > 0);
      if (waits) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [session]);
}
