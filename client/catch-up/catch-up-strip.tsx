// "Since your last visit": how much others changed, the way through it, and marking it as read. Says nothing where there is nothing.
import type { ReactNode } from 'react';
import { momentWords } from '../ui/relative-time.tsx';
import { useCatchUp } from './catch-up-provider.tsx';
import './catch-up.css';

type Props = { onNext: () => void; onCompare: (from: string) => void };

export function CatchUpStrip({ onNext, onCompare }: Props): ReactNode {
  const { since, points, threads, readAll } = useCatchUp();
  if (since === null || points.size + threads.size === 0) return null;
  const parts = [
    ...(points.size === 0 ? [] : [points.size === 1 ? '1 point' : `${points.size} points`]),
    ...(threads.size === 0 ? [] : [threads.size === 1 ? '1 thread' : `${threads.size} threads`]),
  ];
  return (
    <section className="catch-up" aria-label="Since your last visit">
      <span>
        Since your last visit, {momentWords(since)}: others changed <strong>{parts.join(' and ')}</strong>.
      </span>
      <button type="button" className="button" onClick={onNext}>
        Next unread <kbd>N</kbd>
      </button>
      <button type="button" className="button" onClick={() => onCompare(String(since))}>
        See all that changed
      </button>
      <button type="button" className="button-quiet" onClick={readAll}>
        Mark all as read, for you
      </button>
    </section>
  );
}
