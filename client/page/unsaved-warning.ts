// Leaving with what would be lost with the page: changes that are not yet durable, and what was begun in a browser that
// has no room to store it. The browser asks first.
import { useEffect } from 'react';
import { formsOf } from '../forms/use-form.ts';
import { useSession } from '../session/use-session.tsx';
import { unpostedOf } from '../threads/unposted-of.ts';

export function useUnsavedWarning(): void {
  const session = useSession();
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      const status = session.status();
      const waits = status.kind === 'saving' || ('waiting' in status && status.waiting > 0);
      const [texts, forms] = [unpostedOf(session, localStorage), formsOf(session)];
      const isKept = (session.live?.kept() ?? []).length > 0 && session.keeping() !== 'stored';
      // Where the disk is full, a browser says so of its databases alone, not of the small values that these are.
      const isBegun = texts.all().length + forms.all().length > 0 && session.keeping() === 'unstored';
      if (waits || isKept || isBegun || texts.hasUnstored || forms.hasUnstored) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [session]);
}
