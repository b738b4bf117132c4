// What a delegation that does not trust the operator takes with it: the record with its chain, the public key, and what this page was told of its newest entries.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../session/api-client.ts';
import { useSession } from '../session/use-session.tsx';

export function Proof(): ReactNode {
  const session = useSession();
  const { draft, id } = session.seat;
  const key = useQuery({ queryKey: ['key'], queryFn: api.key, staleTime: Number.POSITIVE_INFINITY });
  const receipts = session.receipts();
  const told = (['text', 'shared'] as const).flatMap(part => {
    const head = receipts[part];
    return head ? [{ doc: `${draft}/${part}`, ...head }] : [];
  });
  const command = told.map(({ doc, seq, hash }) => ` --receipt ${doc} ${seq} ${hash}`).join('');
  return (
    <details className="proof">
      <summary>Proof that nothing was rewritten</summary>
      <p>
        Every entry of this draft is chained to the one before, and the server signs where each chain ends. Keep the
        record and the receipts: against them, any later rewriting shows.
      </p>
      <p>
        <a className="button" href={api.recordPath(draft, id)} download>
          Download the record, as far as you may read it
        </a>
      </p>
      <h3>Receipts: what this page was told</h3>
      <ul>
        {told.map(({ doc, seq, hash }) => (
          <li key={doc}>
            {doc}, entry {seq}: <code>{hash}</code>
          </li>
        ))}
      </ul>
      <p>
        The server’s public key: <code>{key.data?.key ?? 'being asked for'}</code>
      </p>
      <p>
        To check the record on your own machine, with the program’s source and without this server:
        <code className="proof-command">
          npm run verify -- {draft}-record.jsonl{command}
        </code>
      </p>
    </details>
  );
}
