// What a reader can show of what they said: the hash of its newest entry in a record that they do not read themselves.
import type { ReactNode } from 'react';
import type { ReaderSession } from '../session/reader-session.ts';
import { useStatus } from '../session/use-session.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { momentWords } from '../ui/relative-time.tsx';

export function ReaderProof({ session }: { session: ReaderSession }): ReactNode {
  useStatus(); // an answer changes it: saving, then saved
  const receipt = session.receipts.newest();
  if (receipt === null) return null;
  const { hash, at } = receipt;
  return (
    <details className="sent-proof">
      <summary>Proof that what you said was recorded</summary>
      <p>
        The newest of it, said on {momentWords(at)}, is the entry of the draft’s shared record with the hash{' '}
        <code>{hash}</code>
      </p>
      <p className="quiet">
        Everything you said before stands in the same chain. Keep this line: whoever may read the record can look for it
        in an export and check that the chain still holds this entry.{' '}
        {session.receipts.isStored
          ? 'This browser keeps the newest one for this link.'
          : 'This browser could not store it: it lasts as long as this page is open.'}
      </p>
      <p>
        <CopyButton label="Copy the receipt" text={`shared record, ${hash}`} />
      </p>
    </details>
  );
}
