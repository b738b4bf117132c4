// Below a version's name: that it was circulated, for everyone in the draft; to whom, who opened it and who answered,
// and the way to send it, for the chair.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { ReaderState } from '../../shared/api/circulations.ts';
import type { VersionId } from '../../shared/ids.ts';
import { circulatedPollMs } from '../../shared/limits.ts';
import type { CirculationRow } from '../../shared/rows/schema.ts';
import { api } from '../api/api-client.ts';
import { useGoOn } from '../forms/use-form.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { momentWords, RelativeTime } from '../ui/relative-time.tsx';
import { CirculateDialog } from './circulate-dialog.tsx';
import { ReaderVerbs } from './reader-verbs.tsx';
import './circulation.css';

export function SentVersions({ version }: { version: VersionId }): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const [isSending, setIsSending] = useState(false);
  useGoOn(form => {
    if (form === `circulation.send/${version}`) setIsSending(true);
  });
  const isChair = mayAct({ kind: 'circulation.send' }, session.me, rows).kind === 'yes';
  const sent = rows.all('circulations').filter(row => row.version === version);
  const asked = useQuery({
    queryKey: ['circulations', session.seat.id],
    queryFn: () => api.circulations(session.seat.draft, session.seat.id),
    refetchInterval: circulatedPollMs,
    enabled: isChair && sent.length > 0,
  });
  return (
    <>
      {isChair && (
        <button type="button" className="button" onClick={() => setIsSending(true)}>
          Circulate
          <span className="visually-hidden"> the version {rows.get('versions', version)?.name}</span>
        </button>
      )}
      {sent.length > 0 && (
        <ul className="sent-versions">
          {sent
            .toSorted((a, b) => b.at - a.at)
            .map(row => (
              <li key={row.id}>
                <Circulation
                  row={row}
                  readers={asked.data?.find(({ circulation }) => circulation === row.id)?.readers ?? null}
                  isChair={isChair}
                />
              </li>
            ))}
        </ul>
      )}
      {asked.isError && (
        <p role="alert" className="form-problem">
          Who has read it cannot be shown: {asked.error.message}
        </p>
      )}
      {isSending && <CirculateDialog version={version} onClose={() => setIsSending(false)} />}
    </>
  );
}

type Props = { row: CirculationRow; readers: readonly ReaderState[] | null; isChair: boolean };

function Circulation({ row, readers, isChair }: Props): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const codes = row.parties.flatMap(id => rows.get('parties', id)?.code ?? []).join(', ');
  const isOver = row.until <= session.serverNow() || row.readers.every(({ state }) => state.kind === 'ended');
  const count = row.readers.length;
  const told = `Sent ${momentWords(row.at)} to ${count === 1 ? '1 reader' : `${count} readers`}${codes === '' ? '' : `, with the red lines of ${codes}`}, ${isOver ? 'ended' : `until ${momentWords(row.until)}`}`;
  if (!isChair) return <p className="quiet">{told}.</p>;
  if (!readers) return <p className="quiet">{told}. Asking who has read it.</p>;
  return (
    <details>
      <summary>
        {told}: opened by {readers.filter(({ openedAt }) => openedAt !== null).length}, answered by{' '}
        {readers.filter(({ answeredAt }) => answeredAt !== null).length}
      </summary>
      <ul className="sent-readers">
        {readers.map(reader => (
          <li key={reader.reader}>
            <strong>{reader.name}</strong>
            <span className="quiet">
              <Seen reader={reader} now={() => session.serverNow()} />
            </span>
            <ReaderVerbs
              circulation={row.id}
              reader={reader}
              state={row.readers.find(({ id }) => id === reader.reader)?.state}
              isOver={row.until <= session.serverNow()}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Seen({ reader, now }: { reader: ReaderState; now: () => number }): ReactNode {
  const { openedAt, seenAt, comments, flags, answeredAt } = reader;
  if (openedAt === null) return 'Not opened yet';
  return (
    <>
      Opened <RelativeTime at={openedAt} now={now} />
      {seenAt !== null && seenAt > openedAt && (
        <>
          , last read <RelativeTime at={seenAt} now={now} />
        </>
      )}
      {answeredAt === null ? (
        ', has not answered'
      ) : (
        <>
          , answered <RelativeTime at={answeredAt} now={now} /> ({counted(comments, 'comment')},{' '}
          {counted(flags, 'flag')})
        </>
      )}
    </>
  );
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
