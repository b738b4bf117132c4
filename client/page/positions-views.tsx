// The positions with what other features owe them: why a party stands where it does, and the form for a stance. Comes
// as a file of its own.
import type { ReactNode } from 'react';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { PositionsTab } from '../positions/positions-tab.tsx';
import { useSession } from '../session/use-session.tsx';
import { StanceDialog } from '../stances/stance-dialog.tsx';
import { AwaitedList } from './awaited/awaited-list.tsx';
import { CellDetail } from './cell-detail.tsx';

type Props = { readonly onPoint: (point: PointId) => void; readonly onThread: (thread: ThreadId) => void };

export function PositionsViews({ onPoint, onThread }: Props): ReactNode {
  const { party } = useSession().me;
  return (
    <PositionsTab
      onPoint={onPoint}
      detail={(point, of) => <CellDetail point={point} party={of} onThread={onThread} onPoint={onPoint} />}
      awaitedList={(things, of) => <AwaitedList things={things} party={of} onPoint={onPoint} onThread={onThread} />}
      stanceForm={(point, chosen, onClose) =>
        party && <StanceDialog key={point} point={point} party={party} chosen={chosen} onClose={onClose} />
      }
    />
  );
}
