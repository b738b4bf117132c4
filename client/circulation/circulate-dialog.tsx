// Sending a version round: to whom, with what words and whose red lines, until when; then the links, once. A refusal keeps what was typed.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { ActId, PartyId, VersionId } from '../../shared/ids.ts';
import { circulationMsMax, nameCharsMax, readersPerCirculationMax, reasonCharsMax } from '../../shared/limits.ts';
import { isLineLive, presentParties } from '../../shared/rows/positions.ts';
import { newActId } from '../session/act-id.ts';
import { api } from '../session/api-client.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { LimitedField } from '../ui/limited-field.tsx';
import { PartyBadge } from '../ui/party-badge.tsx';
import { ReaderLinks } from './reader-links.tsx';

const dayMs = 86_400_000;
const usualMs = 14 * dayMs;

export function CirculateDialog({ version, onClose }: { version: VersionId; onClose: () => void }): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const queries = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const [readers, setReaders] = useState('');
  const [note, setNote] = useState('');
  const [lastDay, setLastDay] = useState(() => dayOf(session.serverNow() + usualMs));
  const withLines = presentParties(rows).filter(({ id }) =>
    rows.all('redLines').some(line => line.party === id && isLineLive(line)),
  );
  // None unless the chair says so: what a delegation will not cross is not told to outsiders by oversight.
  const [sentAlong, setSentAlong] = useState<ReadonlySet<PartyId>>(new Set());
  const names = [
    ...new Set(
      readers
        .split('\n')
        .map(name => name.trim())
        .filter(name => name !== ''),
    ),
  ];
  const problem = problemWith(names);
  const title = useId();
  const idOf = useIdOfTry();
  const send = useMutation({
    mutationFn: () => {
      const asked = {
        version,
        note: note.trim(),
        until: new Date(`${lastDay}T23:59:59`).getTime(),
        parties: withLines.map(party => party.id).filter(party => sentAlong.has(party)),
        names,
      };
      return api.circulate(session.seat.draft, session.seat.id, { id: idOf(asked), ...asked });
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['circulations'] }),
  });
  return (
    <dialog ref={dialog} className="circulate" aria-labelledby={title} onClose={onClose}>
      <h2 id={title} className="dialog-title">
        Send “{rows.get('versions', version)?.name}” round
      </h2>
      {send.data ? (
        <>
          <ReaderLinks links={send.data.links} />
          <p className="dialog-verbs">
            <button type="button" className="button button-main" onClick={() => dialog.current?.close()}>
              Done
            </button>
          </p>
        </>
      ) : (
        <form
          onSubmit={event => {
            event.preventDefault();
            if (problem === null && names.length > 0 && !send.isPending) send.mutate();
          }}
        >
          <label className="dialog-line">
            Readers, one to a line, named as the draft’s members will see them
            <textarea
              className="field"
              rows={3}
              placeholder={'A. Nowak, Poland\nJ. Weber, Germany'}
              value={readers}
              onChange={event => setReaders(event.target.value)}
            />
          </label>
          {problem !== null && <p className="form-problem">{problem}</p>}
          <p className="quiet small">
            Together they read the text as it stood, and what they say of it; nothing else of this draft, and nothing
            that others were sent. Those who should not read one another get it separately.
          </p>
          <LimitedField
            label="What you write with it, for these readers"
            rows={2}
            most={reasonCharsMax}
            value={note}
            onChange={setNote}
          />
          <label className="dialog-line">
            Can be read until the end of
            <input
              type="date"
              className="field circulate-day"
              required
              min={dayOf(session.serverNow())}
              max={dayOf(session.serverNow() + circulationMsMax - dayMs)}
              value={lastDay}
              onChange={event => setLastDay(event.target.value)}
            />
          </label>
          {withLines.length > 0 && (
            <fieldset className="circulate-lines">
              <legend>Red lines that go along: the readers see them, and can flag the text against them</legend>
              {withLines.map(({ id: party, code, colour, shape, name }) => (
                <label key={party}>
                  <input
                    type="checkbox"
                    checked={sentAlong.has(party)}
                    onChange={() => setSentAlong(toggled(sentAlong, party))}
                  />{' '}
                  <PartyBadge code={code} colour={colour} shape={shape} name={name} />
                </label>
              ))}
            </fieldset>
          )}
          <p className="quiet small">
            The record says that you sent it, to how many, and with whose red lines. The readers’ names are yours to
            know until they say something.
          </p>
          {send.isError && (
            <p role="alert" className="form-problem">
              {send.error.message}
            </p>
          )}
          <p className="dialog-verbs">
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              Cancel
            </button>
            <button
              type="submit"
              className="button button-main"
              disabled={names.length === 0 || problem !== null || send.isPending}
            >
              Make {names.length === 1 ? 'a link' : `${names.length} links`}
            </button>
          </p>
        </form>
      )}
    </dialog>
  );
}

/** One id for all tries of the same: what was sent, but whose answer was lost, is not sent twice. What was changed since is another sending. */
function useIdOfTry(): (asked: unknown) => ActId {
  const tried = useRef<{ readonly asked: string; readonly id: ActId } | null>(null);
  return asked => {
    const now = JSON.stringify(asked);
    if (tried.current?.asked !== now) tried.current = { asked: now, id: newActId() };
    return tried.current.id;
  };
}

function problemWith(names: readonly string[]): string | null {
  const long = names.find(name => name.length > nameCharsMax);
  if (long !== undefined) return `A name has at most ${nameCharsMax} characters: “${long.slice(0, 30)}…”`;
  if (names.length > readersPerCirculationMax)
    return `A version is sent to at most ${readersPerCirculationMax} readers at once.`;
  return null;
}

function toggled(parties: ReadonlySet<PartyId>, party: PartyId): ReadonlySet<PartyId> {
  const next = new Set(parties);
  if (!next.delete(party)) next.add(party);
  return next;
}

/** YYYY-MM-DD where this browser is. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
