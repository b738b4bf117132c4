// What must not be overlooked, above the text: the connection is gone, the server has said no for good, words of mine could not be kept in place.
import type { ReactNode } from 'react';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import type { PointRow } from '../../shared/rows/schema.ts';
import { wordCount } from '../../shared/text/point-text.ts';
import type { KeptWords } from '../session/session.ts';
import { useDraft, useKept, useSession, useStatus } from '../session/use-session.tsx';
import { clockWords } from '../ui/relative-time.tsx';

export function Banners(): ReactNode {
  const status = useStatus();
  const kept = useKept();
  return (
    <>
      {status.kind === 'reconnecting' && (
        <p className="banner">
          The connection is lost.{' '}
          {status.waiting === 0
            ? 'Nothing of yours is waiting.'
            : `${status.waiting === 1 ? '1 change waits' : `${status.waiting} changes wait`} here and will be sent when it is back.`}
        </p>
      )}
      {status.kind === 'ended' && (
        <p className="banner banner-ended" role="alert">
          {status.reason}{' '}
          {status.waiting > 0 &&
            `${status.waiting === 1 ? '1 change is' : `${status.waiting} changes are`} not saved: copy what you need before you reload. `}
          <button type="button" className="button" onClick={() => location.reload()}>
            Reload
          </button>
        </p>
      )}
      {kept.length > 0 && (
        <section className="kept" aria-label="Words kept for you">
          {kept.map(words => (
            <Kept key={words.id} kept={words} />
          ))}
        </section>
      )}
    </>
  );
}

function Kept({ kept }: { kept: KeptWords }): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const number = numbersOf(outlineOf(rows)).get(kept.point);
  const count = wordCount(kept.words);
  return (
    <div className="kept-words" role="status">
      <p>
        {whatHappened(rows.get('points', kept.point), number, kept.reason)} Your{' '}
        {count === 1 ? 'word is' : `${count} words are`} kept here.
      </p>
      <blockquote>{kept.words}</blockquote>
      <p>
        <button type="button" className="button" onClick={() => void navigator.clipboard.writeText(kept.words)}>
          Copy
        </button>{' '}
        <button type="button" className="button-quiet" onClick={() => session.dismissKept(kept.id)}>
          Dismiss
        </button>
      </p>
    </div>
  );
}

/** By whom and when, where the outline knows it; else the server's own words. */
function whatHappened(point: PointRow | undefined, number: number | undefined, reason: string): string {
  const place = number === undefined ? `“${point?.title ?? 'A point'}”` : `Point ${number}`;
  const state = point?.state;
  if (state?.kind === 'locked') return `${place} was locked by ${state.by.name} at ${clockWords(state.at)}.`;
  if (state?.kind === 'removed') return `${place} was removed by ${state.by.name} at ${clockWords(state.at)}.`;
  return `${place}: ${reason}`;
}
