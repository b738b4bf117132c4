// What a member must not overlook: the server has shown another past, or another key, than it told. Stays, also after a
// reload, until they have noted it.
import type { ReactNode } from 'react';
import { useId } from 'react';
import { disputeText, disputeWords, shownIn, toldIn } from '../../evidence/disputes.ts';
import { useDisputes, useSession } from '../../session/use-session.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { momentWords } from '../../ui/relative-time.tsx';
import { ToldAndShown } from '../../ui/told-and-shown.tsx';
import './dispute-banner.css';

export function DisputeBanner(): ReactNode {
  const title = useId();
  const { evidence } = useSession();
  const waiting = useDisputes().filter(({ notedAt }) => notedAt === null);
  if (waiting.length === 0) return null;
  const isPast = waiting.some(({ kind }) => kind === 'past');
  return (
    <section className="dispute" aria-labelledby={title}>
      <div role="alert">
        <h2 id={title}>
          {isPast ? 'The server shows another past than it told you' : 'The server signs with another key than before'}
        </h2>
      </div>
      <ul>
        {waiting.map(dispute => (
          <li key={dispute.id}>
            <p>
              {disputeWords(dispute)} Found on {momentWords(dispute.at)}.
            </p>
            <ToldAndShown told={toldIn(dispute)} shown={shownIn(dispute)} />
          </li>
        ))}
      </ul>
      <p>
        {isPast
          ? 'Entries that you were told of were deleted or rewritten, whether by putting an older copy back or on purpose. What you had not sent was put back where that was possible. '
          : 'It may be another server, or its key was lost or exchanged. Ask whoever runs it, by another way than this page. '}
        What you were told is your evidence: show it to others, who can hold it against their own.{' '}
        {evidence.areStored()
          ? 'It stays in this browser, and in History under “Proof”.'
          : 'This browser could not store it: copy it before you close this page.'}
      </p>
      <p className="dispute-verbs">
        <CopyButton label="Copy the receipts" text={waiting.map(disputeText).join('\n\n')} />
        <button
          type="button"
          className="button"
          onClick={() => {
            for (const { id } of waiting) evidence.note(id);
          }}
        >
          I have noted this
        </button>
      </p>
    </section>
  );
}
