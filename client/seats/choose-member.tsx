// The members of a draft, by party: whoever chooses one sits down as that member.
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Seat, Welcome } from '../../shared/api/contract.ts';
import type { MemberId } from '../../shared/ids.ts';
import { api } from '../api/api-client.ts';
import { SeatName } from './seat-name.tsx';
import './seats.css';

type ShownDraft = Welcome['drafts'][number];

type ChooseProps = {
  readonly draft: ShownDraft;
  readonly isOpen: boolean;
  /** The address that is gone to from the new seat. */
  readonly leadsTo: (seat: Seat) => string;
};

export function ChooseMember({ draft, isOpen, leadsTo }: ChooseProps): ReactNode {
  const [problem, setProblem] = useState<string | null>(null);
  const take = useMutation({
    mutationFn: (member: MemberId) => api.takeSeat(draft.id, member),
    onSuccess: seat => location.assign(leadsTo(seat)),
    onError: error => setProblem(error.message),
  });
  const groups = [
    ...draft.parties.map(party => ({ party, members: draft.members.filter(member => member.party === party.id) })),
    { party: null, members: draft.members.filter(member => member.party === null) },
  ];
  return (
    <details className="welcome-draft" open={isOpen}>
      <summary>
        <h2>{draft.title}</h2>
      </summary>
      {draft.note !== '' && <p className="quiet">{draft.note}</p>}
      {problem !== null && (
        <p role="alert" className="welcome-problem">
          {problem}
        </p>
      )}
      <ul className="welcome-parties">
        {groups.map(({ party, members }) => (
          <li key={party?.id ?? 'none'}>
            <h3>{party ? party.name : 'Secretariat and observers'}</h3>
            <ul className="welcome-members">
              {members.map(member => (
                <li key={member.id}>
                  <button
                    type="button"
                    className="button"
                    disabled={take.isPending}
                    onClick={() => take.mutate(member.id)}
                  >
                    <SeatName seat={{ ...member }} parties={draft.parties} />
                  </button>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}
