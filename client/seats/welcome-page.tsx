// The first page: sit down as a member of a draft, without an account. Says plainly that this sign-in is for trying the
// program.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Seat, Welcome } from '../../shared/api/contract.ts';
import { api } from '../api/api-client.ts';
import { leaveSeat } from '../session/leave-seat.ts';
import { Notice } from '../ui/notice.tsx';
import { ChooseMember } from './choose-member.tsx';
import { FirstLook } from './first-look/first-look.tsx';
import { ResetSample } from './reset-sample.tsx';
import { SeatName, seatPath } from './seat-name.tsx';
import './seats.css';

export function WelcomePage(): ReactNode {
  const welcome = useQuery({ queryKey: ['welcome'], queryFn: api.welcome });
  if (welcome.isPending) return <Notice title="Loading" />;
  if (welcome.isError)
    return (
      <Notice title="The server does not answer as expected">
        <p>{welcome.error.message}</p>
        <button type="button" className="button" onClick={() => void welcome.refetch()}>
          Try again
        </button>
      </Notice>
    );
  const { drafts, damaged } = welcome.data;
  return (
    <main className="welcome">
      <header>
        <p className="welcome-brand">Nonpaper</p>
        <h1>Negotiate one draft, point by point</h1>
      </header>
      <FirstLook />
      <p className="welcome-demo">
        This is for trying it: anyone who can open this page may sit down as any member. It is offered on this machine
        only, or where its operator asked for it.
      </p>
      {damaged > 0 && (
        <p role="alert">
          {damaged === 1 ? '1 draft is' : `${damaged} drafts are`} not shown: the record is damaged on the server. Tell
          whoever runs it.
        </p>
      )}
      {drafts.length === 0 && damaged === 0 && <p>There is no draft yet. Reset the sample to make it.</p>}
      {drafts.map((draft, place) => (
        <ChooseMember key={draft.id} draft={draft} isOpen={place === 0} leadsTo={seatPath} />
      ))}
      <HeldSeats seats={welcome.data.seats} drafts={drafts} />
      <footer className="welcome-foot">
        <a className="button" href="/side-by-side">
          Side by side: two seats in one window
        </a>
        <ResetSample onDone={() => void welcome.refetch()} />
      </footer>
    </main>
  );
}

function HeldSeats({ seats, drafts }: Pick<Welcome, 'seats' | 'drafts'>): ReactNode {
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: (seat: Seat) => leaveSeat(seat),
    onSettled: () => queries.invalidateQueries({ queryKey: ['welcome'] }),
  });
  if (seats.length === 0) return null;
  return (
    <section aria-labelledby="held">
      <h2 id="held">Seats this browser holds</h2>
      <p className="quiet">
        Leaving one takes with it what this browser keeps of the draft, also what was not sent yet.
      </p>
      <ul className="welcome-seats">
        {seats.map(seat => {
          const draft = drafts.find(({ id }) => id === seat.draft);
          return (
            <li key={seat.id}>
              <a href={seatPath(seat)}>
                <SeatName seat={seat} parties={draft?.parties ?? []} />
              </a>
              {drafts.length > 1 && <span className="quiet">{draft?.title}</span>}
              <button type="button" className="button-quiet" onClick={() => leave.mutate(seat)}>
                Leave<span className="visually-hidden"> this seat</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
