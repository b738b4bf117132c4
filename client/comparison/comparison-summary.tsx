// What a comparison adds up to: for everyone in one sentence, then what it means for whoever reads it, and which red
// lines are newly touched.
import type { ReactNode } from 'react';
import type { Comparison } from '../../shared/api/record.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';

export function ComparisonSummary({ comparison }: { comparison: Comparison }): ReactNode {
  const { touched } = comparison;
  return (
    <>
      <p className="comparison-summary">{summaryWords(comparison)}</p>
      <ForMyParty comparison={comparison} />
      {touched.length > 0 && (
        <ul className="comparison-list" aria-label="Red lines newly touched">
          {touched.map(({ redLine, party, statement }) => (
            <li key={redLine}>
              <PartyOf id={party} /> {statement}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function PartyOf({ id }: { id: Comparison['touched'][number]['party'] }): ReactNode {
  const { rows } = useDraft();
  const party = rows.get('parties', id);
  return party ? <PartyBadge code={party.code} colour={party.colour} shape={party.shape} /> : id;
}

function ForMyParty({ comparison: { touched, points } }: { comparison: Comparison }): ReactNode {
  const { me } = useSession();
  const { rows } = useDraft();
  if (me.party === null) return null;
  const mine = me.party;
  const parts = counted([
    [touched.filter(({ party }) => party === mine).length, 'red line newly touched', 'red lines newly touched'],
    [
      points.filter(({ leftBehind }) => leftBehind.includes(mine)).length,
      'stance refers to an earlier text',
      'stances refer to an earlier text',
    ],
  ]);
  return parts === '' ? null : (
    <p className="comparison-mine">
      For {rows.get('parties', mine)?.code ?? mine}: {parts}.
    </p>
  );
}

/** "9 points changed, 3 red lines newly touched, 5 threads closed." */
function summaryWords({ summary, touched, points }: Comparison): string {
  const words = counted([
    [summary.changed, 'point changed', 'points changed'],
    [summary.added, 'point added', 'points added'],
    [summary.removed, 'point removed', 'points removed'],
    [summary.moved, 'point moved', 'points moved'],
    [summary.themes, 'theme changed', 'themes changed'],
    [touched.length, 'red line newly touched', 'red lines newly touched'],
    [summary.redLinesChanged, 'red line changed', 'red lines changed'],
    [summary.flagsRaised, 'flag raised', 'flags raised'],
    [summary.flagsClosed, 'flag closed', 'flags closed'],
    [summary.threadsOpened, 'thread opened', 'threads opened'],
    [summary.threadsClosed, 'thread closed', 'threads closed'],
    [summary.stancesTaken, 'stance taken', 'stances taken'],
  ]);
  if (words !== '') return `${words}.`;
  return points.length === 0 ? 'Nothing differs between these two moments.' : 'Only titles, locks or comments changed.';
}

const counted = (counts: readonly (readonly [number, string, string])[]): string =>
  counts
    .flatMap(([count, one, many]) => (count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${many}`]))
    .join(', ');
