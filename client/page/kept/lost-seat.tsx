// What whoever has lost their seat had begun and not sent, on the page that says so: until they dismiss it, also after
// a reload.
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { SeatLost } from '../../session/open-draft.ts';
import { giveUpLostSeat } from '../../session/seat/lost-seat.ts';
import type { NotSent } from './not-sent.ts';
import { notSentBy } from './not-sent.ts';
import { NotSentHere } from './not-sent-here.tsx';

export function LostSeat({ lost }: { lost: SeatLost }): ReactNode {
  const [notSent, setNotSent] = useState<NotSent | null>(null);
  useEffect(() => {
    let isGone = false;
    void giveUpLostSeat(lost.place, lost.message).then(kept => isGone || setNotSent(notSentBy(lost.place, kept)));
    return () => {
      isGone = true;
    };
  }, [lost]);
  return notSent && <NotSentHere notSent={notSent} />;
}
