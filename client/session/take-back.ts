// An act that waits for a connection, taken back before it leaves. One that is on its way is not.
import type { ActId } from '../../shared/ids.ts';
import type { Session } from './session.ts';

/** False: it may have left already. */
export function takeBackUnsent(session: Session, id: ActId): boolean {
  if (session.status().kind !== 'reconnecting' || !session.live?.unanswered().some(act => act.id === id)) return false;
  session.live.takeBack(id);
  return true;
}
