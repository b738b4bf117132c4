// Which red line a flag is against: searchable, grouped by party. What is chosen stays in the list, whatever is
// searched for, and where it is withdrawn meanwhile; Enter in the search only searches.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import { isLineLive, presentParties } from '../../shared/rows/positions.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';

/** The choice of "a new red line of ours". Capitals: no id of a red line has them. */
export const newLine = 'NEW';

type ChoiceProps = { readonly chosen: string; readonly onChoose: (line: string) => void };

export function RedLineChoice({ chosen, onChoose }: ChoiceProps): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const lines = rows.all('redLines').filter(line => isLineLive(line) || line.id === chosen);
  const groups = presentParties(rows).map(party => ({
    party,
    lines: lines
      .filter(({ party: owner }) => owner === party.id)
      .map(line => ({
        id: line.id,
        statement: line.statement,
        isLive: isLineLive(line),
        isFound: `${party.code} ${party.name} ${line.statement}`.toLowerCase().includes(wanted),
      }))
      .filter(({ id, isFound }) => isFound || id === chosen),
  }));
  const mayKeep =
    session.me.party !== null &&
    mayAct({ kind: 'red-line.add', party: session.me.party }, session.me, rows).kind === 'yes';
  const isNone = groups.every(group => group.lines.every(({ isFound }) => !isFound));
  return (
    <fieldset className="red-line-choice">
      <legend>Which red line</legend>
      <input
        type="search"
        className="field"
        placeholder="Search red lines"
        aria-label="Search red lines"
        value={search}
        onChange={event => setSearch(event.target.value)}
      />
      <div className="red-line-options">
        {isNone && (
          <p className="quiet">{lines.length === 0 ? 'No red lines are registered yet.' : 'No red line matches.'}</p>
        )}
        {groups.map(({ party, lines: own }) =>
          own.length === 0 ? null : (
            <section key={party.id} aria-label={`Red lines of ${party.code}`}>
              <h3>
                <PartyBadge code={party.code} colour={party.colour} shape={party.shape} name={party.name} />
              </h3>
              {own.map(({ id, statement, isLive, isFound }) => (
                <label key={id}>
                  <input type="radio" name="red-line" checked={chosen === id} onChange={() => onChoose(id)} />{' '}
                  {statement}
                  {!isLive && <span className="quiet"> (withdrawn)</span>}
                  {!isFound && <span className="quiet"> (chosen; does not match your search)</span>}
                </label>
              ))}
            </section>
          ),
        )}
        {(mayKeep || chosen === newLine) && (
          <label>
            <input type="radio" name="red-line" checked={chosen === newLine} onChange={() => onChoose(newLine)} /> New
            red line of your delegation
          </label>
        )}
      </div>
    </fieldset>
  );
}
