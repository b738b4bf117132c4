// What must not be overlooked, above the text: another past, the connection that is gone and what waits for it, or the
// server's no for good.
import type { ReactNode } from 'react';
import { unreachable } from '../../../shared/assert.ts';
import type { PointId } from '../../../shared/ids.ts';
import type { SaveStatus } from '../../session/session.ts';
import { useKept, useSession, useStatus } from '../../session/use-session.tsx';
import { momentWords } from '../../ui/relative-time.tsx';
import { KeptForYou } from '../kept/kept-for-you.tsx';
import { ReturnedForms } from '../kept/returned-forms.tsx';
import { ClosedTab } from './closed-tab.tsx';
import { DisputeBanner } from './dispute-banner.tsx';
import { DraftRoom } from './draft-room.tsx';
import { WaitingActs } from './waiting-acts.tsx';
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
        onDismiss={({ id }) => session.dismissKept(id)}
        onRestore={session.restoreKept}
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
    case 'ended':
      return (
        <p className="banner banner-ended" role="alert">
          {status.reason}{' '}
          {status.waiting > 0 &&
            `${status.waiting === 1 ? '1 change is' : `${status.waiting} changes are`} not saved: what you wrote is kept for you. `}
          <button type="button" className="button" onClick={() => location.reload()}>
            Reload
          </button>
        </p>
      );
    default:
      return unreachable(status);
  }
}

/**
 * "Your words in 3 points and 2 other changes wait here and are sent when the connection is back. If you close this
 * page, they are sent when you next open it." An open tab does not take over what another one has left.
 */
function waitingWords({ points, acts, isLasting }: { points: number; acts: number; isLasting: boolean }): string {
  const other = points === 0 ? '' : 'other ';
  const parts = [
    ...(points === 0 ? [] : [points === 1 ? 'Your words in 1 point' : `Your words in ${points} points`]),
    ...(acts === 0 ? [] : [acts === 1 ? `1 ${other}change` : `${acts} ${other}changes`]),
  ];
  if (parts.length === 0) return 'You can go on: what you write waits here until the connection is back.';
  const waiting = parts.join(' and ');
  const isOne = points === 0 && acts === 1;
  const [wait, are, they, them] = isOne ? ['waits', 'is', 'it is', 'it'] : ['wait', 'are', 'they are', 'them'];
  const place = isLasting ? 'here' : 'in this page';
  const ifClosed = isLasting
    ? `If you close this page, ${they} sent when you next open it.`
    : `Keep it open: this browser cannot store ${them}.`;
  return `${waiting} ${wait} ${place} and ${are} sent when the connection is back. ${ifClosed}`;
}
