// What must not be overlooked, above the text: another past, the connection that is gone and what waits for it, or the
// server's no for good.
import type { ReactNode } from 'react';
import { unreachable } from '../../../shared/assert.ts';
import type { PointId } from '../../../shared/ids.ts';
import type { Keeping } from '../../local/keeping.ts';
import type { SaveStatus } from '../../session/session.ts';
import { useKeeping, useKept, useSession, useStatus } from '../../session/use-session.tsx';
import { momentWords } from '../../ui/relative-time.tsx';
import { KeptForYou } from '../kept/kept-for-you.tsx';
import { ReturnedForms } from '../kept/returned-forms.tsx';
import { ClosedTab } from './closed-tab.tsx';
import { DisputeBanner } from './dispute-banner.tsx';
import { DraftRoom } from './draft-room.tsx';
import { WaitingActs } from './waiting-acts.tsx';
import { waitingWords } from './waiting-words.ts';
import './banners.css';

export function Banners({ onPoint }: { onPoint: (point: PointId) => void }): ReactNode {
  const session = useSession();
  const kept = useKept();
  return (
    <>
      <DisputeBanner />
      <ConnectionBanner status={useStatus()} />
      <ClosedTab />
      <DraftRoom />
      <ReturnedForms />
      <KeptForYou
        kept={kept}
        areStored={useKeeping() === 'stored'}
        onDismiss={({ id }) => session.live?.dismissKept(id)}
        onRestore={words => session.live?.restoreKept(words)}
        onPoint={onPoint}
        canComment
      />
    </>
  );
}

function ConnectionBanner({ status }: { status: SaveStatus }): ReactNode {
  switch (status.kind) {
    case 'connecting':
    case 'saved':
    case 'saving':
    case 'past':
      return null;
    case 'reconnecting':
      return (
        <section className="banner" aria-label="Connection">
          <p>
            {status.seenAt === null
              ? 'The connection is lost. '
              : `You are offline. You see the draft as it was on ${momentWords(status.seenAt)}. `}
            {status.why !== null && `${status.why} `}
            {waitingWords(status)} History needs the connection.
          </p>
          <WaitingActs />
        </section>
      );
    case 'read-only':
      return (
        <section className="banner" aria-label="Storing">
          <p>Read-only for the moment: the server cannot store. {waitingWords(status, 'the server can store again')}</p>
          <WaitingActs />
        </section>
      );
    case 'ended':
      return (
        <p className="banner banner-ended" role="alert">
          {status.reason} {status.waiting > 0 && `${notSaved(status.waiting)} ${keptWords(status.keeping)} `}
          <button type="button" className="button" onClick={() => location.reload()}>
            Reload
          </button>
        </p>
      );
    default:
      return unreachable(status);
  }
}

const notSaved = (changes: number): string =>
  changes === 1 ? '1 change is not saved:' : `${changes} changes are not saved:`;

const keptWords = (keeping: Keeping): string =>
  keeping === 'stored'
    ? 'what you wrote is kept for you.'
    : 'this browser could not store what you wrote. Copy it before you close or reload this page.';
