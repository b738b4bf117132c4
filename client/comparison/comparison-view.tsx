// Two moments side by side: a sentence on top, then point by point what was added and removed, by whom, and what became of the discussion beside it.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Comparison } from '../../shared/api/record.ts';
import { momentOf } from '../../shared/api/record.ts';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { PartyId } from '../../shared/ids.ts';
import { api } from '../session/api-client.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { momentWords } from '../ui/relative-time.tsx';
import type { Layout } from './compared-point.tsx';
import { ComparedPoint } from './compared-point.tsx';
import './comparison.css';

export type ComparisonProps = {
  readonly from: string;
  readonly to: string;
  readonly onClose: () => void;
  readonly onMoment: (moment: string) => void;
  readonly onPoint: (point: PointId) => void;
  readonly onThread: (thread: ThreadId) => void;
};

export function ComparisonView({ from, to, onClose, onMoment, ...goTo }: ComparisonProps): ReactNode {
  const { seat } = useSession();
  const { rows } = useDraft();
  const [party, setParty] = useState('');
  const [layout, setLayout] = useState<Layout>('inline');
  const only = PartyId.safeParse(party).data;
  const asked = useQuery({
    queryKey: ['comparison', seat.id, from, to, only],
    queryFn: () => api.comparison(seat.draft, seat.id, { from, to, party: only }),
  });
  const labelOf = (name: string, at: number | undefined): string => {
    const address = momentOf(name);
    if (address.kind === 'now') return 'now';
    const version = address.kind === 'version' ? rows.get('versions', address.version) : undefined;
    return version ? `“${version.name}”` : at === undefined || at === 0 ? 'the beginning' : momentWords(at);
  };
  const { data } = asked;
  return (
    <main id="text" tabIndex={-1} className="comparison" aria-labelledby="comparison-title">
      <p>
        <button type="button" className="button" onClick={onClose}>
          Back to the history
        </button>
      </p>
      <h1 id="comparison-title">
        From{' '}
        <button type="button" className="comparison-moment" onClick={() => onMoment(from)}>
          {labelOf(from, data?.from)}
        </button>{' '}
        to{' '}
        <button type="button" className="comparison-moment" onClick={() => onMoment(to)}>
          {labelOf(to, data?.to)}
        </button>
      </h1>
      <p className="comparison-tools">
        <label>
          Only what was done by{' '}
          <select className="field" value={party} onChange={event => setParty(event.target.value)}>
            <option value="">everyone</option>
            {rows.all('parties').map(({ id, code }) => (
              <option key={id} value={id}>
                {code}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={layout === 'beside'}
            onChange={event => setLayout(event.target.checked ? 'beside' : 'inline')}
          />{' '}
          Side by side
        </label>
      </p>
      {asked.isPending && <p className="quiet">Comparing</p>}
      {asked.isError && <p role="alert">These moments cannot be compared: {asked.error.message}</p>}
      {data && (
        <>
          <p className="comparison-summary">{summaryWords(data)}</p>
          {data.isCovered && (
            <p className="quiet">
              Words that came and went between two versions are covered (▒): they are not shown to you.
            </p>
          )}
          {data.points.map(point => (
            <ComparedPoint key={point.point} compared={point} layout={layout} {...goTo} />
          ))}
        </>
      )}
    </main>
  );
}

/** "9 points changed, 3 red lines newly touched, 5 threads closed." */
function summaryWords({ summary, points }: Comparison): string {
  const parts = (
    [
      [summary.changed, 'point changed', 'points changed'],
      [summary.added, 'point added', 'points added'],
      [summary.removed, 'point removed', 'points removed'],
      [summary.moved, 'point moved', 'points moved'],
      [summary.redLinesTouched, 'red line newly touched', 'red lines newly touched'],
      [summary.flagsRaised, 'flag raised', 'flags raised'],
      [summary.flagsClosed, 'flag closed', 'flags closed'],
      [summary.threadsOpened, 'thread opened', 'threads opened'],
      [summary.threadsClosed, 'thread closed', 'threads closed'],
      [summary.stancesTaken, 'stance taken', 'stances taken'],
    ] as const
  ).flatMap(([count, one, many]) => (count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${many}`]));
  if (parts.length > 0) return `${parts.join(', ')}.`;
  return points.length === 0 ? 'Nothing differs between these two moments.' : 'Only titles or comments changed.';
}
