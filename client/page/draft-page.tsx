// One draft as one seat sees it: finds the seat, opens the session, and composes the features, which do not know one another.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { SeatId } from '../../shared/ids.ts';
import { DraftId } from '../../shared/ids.ts';
import { ChooseSeat } from '../seats/choose-seat.tsx';
import { api } from '../session/api-client.ts';
import { DraftSession } from '../session/draft-session.ts';
import { SessionProvider, useRow, useSession, useStatus } from '../session/use-session.tsx';
import { Notice } from '../ui/notice.tsx';
import { readAddress } from './address.ts';
import { DraftFrame } from './draft-frame.tsx';
import { useUnsavedWarning } from './unsaved-warning.ts';

export function DraftPage({ draft }: { draft: string }): ReactNode {
  const { seat } = readAddress(location.search);
  return seat === null ? <ChooseSeat draft={draft} /> : <SeatedDraft draft={draft} seat={seat} />;
}

function SeatedDraft({ draft, seat }: { draft: string; seat: SeatId }): ReactNode {
  const id = DraftId.safeParse(draft).data;
  const view = useQuery({
    queryKey: ['draft', id, seat],
    queryFn: () => {
      if (!id) throw new Error('The address names no draft.');
      return api.draft(id, seat);
    },
    // A session lives as long as the page: what it was opened with is not asked for again.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [session, setSession] = useState<DraftSession | null>(null);
  const { data } = view;
  useEffect(() => {
    if (!data) return undefined;
    const opened = new DraftSession(data);
    setSession(opened);
    return () => opened.close();
  }, [data]);
  if (view.isError)
    return (
      <Notice title="You have no seat here">
        <p>{view.error.message}</p>
        <a className="button" href="/">
          Take a seat on the first page
        </a>
      </Notice>
    );
  if (!session) return <Notice title="Loading the draft" />;
  return (
    <SessionProvider value={session}>
      <LoadedDraft />
    </SessionProvider>
  );
}

function LoadedDraft(): ReactNode {
  const isLoaded = useRow(draft => draft.isLoaded);
  useUnsavedWarning();
  useDocumentTitle();
  return isLoaded ? <DraftFrame /> : <NotLoaded />;
}

function useDocumentTitle(): void {
  const session = useSession();
  const title = useRow(({ rows }) => rows.get('draft', 'draft')?.title);
  useEffect(() => {
    document.title =
      title === undefined
        ? 'Nonpaper'
        : `${title} · ${session.me.name}${session.me.party === null ? '' : `, ${session.me.party.toUpperCase()}`}`;
  }, [title, session]);
}

function NotLoaded(): ReactNode {
  const status = useStatus();
  if (status.kind === 'ended')
    return (
      <Notice title="The draft cannot be opened">
        <p>{status.reason}</p>
        <a className="button" href="/">
          Go to the first page
        </a>
      </Notice>
    );
  return <Notice title="Loading the draft" />;
}
