// A party's stance on a point in a dialog; whoever speaks for the party takes another there (take-stance.tsx). Who does
// so no more keeps the form with what is in it, which says why it cannot be sent.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { PartyId, PointId } from '../../shared/ids.ts';
import { useIsBegun } from '../forms/use-form.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { Dialog } from '../ui/dialogs/dialog.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';
import { nameOfPoint } from '../ui/point-name.ts';
import { StanceDetail } from './stance-detail.tsx';
import type { Chosen } from './take-stance.tsx';
import { stanceForm, TakeStance } from './take-stance.tsx';
import './stances.css';

/** `chosen`: by a key, and Enter takes it. Else the keyboard begins at the choice that stands, or at what was begun. */
type DialogProps = { point: PointId; party: PartyId; chosen?: Chosen; onClose: () => void };

export function StanceDialog({ point, party, chosen, onClose }: DialogProps): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const row = rows.get('parties', party);
  const isOwn = session.me.party === party;
  const mayTake = isOwn && mayAct({ kind: 'stance.take' }, session.me, rows).kind === 'yes';
  const isBegun = useIsBegun(stanceForm(point));
  const [isAsked, setIsAsked] = useState(mayTake || (isOwn && isBegun));
  if (mayTake && !isAsked) setIsAsked(true);
  const name = nameOfPoint(rows, point);
  const title = (
    <>
      {name.charAt(0).toUpperCase() + name.slice(1)}: where{' '}
      {row && <PartyBadge code={row.code} colour={row.colour} shape={row.shape} name={row.name} />} stands
    </>
  );
  return (
    <Dialog
      title={title}
      onClose={onClose}
      startsAt={chosen ? '.stance-replaces input, .button-main' : isBegun ? 'textarea' : 'input:checked'}
    >
      {close => (
        <>
          <StanceDetail point={point} party={party} />
          {isAsked ? (
            <TakeStance point={point} party={party} chosen={chosen} close={close} />
          ) : (
            <p className="dialog-verbs">
              <button type="button" className="button" onClick={close}>
                Close
              </button>
            </p>
          )}
        </>
      )}
    </Dialog>
  );
}
