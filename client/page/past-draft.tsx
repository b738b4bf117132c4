// The draft's page at another moment, or now with who wrote which words: the same views over documents that do not
// change, with a bar that says so and leads on, back, or to a comparison.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Moment } from '../../shared/api/record.ts';
import { api } from '../api/api-client.ts';
import type { Looked } from '../past/past-bar.tsx';
import { PastBar, pastShortcuts } from '../past/past-bar.tsx';
import { PastSession } from '../session/past-session.ts';
import type { Session } from '../session/session.ts';
import { useFollowing } from '../session/use-following.ts';
import { SessionProvider, useSession } from '../session/use-session.tsx';
import { Notice } from '../ui/notice.tsx';
import { useMoment } from './address.ts';
import { DraftFrame } from './draft-frame.tsx';
import { NewestChange, PastVerbs, versionNamed } from './past-verbs.tsx';

export function PastDraft({ name }: { name: string }): ReactNode {
  const live = useSession();
  const [, setMoment] = useMoment();
  const [began] = useState(name);
  const { draft, id: seat } = live.seat;
  const asked = useQuery({
    queryKey: ['moment', seat, name],
    queryFn: () => api.moment(draft, seat, name),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: name === 'now' ? 0 : 60_000, // what stands now is asked for each time
  });
  const moment = asked.data;
  const [outdated, setOutdated] = useState<Moment>();
  useFollowing(() => setOutdated(moment));
  const past = useMemo(() => (moment ? new PastSession(moment, live) : null), [moment, live]);
  useEffect(() => () => past?.close(), [past]);
  useSamePlace(past);
  if (asked.isError)
    return (
      <Notice title="This moment cannot be shown">
        <p>{asked.error.message}</p>
        <button type="button" className="button" onClick={() => setMoment(null)}>
          Back to now
        </button>
      </Notice>
    );
  if (!moment || !past) return <Notice title="Looking back" />;
  return (
    <SessionProvider value={past}>
      <DraftFrame
        key={past.text.guid} // another moment is another session: nothing of the one before is shown
        view={{
          kind: 'past',
          shortcuts: pastShortcuts(moment, setMoment),
          bar: (
            <PastBar
              moment={moment}
              looked={lookedAt(live, name)}
              newest={<NewestChange moment={moment} />}
              isLoading={asked.isPlaceholderData}
              onMoment={setMoment}
              verbs={
                name === 'now' ? (
                  outdated === moment && <ShowNewer onShow={() => void asked.refetch()} />
                ) : (
                  <PastVerbs live={live} past={past} name={name} began={began} />
                )
              }
            />
          ),
        }}
      />
    </SessionProvider>
  );
}

/** One moment after the other is read at one place of the page, unless what changed lies elsewhere: then there. */
function useSamePlace(past: PastSession | null): void {
  const place = useRef(0);
  useEffect(() => {
    const note = (): void => {
      place.current = scrollY;
    };
    addEventListener('scrollend', note);
    return () => removeEventListener('scrollend', note);
  }, []);
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    if (!past) return;
    if (!isFirst.current) scrollTo({ top: place.current, behavior: 'instant' });
    isFirst.current = false;
    const changed = past.moment.newest?.point ? document.getElementById(`at-${past.moment.newest.point}`) : null;
    const { top, bottom } = changed?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    if (changed && (bottom < 0 || top > innerHeight)) changed.scrollIntoView({ block: 'center' });
  }, [past]);
}

function lookedAt(live: Session, name: string): Looked {
  if (name === 'now') return { kind: 'now' };
  const version = versionNamed(live, name);
  return version === null ? { kind: 'moment' } : { kind: 'version', name: version };
}

/** Nothing moves under the reader. */
const ShowNewer = ({ onShow }: { onShow: () => void }): ReactNode => (
  <button type="button" className="button" onClick={onShow}>
    The draft has changed since: show it
  </button>
);
