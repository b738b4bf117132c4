// What a reader can show of what they said: where the newest of it stands in a record that they do not read themselves.
import type { ReactNode } from 'react';
import type { ReaderSession } from '../session/reader-session.ts';
import { useStatus } from '../session/use-session.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { momentWords } from '../ui/relative-time.tsx';

export function ReaderProof({ session }: { session: ReaderSession }): ReactNode {
  useStatus(); // an answer changes it: saving, then saved
  const receipt = session.receipts.newest();
  if (receipt === null) return null;
  const { seq, hash, at } = receipt;
  return (
    <details className="sent-proof">
      <summary>Proof that what you said was recorded</summary>
      <p>
        The newest of it, said on {momentWords(at)}, is entry {seq} of the draft’s shared record: <code>{hash}</code>
      </p>
      <p className="quiet">
        Everything you said before stands in the same chain. Keep this line: whoever may read the record can check that
        it still holds this entry. This browser keeps the newest one for this link.
      </p>
      <p>
        <CopyButton label="Copy the receipt" text={`shared record, entry ${seq}, ${hash}`} />
      </p>
    </details>
  );
}
