// Every other past, and every other key, that the server has shown this member at this draft: noted or not, to be
// copied for others.
import type { ReactNode } from 'react';
import { useId } from 'react';
import type { Dispute } from '../evidence/disputes.ts';
import { disputeText, disputeWords, shownIn, toldIn } from '../evidence/disputes.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { momentWords } from '../ui/relative-time.tsx';
import { ToldAndShown } from '../ui/told-and-shown.tsx';

export function DisputeList({ disputes }: { disputes: readonly Dispute[] }): ReactNode {
  const title = useId();
  return (
    <section aria-labelledby={title}>
      <h3 id={title}>Inconsistencies</h3>
      {disputes.length === 0 ? (
        <p className="quiet">Nowhere, as far as this browser has looked.</p>
      ) : (
        <>
          <ul>
            {disputes.map(dispute => (
              <Disputed key={dispute.id} dispute={dispute} />
            ))}
          </ul>
          <p>
            <CopyButton label="Copy these receipts" text={disputes.map(disputeText).join('\n\n')} />
          </p>
        </>
      )}
    </section>
  );
}

function Disputed({ dispute }: { dispute: Dispute }): ReactNode {
  const { at, notedAt } = dispute;
  return (
    <li>
      <p>
        {disputeWords(dispute)} Found on {momentWords(at)},{' '}
        {notedAt === null ? 'not yet noted.' : `noted by you on ${momentWords(notedAt)}.`}
      </p>
      <ToldAndShown told={toldIn(dispute)} shown={shownIn(dispute)} />
    </li>
  );
}
