// "Since your last visit": how much others did, what is unread from before, the way through it, and marking it as read.
// Says nothing where there is nothing.
import type { ReactNode } from 'react';
import { momentWords } from '../ui/relative-time.tsx';
import { useCatchUp } from './catch-up-provider.tsx';
import { latelyWords, unreadWords } from './catch-up-words.ts';
import './catch-up.css';

type Props = { onStep: (step: 1 | -1) => void; onCompare: (from: string) => void };

export function CatchUpStrip({ onStep, onCompare }: Props): ReactNode {
  const { since, points, threads, lately, older, readAll } = useCatchUp();
  const what = latelyWords(lately);
  if (since === null || (what === null && older === 0)) return null;
  const hasStops = points.size + threads.size > 0;
  const hasUnread = hasStops || lately.besides + older > 0;
  return (
    <section className="catch-up" aria-label="Since your last visit">
      <span>
        Since your last visit, {momentWords(since)}: others changed <strong>{what ?? 'nothing'}</strong>.{' '}
        {unreadWords({ lately, older })}
      </span>
      {hasStops && (
        <>
          <button type="button" className="button" onClick={() => onStep(1)}>
            Next unread <kbd>N</kbd>
          </button>
          <button type="button" className="button" onClick={() => onStep(-1)}>
            Previous <span className="visually-hidden">unread</span> <kbd>Shift+N</kbd>
          </button>
        </>
      )}
      <button type="button" className="button" onClick={() => onCompare(String(since))}>
        See all that changed
      </button>
      <button type="button" className="button-quiet" onClick={readAll}>
        {hasUnread ? 'Mark all as read, for you' : 'Hide this, for you'}
      </button>
    </section>
  );
}
