// What the History tab shows: the timeline, or two moments side by side. Leads from both to the draft as it stood.
import type { ReactNode } from 'react';
import { lazy, Suspense, useEffect } from 'react';
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
  useBroughtIntoView(compared?.at);
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
  // Of the sides of a comparison, now is the draft itself.
  const onMoment = (moment: string): void => setMoment(moment === 'now' ? null : moment);
  return (
    <Suspense fallback={<p className="quiet">Comparing</p>}>
      <ComparisonView
        from={compared.from}
        to={compared.to}
        onClose={() => compare(null)}
        onMoment={onMoment}
        {...goTo}
      />
    </Suspense>
  );
}

/** A comparison is drawn when it has been asked for and answered. */
const drawnWithinMs = 15_000;

function useBroughtIntoView(point: PointId | undefined): void {
  useEffect(() => {
    if (point === undefined) return;
    const bring = (): void => {
      const article = document.getElementById(`compared-${point}`);
      if (!article) return;
      drawn.disconnect();
      article.scrollIntoView({ block: 'start' });
      article.querySelector('button')?.focus({ preventScroll: true });
    };
    const drawn = new MutationObserver(bring);
    drawn.observe(document.body, { childList: true, subtree: true });
    bring();
    const timer = setTimeout(() => drawn.disconnect(), drawnWithinMs);
    return () => {
      clearTimeout(timer);
      drawn.disconnect();
    };
  }, [point]);
}
