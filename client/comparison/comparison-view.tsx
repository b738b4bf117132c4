// Two moments side by side: a sentence on top, then point by point what was added and removed, by whom, and what became
// of the discussion beside it.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { momentOf } from '../../shared/api/record.ts';
import { Voice } from '../../shared/api/voice.ts';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { api } from '../api/api-client.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { momentWords } from '../ui/relative-time.tsx';
import { setSearchParams, useSearchParam } from '../ui/search-params.ts';
import type { Layout } from './compared-point.tsx';
import { Changes, ComparedPoint } from './compared-point.tsx';
import { ComparedThings } from './compared-things.tsx';
import { ComparisonSummary } from './comparison-summary.tsx';
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
  const by = Voice.safeParse(useSearchParam('by')).data;
  const layout: Layout = useSearchParam('layout') === 'beside' ? 'beside' : 'inline';
  const asked = useQuery({
    queryKey: ['comparison', seat.id, from, to, by],
    queryFn: () => api.comparison(seat.draft, seat.id, { from, to, by }),
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
          <select
            className="field"
            value={by ?? ''}
            onChange={event =>
              setSearchParams({ by: event.target.value === '' ? null : event.target.value }, 'replace')
            }
          >
            <option value="">everyone</option>
            {rows.all('parties').map(({ id, code }) => (
              <option key={id} value={id}>
                {code}
              </option>
            ))}
            <option value=".secretariat">the secretariat</option>
            {rows.all('circulations').length > 0 && <option value=".readers">readers of a version</option>}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={layout === 'beside'}
            onChange={event => setSearchParams({ layout: event.target.checked ? 'beside' : null }, 'replace')}
          />{' '}
          Side by side
        </label>
      </p>
      {asked.isPending && <p className="quiet">Comparing</p>}
      {asked.isError && <p role="alert">These moments cannot be compared: {asked.error.message}</p>}
      {data && (
        <>
          <ComparisonSummary comparison={data} />
          {data.isCovered && (
            <p className="quiet">
              Words that came and went between two versions are covered (▒): they are not shown to you.
            </p>
          )}
          {data.themes.length > 0 && (
            <ul className="comparison-list" aria-label="Themes that changed">
              {data.themes.map(({ theme, before, after, changes }) => (
                <li key={theme}>
                  <strong>
                    Theme {(after ?? before)?.number} {(after ?? before)?.title}
                  </strong>{' '}
                  <Changes changes={changes} before={before} />
                </li>
              ))}
            </ul>
          )}
          <ComparedThings things={data.redLines} onThread={goTo.onThread} />
          {data.points.map(point => (
            <ComparedPoint key={point.point} compared={point} layout={layout} {...goTo} />
          ))}
        </>
      )}
    </main>
  );
}
