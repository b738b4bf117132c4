// A draft's address without a seat, e.g. a link to a thread: the one seat this browser holds in it is taken, of several
// one chooses.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { Seat } from '../../shared/api/contract.ts';
import { api } from '../session/api-client.ts';
import { Notice } from '../ui/notice.tsx';
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
  return (
    <Notice title={seats.length === 0 ? 'You have no seat here' : 'As whom do you want to read this?'}>
      {welcome.error && <p role="alert">{welcome.error.message}</p>}
      <ul className="welcome-seats">
        {seats.map(seat => (
          <li key={seat.id}>
            <a className="button" href={withSeat(seat)}>
              <SeatName seat={seat} parties={welcome.data?.drafts.find(({ id }) => id === draft)?.parties ?? []} />
            </a>
          </li>
        ))}
      </ul>
      <a href="/">Take a seat on the first page</a>
    </Notice>
  );
}

/** The same address, thread and tab included, seen from this seat. */
function withSeat(seat: Seat): string {
  const url = new URL(location.href);
  url.searchParams.set('seat', seat.id);
  return url.href;
}
