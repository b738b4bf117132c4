// One draft as one seat sees it: finds the seat, opens the session, and composes the features, which do not know one
// another.
import type { ReactNode } from 'react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { unreachable } from '../../shared/assert.ts';
import type { SeatId } from '../../shared/ids.ts';
import { DraftId } from '../../shared/ids.ts';
import { NotReached } from '../api/api-client.ts';
import { ChooseSeat } from '../seats/choose-seat.tsx';
import type { DraftSession } from '../session/draft-session.ts';
import { openDraft, SeatLost } from '../session/open-draft.ts';
import { SessionProvider, useRow, useSession, useStatus } from '../session/use-session.tsx';
import { Notice } from '../ui/notice.tsx';
import { readAddress, useMoment } from './address.ts';
import { DraftFrame } from './draft-frame.tsx';
import { useUnsavedWarning } from './unsaved-warning.ts';

const LostSeat = lazy(() => import('./kept/lost-seat.tsx').then(({ LostSeat }) => ({ default: LostSeat })));
const PastDraft = lazy(() => import('./past-draft.tsx').then(({ PastDraft }) => ({ default: PastDraft })));

export function DraftPage({ draft }: { draft: string }): ReactNode {
  const { seat } = readAddress(location.search);
  return seat === null ? <ChooseSeat draft={draft} /> : <SeatedDraft draft={draft} seat={seat} />;
}

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly session: DraftSession }
  /** With nothing remembered that could be shown instead. */
  | { readonly kind: 'not-reached'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly lost: SeatLost | null };

function SeatedDraft({ draft, seat }: { draft: string; seat: SeatId }): ReactNode {
  const opening = useOpenDraft(draft, seat);
  switch (opening.kind) {
    case 'opening':
      return <Notice title="Loading the draft" />;
    case 'not-reached':
      return (
        <Notice title="The draft cannot be opened now">
          <p>{opening.reason}</p>
          <button type="button" className="button" onClick={() => location.reload()}>
            Try again
          </button>
        </Notice>
      );
    case 'failed':
      return (
        <Notice title="You have no seat here">
          <p>{opening.reason}</p>
          <a className="button" href={withoutSeat()}>
            Choose a seat
          </a>
          <Suspense>{opening.lost && <LostSeat lost={opening.lost} />}</Suspense>
        </Notice>
      );
    case 'open':
      return (
        <SessionProvider value={opening.session}>
          <LoadedDraft />
        </SessionProvider>
      );
    default:
      return unreachable(opening);
  }
}

/** The same address: whoever chooses a seat there arrives at what it names. */
function withoutSeat(): string {
  const url = new URL(location.href);
  url.searchParams.delete('seat');
  return url.href;
}

/** Opens the draft, and again where the server turns out to be at another past than this browser has seen. */
function useOpenDraft(draft: string, seat: SeatId): Opening {
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` counts the openings
  useEffect(() => {
    const gone = new AbortController();
    let opened: DraftSession | null = null;
    const id = DraftId.safeParse(draft).data;
    const failed = (error: unknown): void => {
      if (gone.signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      if (error instanceof NotReached) return setOpening({ kind: 'not-reached', reason });
      setOpening({ kind: 'failed', reason, lost: error instanceof SeatLost ? error : null });
    };
    const open = async (): Promise<void> => {
      if (!id) throw new Error('The address names no draft.');
      opened = await openDraft(id, seat, () => setRound(before => before + 1), gone.signal);
      if (gone.signal.aborted) opened.close();
      else setOpening({ kind: 'open', session: opened });
    };
    open().catch(failed);
    return () => {
      gone.abort();
      opened?.close();
      setOpening({ kind: 'opening' });
    };
  }, [draft, seat, round]);
  return opening;
}

function LoadedDraft(): ReactNode {
  const isLoaded = useRow(draft => draft.isLoaded);
  useUnsavedWarning();
  useDocumentTitle();
  const [moment] = useMoment();
  if (!isLoaded) return <NotLoaded />;
  if (moment === null) return <DraftFrame view={liveView} />;
  return (
    <Suspense fallback={<Notice title="Looking back" />}>
      <PastDraft name={moment} />
    </Suspense>
  );
}

const liveView = { kind: 'live' } as const;

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
  if (status.kind === 'connecting' && status.seenAt !== null)
    return (
      <Notice title="You are offline">
        <p>
          This tab holds no copy of the draft: it opens when the connection is back. A tab that had the draft open
          before goes on without it.
        </p>
      </Notice>
    );
  const why = status.kind === 'connecting' ? status.why : null;
  return <Notice title="Loading the draft">{why !== null && <p>{why}</p>}</Notice>;
}
