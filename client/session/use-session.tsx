// React's view of a session: a context and one hook per thing that changes. Keeps no copy of anything.
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { must } from '../../shared/assert.ts';
import type { DraftSnapshot, Person, SaveStatus, Session } from './session.ts';

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export const useSession = (): Session =>
  must(useContext(SessionContext), 'a component of the draft stands outside its session');

function useFromSession<T>(read: (session: Session) => T): T {
  const session = useSession();
  const subscribe = useCallback((listener: () => void) => session.subscribe(listener), [session]);
  return useSyncExternalStore(subscribe, () => read(session));
}

export const useDraft = (): DraftSnapshot => useFromSession(readSnapshot);
export const useStatus = (): SaveStatus => useFromSession(readStatus);
export const usePeople = (): readonly Person[] => useFromSession(readPeople);

const readSnapshot = (session: Session): DraftSnapshot => session.snapshot();
const readStatus = (session: Session): SaveStatus => session.status();
const readPeople = (session: Session): readonly Person[] => session.people();
