// Two seats in one window, for trying alone what two people see. Each pane is the draft's own page.
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { Seat, Welcome } from '../../shared/api/contract.ts';
import { MemberId } from '../../shared/ids.ts';
import { api } from '../api/api-client.ts';
import { Notice } from '../ui/notice.tsx';
import { seatPath } from './seat-name.tsx';
import './seats.css';

const panes = ['left', 'right'] as const;

export function SideBySide(): ReactNode {
  const welcome = useQuery({ queryKey: ['welcome'], queryFn: api.welcome });
  if (welcome.isPending) return <Notice title="Loading" />;
  const draft = welcome.data?.drafts[0];
  if (!draft)
    return (
      <Notice title="There is no draft to sit down at">
        {welcome.error ? <p>{welcome.error.message}</p> : <a href="/">Go to the first page</a>}
      </Notice>
    );
  return <Panes draft={draft} />;
}

function Panes({ draft }: { draft: Welcome['drafts'][number] }): ReactNode {
  const speakers = draft.members.filter(member => member.party !== null);
  const first = speakers[0]?.id;
  const second = speakers.find(member => member.party !== speakers[0]?.party)?.id ?? speakers[1]?.id;
  const asked = new URLSearchParams(location.search);
  const [members, setMembers] = useState(() => ({
    left: MemberId.safeParse(asked.get('left')).data ?? first,
    right: MemberId.safeParse(asked.get('right')).data ?? second,
  }));
  const codes = new Map(draft.parties.map(party => [party.id, party.code]));
  return (
    <main className="side-by-side">
      <h1 className="visually-hidden">Two seats side by side</h1>
      {panes.map(pane => (
        <section key={pane} aria-label={pane === 'left' ? 'First seat' : 'Second seat'}>
          <p className="side-by-side-choice">
            <label>
              Sit here as{' '}
              <select
                className="field"
                value={members[pane]}
                onChange={event => setMembers({ ...members, [pane]: MemberId.parse(event.target.value) })}
              >
                {draft.members.map(member => (
                  <option key={member.id} value={member.id}>
                    {member.party === null ? member.name : `${codes.get(member.party) ?? ''} ${member.name}`}
                  </option>
                ))}
              </select>
            </label>
          </p>
          {members[pane] && <Pane draft={draft} member={members[pane]} key={members[pane]} />}
        </section>
      ))}
    </main>
  );
}

function Pane({ draft, member }: { draft: Welcome['drafts'][number]; member: MemberId }): ReactNode {
  const { mutate, data, error } = useMutation<Seat, Error, void>({
    mutationFn: () => takeInTurn(() => api.takeSeat(draft.id, member)),
  });
  useEffect(() => mutate(), [mutate]);
  if (error) return <p role="alert">{error.message}</p>;
  return data ? (
    <iframe title={`The draft as ${data.name}`} src={seatPath(data)} />
  ) : (
    <p className="quiet">Sitting down</p>
  );
}

/** One after the other: the first one makes the session that the second one joins. */
let turn: Promise<unknown> = Promise.resolve();
function takeInTurn(take: () => Promise<Seat>): Promise<Seat> {
  const taken = turn.catch(() => undefined).then(take); // whoever came before has told its own failure
  turn = taken;
  return taken;
}
