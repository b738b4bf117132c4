// React's view of a session: a context and one hook per thing that changes. Each draws again only when its own thing
// changes: a draft of 300 points must not be drawn at every letter. Keeps no copy of anything.
import { createContext, useContext, useRef, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import type { Act } from '../../shared/acts/act.ts';
import type { Asked } from '../../shared/acts/permissions.ts';
import { mayAct } from '../../shared/acts/permissions.ts';
import { must } from '../../shared/assert.ts';
import type { DocPart, PointId } from '../../shared/ids.ts';
import type { Dispute } from '../evidence/disputes.ts';
import type { Keeping } from '../local/keeping.ts';
import type { KeptWords } from '../local/own-work.ts';
import type { DraftSnapshot, Evidence, LastChange, Person, SaveStatus, Session } from './session.ts';
import type { ReadValue } from './watched-value.ts';
import { watchedValue } from './watched-value.ts';

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export const useSession = (): Session =>
  must(useContext(SessionContext), 'a component of the draft stands outside its session');

/** `read` is asked again only when what `changing` reads is another value. */
function useFromSession<T>(read: (session: Session) => T, changing: ReadValue = read): T {
  const session = useSession();
  return useSyncExternalStore(watchedValue(session, changing).subscribe, () => read(session));
}

export const useDraft = (): DraftSnapshot => useFromSession(readSnapshot);
export const useStatus = (): SaveStatus => useFromSession(readStatus);
/** Why nothing can be sent any more; empty: it can. */
export const useEnded = (): string =>
  useFromSession(session => {
    const status = session.status();
    return status.kind === 'ended' ? status.reason : '';
  });
export const usePeople = (): readonly Person[] => useFromSession(readPeople);
export const usePeopleIn = (point: PointId): readonly Person[] =>
  useFromSession(session => session.live?.peopleIn(point) ?? none, readPeople);
export const useLastChange = (point: PointId): LastChange | undefined =>
  useFromSession(session => readLastChanges(session).get(point), readLastChanges);
export const useLastChanges = (): ReadonlyMap<PointId, LastChange> => useFromSession(readLastChanges);
/** The words' document; another one after a refusal was healed. */
export const useText = (): Y.Doc => useFromSession(readText);
export const useWording = (point: PointId): string =>
  useFromSession(session => session.wordingOf(point), readWordsVersion);
export const useWordsVersion = (): number => useFromSession(readWordsVersion);
export const useUnanswered = (): readonly Act[] => useFromSession(readUnanswered);
export const useDisputes = (): readonly Dispute[] => useFromSession(readDisputes);
export const useNotFollowedFrom = (part: DocPart): number | null =>
  useFromSession(session => session.evidence.notFollowedFrom(part), readNotFollowed[part]);
export const useReceipts = (): ReturnType<Evidence['receipts']> => useFromSession(readReceipts);
export const useKeeping = (): Keeping => useFromSession(readKeeping);
export const useKept = (): readonly KeptWords[] => useFromSession(readKept);

/**
 * One plain value of the rows. Read again only when an act has changed them: at every letter each of 300 points would
 * ask.
 */
export function useRow<T extends string | number | boolean | undefined>(read: (snapshot: DraftSnapshot) => T): T {
  const known = useRef<{ readonly snapshot: DraftSnapshot; readonly value: T } | null>(null);
  known.current = null; // `read` may close over other things now
  return useFromSession(session => {
    const snapshot = session.snapshot();
    if (known.current?.snapshot !== snapshot) known.current = { snapshot, value: read(snapshot) };
    return known.current.value;
  }, readSnapshot);
}

/** As this member's role and the rows stand: whoever is given another role is offered other things at once. */
export function useMay(asked: Asked): boolean {
  const session = useSession();
  return useRow(({ rows }) => mayAct(asked, session.me, rows).kind === 'yes');
}

const none: readonly never[] = [];
const noChanges: ReadonlyMap<PointId, LastChange> = new Map();
const readSnapshot = (session: Session): DraftSnapshot => session.snapshot();
const readLastChanges = (session: Session): ReadonlyMap<PointId, LastChange> =>
  session.live?.lastChanges() ?? noChanges;
const readWordsVersion = (session: Session): number => session.wordsVersion();
const readStatus = (session: Session): SaveStatus => session.status();
const readText = (session: Session): Y.Doc => session.text;
const readUnanswered = (session: Session): readonly Act[] => session.live?.unanswered() ?? none;
const readDisputes = (session: Session): readonly Dispute[] => session.evidence.disputes();
const readReceipts = (session: Session): ReturnType<Evidence['receipts']> => session.evidence.receipts();
const readKeeping = (session: Session): Keeping => session.keeping();
const readKept = (session: Session): readonly KeptWords[] => session.live?.kept() ?? none;
const readPeople = (session: Session): readonly Person[] => session.live?.people() ?? none;
const readNotFollowed: Readonly<Record<DocPart, ReadValue>> = {
  text: session => session.evidence.notFollowedFrom('text'),
  shared: session => session.evidence.notFollowedFrom('shared'),
};
