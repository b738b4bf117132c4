// The record of one thing (a point, thread, flag, stance or red line), oldest first: raised, changed, answered,
// settled, by whom and when; live. In the past, what had been done by then, and no more. Each time leads to the draft
// as it stood.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { unreachable } from '../../shared/assert.ts';
import { historyPageMax } from '../../shared/limits.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import { api } from '../api/api-client.ts';
import { useFollowing } from '../session/use-following.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { momentWords, RelativeTime } from '../ui/relative-time.tsx';
import type { Thing } from '../ui/thing-history.tsx';
import { lineWords } from './history-words.ts';

type Props = { readonly thing: Thing; readonly onMoment: (moment: string) => void };

export function ThingHistoryList({ thing, onMoment }: Props): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const { draft, id: seat } = session.seat;
  /** The moment that is looked at; null: now. */
  const at = session.status().kind === 'past' ? session.serverNow() : null;
  const answer = useQuery({
    queryKey: ['history-of', seat, thing.kind, thing.id, at],
    queryFn: () => api.history(draft, { seat, limit: historyPageMax, to: at ?? undefined, ...asked(thing) }),
  });
  useFollowing(() => void answer.refetch());
  if (answer.isPending) return <p className="quiet">Loading its history</p>;
  if (answer.isError) return <p role="alert">Its history cannot be shown: {answer.error.message}</p>;
  const { entries, next } = answer.data;
  if (entries.length === 0) return <p className="quiet">Nothing had been done here by then.</p>;
  const numbers = numbersOf(outlineOf(rows));
  return (
    <ol className="thing-history">
      {next !== null && <li className="quiet">Older entries are in the History tab.</li>}
      {entries.toReversed().map(entry => {
        const when = Math.min(entry.to, at ?? entry.to);
        return (
          <li key={entry.id}>
            {lineWords(entry, rows, numbers, at)}{' '}
            <button type="button" className="button-quiet history-moment" onClick={() => onMoment(String(when))}>
              {at === null ? <RelativeTime at={when} now={() => session.serverNow()} /> : momentWords(when)}
              <span className="visually-hidden">: see the draft as it stood then</span>
            </button>
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
