// The id of an order that goes straight to the server, without the outbox: what was done, but whose answer was lost, is
// not done twice.
import { useRef } from 'react';
import type { ActId } from '../../shared/ids.ts';
import { newActId } from '../local/act-id.ts';

/** One id for all tries of the same. What was changed since is another order. */
export function useIdOfTry(): (asked: unknown) => ActId {
  const tried = useRef<{ readonly asked: string; readonly id: ActId } | null>(null);
  return asked => {
    const now = JSON.stringify(asked);
    if (tried.current?.asked !== now) tried.current = { asked: now, id: newActId() };
    return tried.current.id;
  };
}
