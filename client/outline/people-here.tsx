// Who is in a place now, as party badges; two tabs of one person count once.
import type { ReactNode } from 'react';
import type { Person } from '../session/session.ts';
import { useDraft } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';

export function PeopleHere({ people }: { people: readonly Person[] }): ReactNode {
  const { rows } = useDraft();
  const parties = rows.all('parties');
  const once = [...new Map(people.map(person => [person.member, person])).values()];
  if (once.length === 0) return null;
  return (
    <span className="people-here">
      {once.map(person => {
        const party = parties.find(({ code }) => code === person.party);
        const name = person.party === null ? person.name : `${person.party} ${person.name}`;
        return (
          <span key={person.member} title={`${name} is here`}>
            {party ? <PartyBadge code={party.code} colour={party.colour} shape={party.shape} /> : person.name}
            <span className="visually-hidden">{person.name} is here</span>
          </span>
        );
      })}
    </span>
  );
}
