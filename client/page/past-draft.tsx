// The draft's page at another moment: the same views over documents that do not change, with a bar that says so and leads on, back, or to a comparison.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import { momentOf } from '../../shared/api/record.ts';
import { PastBar } from '../past/past-bar.tsx';
import { RestoreDialog } from '../past/restore-dialog.tsx';
import { api } from '../session/api-client.ts';
import { PastSession } from '../session/past-session.ts';
import { SessionProvider, useDraft, useSession } from '../session/use-session.tsx';
import { Notice } from '../ui/notice.tsx';
import { momentWords } from '../ui/relative-time.tsx';
import { useCompared, useMoment } from './address.ts';
import { DraftFrame } from './draft-frame.tsx';

export function PastDraft({ name }: { name: string }): ReactNode {
  const live = useSession();
  const [, setMoment] = useMoment();
  const { draft, id: seat } = live.seat;
  const asked = useQuery({
    queryKey: ['moment', seat, name],
    queryFn: () => api.moment(draft, seat, name),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const moment = asked.data;
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
        view={{
          kind: 'past',
          bar: (
            <PastBar
              moment={moment}
              name={versionNamed(live, name)}
              isLoading={asked.isPlaceholderData}
              onMoment={setMoment}
              verbs={<PastVerbs live={live} past={past} name={name} />}
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

function versionNamed(live: ReturnType<typeof useSession>, name: string): string | null {
  const address = momentOf(name);
  return address.kind === 'version' ? (live.snapshot().rows.get('versions', address.version)?.name ?? null) : null;
}

/** Drawn within the past; acts in the present. */
function PastVerbs({ live, past, name }: { live: ReturnType<typeof useSession>; past: PastSession; name: string }) {
  const [isRestoring, setIsRestoring] = useState(false);
  useDraft();
  const mayRestore = mayAct({ kind: 'words.restore' }, live.me, live.snapshot().rows).kind === 'yes';
  const [, compare] = useCompared();
  return (
    <>
      <button type="button" className="button" onClick={() => compare({ from: name, to: 'now' })}>
        Compare with now
      </button>
      {mayRestore && (
        <button type="button" className="button" onClick={() => setIsRestoring(true)}>
          Bring back
        </button>
      )}
      {isRestoring && (
        <RestoreDialog
          live={live}
          past={past}
          moment={name}
          name={versionNamed(live, name) ?? momentWords(past.moment.at)}
          onClose={() => setIsRestoring(false)}
        />
      )}
    </>
  );
}
