// What the History tab shows: the timeline, or two moments side by side. Leads from both to the draft as it stood.
import type { ReactNode } from 'react';
import { lazy, Suspense } from 'react';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { SentVersions } from '../circulation/sent-versions.tsx';
import { HistoryTab } from '../history/history-tab.tsx';
import { useCompared, useMoment } from './address.ts';

const ComparisonView = lazy(() =>
  import('../comparison/comparison-view.tsx').then(({ ComparisonView }) => ({ default: ComparisonView })),
);

type Props = { onPoint: (point: PointId) => void; onThread: (thread: ThreadId) => void };

export function HistoryViews(goTo: Props): ReactNode {
  const [compared, compare] = useCompared();
  const [, setMoment] = useMoment();
  if (!compared)
    return (
      <HistoryTab
        onMoment={setMoment}
        onCompare={(from, to) => compare({ from, to })}
        sent={version => <SentVersions version={version} />}
        {...goTo}
      />
    );
  return (
    <Suspense fallback={<p className="quiet">Comparing</p>}>
      <ComparisonView {...compared} onClose={() => compare(null)} onMoment={setMoment} {...goTo} />
    </Suspense>
  );
}
