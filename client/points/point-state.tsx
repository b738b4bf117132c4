// The quiet line under a point: who holds it locked, who is in it now, who last changed its words, and how little room
// it has left for more.
import type { ReactNode } from 'react';
import { nearlyFull, pointTextCharsMax } from '../../shared/limits.ts';
import type { By, PointRow } from '../../shared/rows/schema.ts';
import { lettersIn } from '../../shared/text/letters-in.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import { useLastChange, usePeopleIn, useRow, useSession, useText } from '../session/use-session.tsx';
import { removalWords } from '../ui/point-name.ts';
import { useIsPrinting } from '../ui/printing/printing.ts';
import { clockWords, paperWords, RelativeTime } from '../ui/relative-time.tsx';

export function PointState({ row, children }: { row: PointRow; children: ReactNode }): ReactNode {
  const session = useSession();
  const people = usePeopleIn(row.id).filter(person => !person.isMe);
  const last = useLastChange(row.id);
  const isPrinting = useIsPrinting();
  const letters = lettersIn(bodyOf(useText(), row.id));
  return (
    <div className="point-state">
      {row.state.kind === 'locked' && (
        <span className="point-locked">
          Locked by <NameOf by={row.state.by} />, {(isPrinting ? paperWords : clockWords)(row.state.at)}
        </span>
      )}
      {row.state.kind === 'removed' && <span className="point-locked">{removalWords(row)}</span>}
      {people.length > 0 && (
        <span className="point-people">
          {peopleWords(people.map(person => (person.party === null ? person.name : `${person.party} ${person.name}`)))}
        </span>
      )}
      {last && (
        <span>
          Last changed by <NameOf by={last.by} />, <RelativeTime at={last.at} now={() => session.serverNow()} />
        </span>
      )}
      {letters >= pointTextCharsMax * nearlyFull && (
        <span className="point-full">
          {letters.toLocaleString('en')} of at most {pointTextCharsMax.toLocaleString('en')} characters
        </span>
      )}
      {children}
    </div>
  );
}

function NameOf({ by }: { by: By }): ReactNode {
  const code = useRow(({ rows }) => (by.party === null ? undefined : rows.get('parties', by.party)?.code));
  return code === undefined ? by.name : `${code} ${by.name}`;
}

/** Two tabs of one person count once. */
function peopleWords(names: readonly string[]): string {
  const each = [...new Set(names)];
  return each.length === 1 ? `${each[0]} is here now` : `${each.join(', ')} are here now`;
}
