// One party's stance on one point: what, who, when, why; and, when the text has moved on, what changed since.
import type { ReactNode } from 'react';
import type { PartyId, PointId } from '../../shared/ids.ts';
import { stanceId } from '../../shared/rows/stances.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import { useDraft, useSession, useWording } from '../session/use-session.tsx';
import { StanceMark, stanceWords } from '../ui/marks/stance-mark.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { ThingHistory } from '../ui/thing-history.tsx';
import { WordDifference } from '../ui/word-difference.tsx';

export function StanceDetail({ point, party }: { point: PointId; party: PartyId }): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const wording = useWording(point);
  const row = rows.get('stances', stanceId(point, party));
  if (!row) return <p className="quiet">No stance yet.</p>;
  const isStale = row.basis !== wording;
  const earlier = rows.get('wordings', row.basis)?.text;
  return (
    <div className="stance-detail">
      <p>
        <StanceMark stance={row.stance} isStale={isStale} /> <strong>{stanceWords(row.stance)}</strong>{' '}
        <span className="quiet">
          by {row.by.name}, <RelativeTime at={row.at} now={() => session.serverNow()} />
        </span>
      </p>
      {row.reason !== null && <p className="stance-reason">{row.reason}</p>}
      {isStale && earlier !== undefined && (
        <>
          <p className="stance-stale">Stale: the text has changed since this stance was taken.</p>
          <WordDifference before={earlier} after={canonicalText(bodyOf(session.text, point))} />
        </>
      )}
      <ThingHistory thing={{ kind: 'row', id: row.id }} label="History of this stance" />
    </div>
  );
}
