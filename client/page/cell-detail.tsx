// What stands behind one cell of the positions: the stance and why, the red lines in play with their flags, the open
// threads of the point.
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PartyId, PointId, ThreadId } from '../../shared/ids.ts';
import { isLineLive } from '../../shared/rows/positions.ts';
import { threadsOf } from '../../shared/rows/threads.ts';
import { PointFlags } from '../flags/point-flags.tsx';
import { useDraft, useSession } from '../session/use-session.tsx';
import { StanceDetail } from '../stances/stance-detail.tsx';
import { StanceDialog } from '../stances/stance-dialog.tsx';

type CellDetailProps = {
  readonly point: PointId;
  readonly party: PartyId;
  readonly onThread: (thread: ThreadId) => void;
  readonly onPoint: (point: PointId) => void;
};

export function CellDetail({ point, party, onThread }: CellDetailProps): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const [isTaking, setIsTaking] = useState(false);
  const lines = rows
    .all('redLines')
    .filter(line => line.party === party && isLineLive(line) && line.points.includes(point));
  const threads = threadsOf(rows).filter(({ row }) => row.point === point && row.state.kind !== 'resolved');
  return (
    <>
      <section>
        <StanceDetail point={point} party={party} />
        {session.me.party === party && (
          <button type="button" className="button" onClick={() => setIsTaking(true)}>
            Take a stance
          </button>
        )}
        {isTaking && <StanceDialog point={point} party={party} onClose={() => setIsTaking(false)} />}
      </section>
      <section>
        <h3>Red lines that concern this point</h3>
        {lines.length === 0 && <p className="quiet">None registered.</p>}
        {lines.map(({ id, statement }) => (
          <p key={id}>{statement}</p>
        ))}
      </section>
      <section>
        <h3>Flags</h3>
        <PointFlags point={point} owner={party} onThread={onThread} />
      </section>
      <section>
        <h3>Open threads on this point</h3>
        {threads.length === 0 && <p className="quiet">None.</p>}
        {threads.map(({ row, comments }) => {
          const [first] = comments;
          return (
            <button key={row.id} type="button" className="link-button" onClick={() => onThread(row.id)}>
              {first?.body.kind === 'said' ? first.body.text : 'A thread whose first comment was removed'}
            </button>
          );
        })}
      </section>
    </>
  );
}
