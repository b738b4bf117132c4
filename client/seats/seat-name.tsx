// A member as people call them here: "Delegate" with the party's badge. And where their seat leads.
import type { ReactNode } from 'react';
import type { Seat, Welcome } from '../../shared/api/contract.ts';
import { PartyShape } from '../../shared/rows/schema.ts';
import { PartyBadge } from '../ui/marks/party-badge.tsx';

type Parties = Welcome['drafts'][number]['parties'];

export function SeatName({ seat, parties }: { seat: Pick<Seat, 'name' | 'party'>; parties: Parties }): ReactNode {
  const party = parties.find(({ id }) => id === seat.party);
  const shape = PartyShape.safeParse(party?.shape).data;
  return (
    <span className="seat-name">
      {party && shape ? <PartyBadge code={party.code} colour={party.colour} shape={shape} /> : null}
      <span>{seat.name}</span>
    </span>
  );
}

export const seatPath = (seat: Seat): string =>
  `/drafts/${encodeURIComponent(seat.draft)}?seat=${encodeURIComponent(seat.id)}`;
