// A draft's address without a seat, e.g. a link to a thread: the one seat this browser holds in it is taken, of several
// one chooses, and where it holds none one sits down here. Either way one arrives at what the address names.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { Seat } from '../../shared/api/contract.ts';
import { api } from '../api/api-client.ts';
import { Notice } from '../ui/notice.tsx';
import { ChooseMember } from './choose-member.tsx';
import { SeatName } from './seat-name.tsx';
import './seats.css';

export function ChooseSeat({ draft }: { draft: string }): ReactNode {
  const welcome = useQuery({ queryKey: ['welcome'], queryFn: api.welcome });
  const seats = welcome.data?.seats.filter(seat => seat.draft === draft) ?? [];
  const only = seats.length === 1 ? seats[0] : undefined;
  useEffect(() => {
    if (only) location.replace(withSeat(only));
  }, [only]);
  if (welcome.isPending || only) return <Notice title="Loading the draft" />;
  const shown = welcome.data?.drafts.find(({ id }) => id === draft);
  if (seats.length === 0)
    return (
      <Notice title="You have no seat here yet">
        {welcome.error && <p role="alert">{welcome.error.message}</p>}
        {shown ? (
          <>
            <p>Choose whom you want to read as. The link then opens where it leads.</p>
            <ChooseMember draft={shown} isOpen leadsTo={withSeat} />
          </>
        ) : (
          <p>No draft at this address is open to you.</p>
        )}
        <a href="/">Go to the first page</a>
      </Notice>
    );
  return (
    <Notice title="As whom do you want to read this?">
      <ul className="welcome-seats">
        {seats.map(seat => (
          <li key={seat.id}>
            <a className="button" href={withSeat(seat)}>
              <SeatName seat={seat} parties={shown?.parties ?? []} />
            </a>
          </li>
        ))}
      </ul>
      <a href="/">Take another seat on the first page</a>
    </Notice>
  );
}

/** The same address, thread and tab included, seen from this seat. */
function withSeat(seat: Seat): string {
  const url = new URL(location.href);
  url.searchParams.set('seat', seat.id);
  return url.href;
}
