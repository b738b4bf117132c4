// What each party says to a point, as a row of small labelled marks under its words. One's own opens the dialog to take
// another; everyone's says why. On paper each has its words and its reason.
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PartyId, PointId } from '../../shared/ids.ts';
import { presentParties } from '../../shared/rows/positions.ts';
import { stanceId } from '../../shared/rows/stances.ts';
import { useGoOn } from '../forms/use-form.ts';
import { useRow, useSession, useWording } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';
import { StanceMark, stanceWords } from '../ui/marks/stance-mark.tsx';
import { WaitingMark } from '../ui/marks/waiting-mark.tsx';
import { useIsPrinting } from '../ui/printing/printing.ts';
import { LateStanceDialog } from './late-stance-dialog.ts';
import './stances.css';

export function PointStances({ point, number }: { point: PointId; number: number }): ReactNode {
  const session = useSession();
  const wording = useWording(point);
  const [shown, setShown] = useState<PartyId | null>(null);
  const isPrinting = useIsPrinting();
  const isWaiting = (): boolean =>
    (session.live?.unanswered() ?? []).some(act => act.kind === 'stance.take' && act.point === point);
  // One plain value, so that 300 points are not drawn again at every act.
  useRow(({ rows }) =>
    presentParties(rows)
      .map(({ id, code }) => `${code} ${rows.get('stances', stanceId(point, id))?.at}`)
      .concat(isWaiting() ? 'waiting' : '')
      .join(),
  );
  const { rows } = session.snapshot();
  useGoOn(form => {
    if (form === `stance.take/${point}`) setShown(session.me.party);
  });
  return (
    <>
      <ul className="point-stances" aria-label={`Stances on point ${number}`}>
        {presentParties(rows).map(party => {
          const row = rows.get('stances', stanceId(point, party.id));
          const stance = row?.stance ?? 'none';
          const isStale = row !== undefined && row.basis !== wording;
          const words = `${party.code}: ${stanceWords(stance, isStale)}`;
          return (
            <li key={party.id} data-stance={stance}>
              <button
                type="button"
                className="point-stance"
                data-own={party.id === session.me.party || undefined}
                title={words}
                aria-label={words}
                aria-haspopup="dialog"
                onPointerEnter={LateStanceDialog.fetchSoon}
                onClick={() => setShown(party.id)}
              >
                <PartyBadge code={party.code} colour={party.colour} shape={party.shape} />
                <StanceMark stance={stance} isStale={isStale} />
                {isPrinting && stanceWords(stance, isStale)}
              </button>
              {isPrinting && row?.reason && <span className="point-stance-reason">{row.reason}</span>}
            </li>
          );
        })}
        {isWaiting() && (
          <li>
            <WaitingMark />
          </li>
        )}
      </ul>
      {shown !== null && <LateStanceDialog point={point} party={shown} onClose={() => setShown(null)} />}
    </>
  );
}
