// A party's stance on a point in a dialog; whoever speaks for the party takes another there. It is given to the words as shown: if they change
// meanwhile, the server refuses, the dialog says so, and what was typed stays.
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { PartyId, PointId } from '../../shared/ids.ts';
import { reasonCharsMax } from '../../shared/limits.ts';
import { StanceKind } from '../../shared/rows/schema.ts';
import { stanceId, stanceNames } from '../../shared/rows/stances.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { LimitedField } from '../ui/limited-field.tsx';
import { PartyBadge } from '../ui/party-badge.tsx';
import { StanceMark } from '../ui/stance-mark.tsx';
import { StanceDetail } from './stance-detail.tsx';
import './stances.css';

type DialogProps = { point: PointId; number: number; party: PartyId; onClose: () => void };

export function StanceDialog({ point, number, party, onClose }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const session = useSession();
  const { rows } = useDraft();
  useEffect(() => dialog.current?.showModal(), []);
  const row = rows.get('parties', party);
  const isMine = session.me.party === party && mayAct({ kind: 'stance.take' }, session.me, rows).kind === 'yes';
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="stance-dialog">
      <h2 id="stance-dialog" className="dialog-title">
        Point {number}: where{' '}
        {row && <PartyBadge code={row.code} colour={row.colour} shape={row.shape} name={row.name} />} stands
      </h2>
      <StanceDetail point={point} party={party} />
      {isMine ? (
        <TakeStance point={point} party={party} close={() => dialog.current?.close()} />
      ) : (
        <p className="dialog-verbs">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </p>
      )}
    </dialog>
  );
}

function TakeStance({ point, party, close }: { point: PointId; party: PartyId; close: () => void }): ReactNode {
  const session = useSession();
  const before = session.snapshot().rows.get('stances', stanceId(point, party));
  const [stance, setStance] = useState<StanceKind>(before?.stance ?? 'accept');
  const [reason, setReason] = useState(before?.reason ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const code = session.snapshot().rows.get('parties', party)?.code ?? '';
  const take = async (): Promise<void> => {
    const basis = session.wordingOf(point);
    const text = reason.trim();
    const answer = await session.act({ kind: 'stance.take', point, stance, reason: text === '' ? null : text, basis })
      .outcome;
    if (answer.kind === 'refused') setProblem(answer.reason);
    else close();
  };
  return (
    <form
      className="stance-form"
      onSubmit={event => {
        event.preventDefault();
        void take();
      }}
    >
      <fieldset>
        <legend>The stance of {code} on the text as it stands</legend>
        {StanceKind.options.map(each => (
          <label key={each} className="stance-option">
            <input type="radio" name="stance" checked={stance === each} onChange={() => setStance(each)} />
            <StanceMark stance={each} /> {stanceNames[each]}
          </label>
        ))}
      </fieldset>
      <LimitedField
        label="Why (asked for, not required)"
        rows={3}
        most={reasonCharsMax}
        value={reason}
        onChange={setReason}
      />
      {problem !== null && (
        <p role="alert" className="form-problem">
          {problem}
        </p>
      )}
      <p className="dialog-verbs">
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button type="submit" className="button button-main">
          Take this stance for everyone to see
        </button>
      </p>
    </form>
  );
}
