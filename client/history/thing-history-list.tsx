// The record of one thing (a point, thread, flag, stance or red line), oldest first: raised, changed, answered, settled, by whom and when; live.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { unreachable } from '../../shared/assert.ts';
import { historyPageMax } from '../../shared/limits.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import { api } from '../session/api-client.ts';
import { useFollowing } from '../session/use-following.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import type { Thing } from '../ui/thing-history.tsx';
import { historyWords } from './history-words.ts';

export function ThingHistoryList({ thing }: { thing: Thing }): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const { draft, id: seat } = session.seat;
  const answer = useQuery({
    queryKey: ['history-of', seat, thing.kind, thing.id],
    queryFn: () => api.history(draft, { seat, limit: historyPageMax, ...asked(thing) }),
  });
  useFollowing(() => void answer.refetch());
  if (answer.isPending) return <p className="quiet">Loading its history</p>;
  if (answer.isError) return <p role="alert">Its history cannot be shown: {answer.error.message}</p>;
  const { entries, next } = answer.data;
  const numbers = numbersOf(outlineOf(rows));
  return (
    <ol className="thing-history">
      {next !== null && <li className="quiet">Older entries are in the History tab.</li>}
      {entries.toReversed().map(entry => {
        const number = entry.point === null ? undefined : numbers.get(entry.point);
        const party = entry.by.party === null ? undefined : rows.get('parties', entry.by.party);
        return (
          <li key={entry.id}>
            {party && `${party.code} `}
            {entry.by.name} {historyWords(entry, number === undefined ? null : `point ${number}`)},{' '}
            <RelativeTime at={entry.to} now={() => session.serverNow()} />
          </li>
        );
      })}
    </ol>
  );
}

function asked(thing: Thing) {
  switch (thing.kind) {
    case 'row':
      return { row: thing.id };
    case 'thread':
      return { thread: thing.id };
    case 'point':
      return { point: thing.id };
    default:
      return unreachable(thing);
  }
}
