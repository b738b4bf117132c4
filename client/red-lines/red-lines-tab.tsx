// The register: each party's red lines with their source, how they stand, the points they bear on and the flags against
// them; and the form to add one for whoever keeps them.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { PartyId, PointId } from '../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import { presentParties } from '../../shared/rows/positions.ts';
import { useGoOn } from '../forms/use-form.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';
import { RedLineCard } from './red-line-card.tsx';
import { RedLineForm } from './red-line-form.tsx';
import './red-lines.css';

export function RedLinesTab({ onPoint }: { onPoint: (point: PointId) => void }): ReactNode {
  const session = useSession();
  const { rows, isLoaded } = useDraft();
  const [adding, setAdding] = useState<PartyId | null>(null);
  useGoOn(form => {
    const party = presentParties(rows).find(({ id }) => form === `red-line.add/${id}`);
    if (party) setAdding(party.id);
  });
  const numbers = numbersOf(outlineOf(rows));
  const lines = rows.all('redLines');
  const flags = rows.all('flags');
  return (
    <main id="text" tabIndex={-1} className="red-lines">
      <header>
        <h1>Red lines</h1>
        <p className="quiet">What each party says it will not cross. Everyone in this draft sees this register.</p>
      </header>
      {!isLoaded && <p className="quiet">Loading the register</p>}
      {presentParties(rows).map(party => {
        const own = lines.filter(line => line.party === party.id);
        const mayAdd = mayAct({ kind: 'red-line.add', party: party.id }, session.me, rows).kind === 'yes';
        return (
          <section key={party.id} tabIndex={-1} aria-labelledby={`lines-${party.id}`}>
            <header className="red-lines-party">
              <h2 id={`lines-${party.id}`}>
                <PartyBadge code={party.code} colour={party.colour} shape={party.shape} /> {party.name}
              </h2>
              {mayAdd && adding !== party.id && (
                <button type="button" className="button" onClick={() => setAdding(party.id)}>
                  Add a red line of {party.code}
                </button>
              )}
            </header>
            {adding === party.id && <RedLineForm party={party.id} line={null} onClose={() => setAdding(null)} />}
            {own.length === 0 && <p className="quiet">No red lines of {party.code} are registered.</p>}
            <ul className="red-lines-list">
              {own.map(line => (
                <RedLineCard
                  key={line.id}
                  line={line}
                  flags={flags.filter(flag => flag.redLine === line.id)}
                  numbers={numbers}
                  onPoint={onPoint}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </main>
  );
}
