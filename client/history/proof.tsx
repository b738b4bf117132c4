// What a delegation that does not trust the operator takes with it: the record with its chain, the public key, what
// this page was told of its newest entries, and where the server has shown other than it told.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { DocPart } from '../../shared/ids.ts';
import { docName } from '../../shared/ids.ts';
import { api } from '../api/api-client.ts';
import type { Evidence } from '../session/session.ts';
import { useDisputes, useNotFollowedFrom, useReceipts, useSession } from '../session/use-session.tsx';
import { momentWords } from '../ui/relative-time.tsx';
import { DisputeList } from './dispute-list.tsx';
import { verifyOptions } from './verify-command.ts';

type Receipts = ReturnType<Evidence['receipts']>;
/** The record was downloaded when this was told: what is told later may not be in it. */
type Download = { readonly told: Receipts; readonly at: number };

export function Proof(): ReactNode {
  const session = useSession();
  const { draft, id } = session.seat;
  const now = useReceipts();
  const disputes = useDisputes();
  const [download, setDownload] = useState<Download | null>(null);
  const key = useQuery({ queryKey: ['key'], queryFn: api.key, staleTime: Number.POSITIVE_INFINITY });
  const told = download?.told ?? now;
  const options = verifyOptions(draft, told, disputes, key.data?.key ?? null);
  return (
    <details className="proof">
      <summary>Proof that nothing was rewritten</summary>
      <p>
        Every entry of this draft is chained to the one before, and the server signs where each chain ends. Keep the
        record and the receipts: against them, any later rewriting shows.
      </p>
      <p>
        <a
          className="button"
          href={api.recordPath(draft, id)}
          target="_blank"
          onClick={() => setDownload({ told: now, at: session.serverNow() })}
          rel="noopener"
        >
          Download the record, as far as you may read it
        </a>
      </p>
      <h3>Receipts: what this page was told</h3>
      <ul>
        {(['text', 'shared'] as const).map(part => (
          <Receipt key={part} part={part} told={told} />
        ))}
      </ul>
      {download !== null && (
        <p className="quiet">As told at the download on {momentWords(download.at)}: that record has to hold them.</p>
      )}
      <p>
        The server’s public key:{' '}
        <code>{key.isError ? 'it cannot be asked for now' : (key.data?.key ?? 'being asked for')}</code>
      </p>
      <p>
        To check the record on your own machine without this server, with Node 24 and the{' '}
        <a href="/api/verifier" download>
          verifier, one file to read
        </a>
        :
        <code className="proof-command">
          node verify-record.ts {draft}-record.jsonl {options}
        </code>
      </p>
      <p>
        Whoever does not trust this server takes the verifier from the program’s source instead:
        <code className="proof-command">
          npm run verify -- {draft}-record.jsonl {options}
        </code>
      </p>
      <DisputeList disputes={disputes} />
    </details>
  );
}

function Receipt({ part, told }: { part: DocPart; told: Receipts }): ReactNode {
  const { draft } = useSession().seat;
  const from = useNotFollowedFrom(part);
  const head = told[part];
  if (!head) return <li>{docName(draft, part)}: nothing was told yet.</li>;
  return (
    <li>
      {docName(draft, part)}, entry {head.seq}: <code>{head.hash}</code>
      {from !== null && (
        <span className="quiet"> Not yet seen to follow from entry {from}: the page asks now and then.</span>
      )}
    </li>
  );
}
