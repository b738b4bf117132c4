// "2 new · point 27": what others did, since this page was opened, at places that are not in the window; a press leads
// there, one after the other. The tab's title counts it. What is read, over many visits, is for the catch-up to know.
import type { ReactNode, RefObject } from 'react';
import { memo, useEffect, useMemo, useReducer, useRef } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import type { DraftSnapshot, LastChange } from '../../session/session.ts';
import { useDraft, useLastChanges, useSession } from '../../session/use-session.tsx';
import { useHeldWhilePressed } from '../../ui/presses/held-while-pressed.ts';
import type { Arrivals } from './arrivals.ts';
import { arrivals, noArrivals, saidByOthers, wordsByOthers } from './arrivals.ts';
import { useOncePer } from './once-per.ts';
import './new-elsewhere.css';

/** The pill measures the page: letters of others must not pay for that. */
const lookAtMostEveryMs = 250;

type Props = { readonly onGo: (stop: Arrivals['stops'][number]) => void };

export function NewElsewhere({ onGo }: Props): ReactNode {
  const draft = useDraft();
  const changes = useLastChanges();
  const news = useMemo(() => ({ draft, changes }), [draft, changes]);
  const go = useRef(onGo);
  go.current = onGo;
  return <Pill news={useOncePer(lookAtMostEveryMs, news)} go={go} />;
}

type News = { readonly draft: DraftSnapshot; readonly changes: ReadonlyMap<PointId, LastChange> };

const Pill = memo(function Pill({ news, go }: { news: News; go: RefObject<Props['onGo']> }): ReactNode {
  const {
    draft: { rows, isLoaded },
    changes,
  } = news;
  const me = useSession().me.member;
  const said = useMemo(() => saidByOthers(rows, me), [rows, me]);
  const words = useMemo(() => wordsByOthers(changes, me), [changes, me]);
  const last = useRef<Arrivals>(noArrivals);
  const [, look] = useReducer((count: number) => count + 1, 0);
  const now = isLoaded ? arrivals(last.current, new Map([...said, ...words]), rows, isInWindow) : noArrivals;
  last.current = now;
  useLookAgain(look);
  useCountInTitle(now.stops.length);
  const pill = useRef<HTMLButtonElement>(null);
  const { stops } = useHeldWhilePressed(pill, now);
  const [next] = stops;
  const told = next && `${stops.length} new · ${next.place}`;
  return (
    <>
      <output className="visually-hidden">{told}</output>
      {told && (
        <button ref={pill} type="button" className="new-elsewhere" onClick={() => go.current(next)}>
          {told}
        </button>
      )}
    </>
  );
});

/** Whoever looks at another window sees nothing of this one. */
function isInWindow(point: string): boolean {
  const box = document.getElementById(`at-${point}`)?.getBoundingClientRect();
  return document.visibilityState === 'visible' && box !== undefined && box.bottom > 0 && box.top < innerHeight;
}

function useLookAgain(look: () => void): void {
  useEffect(() => {
    let frame = 0;
    const soon = (): void => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        look();
      });
    };
    addEventListener('scroll', soon, { passive: true });
    document.addEventListener('visibilitychange', soon);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', soon);
      document.removeEventListener('visibilitychange', soon);
    };
  }, [look]);
}

/** Others write the title, too: what it says without the count is left as it is. */
function useCountInTitle(count: number): void {
  useEffect(() => {
    const title = document.title.replace(/^\(\d+\) /, '');
    document.title = count === 0 ? title : `(${count}) ${title}`;
  });
}
