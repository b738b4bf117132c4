// A version as it was sent to one reader: its words, to be read, commented on and flagged, never edited. The link's
// secret stands behind # in the address, and goes nowhere but to the server that made it.
import type { ReactNode } from 'react';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { unreachable } from '../../shared/assert.ts';
import { ApiProblem, api } from '../api/api-client.ts';
import { formsOf } from '../forms/use-form.ts';
import { browserStores } from '../local/browser-stores.ts';
import { noteReader, readerOf } from '../local/reader-links.ts';
import { ReaderSession } from '../session/reader-session.ts';
import { SessionProvider, useRow, useStatus } from '../session/use-session.tsx';
import { unpostedOf } from '../threads/unposted-of.ts';
import { useWritingOn } from '../ui/keys/writing-on.ts';
import { Notice } from '../ui/notice.tsx';
import { useIsPrinting } from '../ui/printing/printing.ts';
import { momentWords, paperWords } from '../ui/relative-time.tsx';
import { DraftFrame } from './draft-frame.tsx';
import { PageTools } from './draft-header.tsx';
import type { HeadWays } from './kept/not-done-here.tsx';
import type { NotSent } from './kept/not-sent.ts';
import { notSentBy } from './kept/not-sent.ts';
import { NotSentHere } from './kept/not-sent-here.tsx';
import { ReturnedForms } from './kept/returned-forms.tsx';
import { ReaderProof } from './reader-proof.tsx';
import { SaveState } from './save-state.tsx';
import { useUnsavedWarning } from './unsaved-warning.ts';
import './circulated-page.css';

export function CirculatedPage(): ReactNode {
  const secret = useSyncExternalStore(onHash, () => location.hash.slice(1));
  if (secret === '')
    return (
      <Notice title="This address is not complete">
        <p>The part after # is missing. Open the link as it was sent to you, whole.</p>
      </Notice>
    );
  return <OpenedLink key={secret} secret={secret} />;
}

function onHash(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly session: ReaderSession }
  | { readonly kind: 'refused'; readonly reason: string; readonly notSent: NotSent | null }
  | { readonly kind: 'unreachable' };

function OpenedLink({ secret }: { secret: string }): ReactNode {
  const [round, setRound] = useState(0);
  const opening = useOpenLink(secret, round);
  switch (opening.kind) {
    case 'opening':
      return <Notice title="Opening what was sent to you" />;
    case 'refused':
      return <Ended reason={opening.reason} notSent={opening.notSent} isNews={false} />;
    case 'unreachable':
      return (
        <Notice title="The server does not answer, or is busy">
          <p>
            A version that was sent to you opens when there is a connection. This browser keeps nothing of it but
            comments that you have begun, with the words they are about.
          </p>
          <button type="button" className="button" onClick={() => setRound(round + 1)}>
            Try again
          </button>
        </Notice>
      );
    case 'open':
      return (
        <SessionProvider value={opening.session}>
          <Reading session={opening.session} />
        </SessionProvider>
      );
    default:
      return unreachable(opening);
  }
}

function useOpenLink(secret: string, round: number): Opening {
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` counts the tries
  useEffect(() => {
    let isGone = false;
    let session: ReaderSession | null = null;
    const server = {
      look: (known: string | null) => api.circulated(secret, known),
      act: (act: Parameters<typeof api.actCirculated>[1]) => api.actCirculated(secret, act),
    };
    const open = async (): Promise<void> => {
      const first = await server.look(null);
      if (isGone || !first) return;
      session = new ReaderSession(first, server, browserStores);
      noteReader(browserStores, secret, session.seat);
      setOpening({ kind: 'open', session });
    };
    open().catch((error: unknown) => {
      if (isGone) return;
      // Too many at once is no refusal: whoever tries again may read.
      const isRefused = error instanceof ApiProblem && error.status < 500 && error.status !== 429;
      if (!isRefused) return setOpening({ kind: 'unreachable' });
      const reader = readerOf(browserStores, secret);
      setOpening({ kind: 'refused', reason: error.message, notSent: reader && notSentBy(reader, null) });
    });
    return () => {
      isGone = true;
      session?.close();
      setOpening({ kind: 'opening' });
    };
  }, [secret, round]);
  return opening;
}

function Reading({ session }: { session: ReaderSession }): ReactNode {
  useUnsavedWarning();
  const status = useStatus();
  const title = useRow(({ rows }) => rows.get('draft', 'draft')?.title);
  useEffect(() => {
    document.title = `${session.sending.version} · ${title ?? 'Nonpaper'}`;
  }, [session, title]);
  const view = useMemo(
    () => ({
      kind: 'circulated' as const,
      head: (onShortcuts: () => void, ways: HeadWays) => (
        <ReaderHead session={session} onShortcuts={onShortcuts} ways={ways} />
      ),
    }),
    [session],
  );
  const isWritingOn = useWritingOn(status.kind === 'ended');
  if (status.kind === 'ended' && !isWritingOn) {
    const notSent = { texts: unpostedOf(session, localStorage), forms: formsOf(session), kept: null };
    return <Ended reason={status.reason} notSent={notSent} isNews />;
  }
  return <DraftFrame view={view} />;
}

type ReaderHeadProps = { session: ReaderSession; onShortcuts: () => void; ways: HeadWays };

function ReaderHead({ session, onShortcuts, ways }: ReaderHeadProps): ReactNode {
  const title = useRow(({ rows }) => rows.get('draft', 'draft')?.title);
  const mayFlag = useRow(({ rows }) => rows.all('redLines').length > 0);
  const { version, by, at, until, note } = session.sending;
  const isPrinting = useIsPrinting();
  const whenWords = isPrinting ? paperWords : momentWords;
  return (
    <>
      <header className="page-head">
        <span className="page-brand">Nonpaper</span>
        <span className="page-title">{title}</span>
        <span className="page-people" />
        <SaveState ways={ways} />
        <span className="page-me">You read as {session.me.name}</span>
        <PageTools onShortcuts={onShortcuts} hasLegend />
      </header>
      <section className="sent-to-you" aria-label="What was sent to you">
        <p>
          <strong>{version}</strong>, sent by {by} on {whenWords(at)} for you to read until {whenWords(until)}.
          {!isPrinting && ' The text cannot be changed here.'}
        </p>
        {note !== '' && (
          <blockquote className="sent-note" dir="auto">
            {note}
          </blockquote>
        )}
        <p className="quiet">
          Select words to comment on them{mayFlag && ', or to flag them against a red line'}. The delegations that
          negotiate this draft, and whoever else this was sent to together with you, will read what you say under your
          name. You do not see what they answer.
        </p>
        <ReaderProof session={session} />
        <Connection />
        <ReturnedForms />
      </section>
    </>
  );
}

function Connection(): ReactNode {
  const status = useStatus();
  if (status.kind === 'read-only')
    return (
      <p role="status" className="sent-warning">
        Read-only for the moment: the server cannot store. What you said waits here and is sent when it can: keep this
        page open.
      </p>
    );
  if (status.kind !== 'reconnecting') return null;
  return (
    <p role="status" className="sent-warning">
      You are offline.{' '}
      {status.acts > 0
        ? 'What you said waits here and is sent when you are back: keep this page open.'
        : 'You can go on reading.'}
    </p>
  );
}

/**
 * What was read is gone with the link; what the reader wrote and had not sent is theirs. `isNews`: it was open before.
 */
function Ended({ reason, notSent, isNews }: { reason: string; notSent: NotSent | null; isNews: boolean }): ReactNode {
  return (
    <Notice title="This cannot be read any more" isNews={isNews}>
      <p>{reason}</p>
      {notSent && <NotSentHere notSent={notSent} />}
    </Notice>
  );
}
