// The strip about one's last visit, and its keys, tied to the page: where "next unread" leads, and that going there is
// reading.
import type { ReactNode, RefObject } from 'react';
import { useEffect, useMemo, useRef } from 'react';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { useCatchUp } from '../catch-up/catch-up-provider.tsx';
import { CatchUpStrip } from '../catch-up/catch-up-strip.tsx';
import { nextUnread } from '../catch-up/next-unread.ts';
import type { Stop } from '../catch-up/unread-things.ts';
import { useSession } from '../session/use-session.tsx';
import type { Shortcut } from '../ui/shortcut.ts';
import { useCompared } from './address.ts';
import { NewElsewhere } from './news/new-elsewhere.tsx';

/**
 * How one goes on through what is unread; null while nobody shows the way. Only the strip is drawn again when something
 * is read.
 */
type Steps = RefObject<((step: 1 | -1) => void) | null>;

export function useCatchUpShortcuts(): { readonly steps: Steps; readonly shortcuts: readonly Shortcut[] } {
  const steps: Steps = useRef(null);
  const shortcuts = useMemo(
    (): readonly Shortcut[] => [
      { keys: 'N', second: 'Mod+F8', label: 'Next unread', where: 'outside-text', run: () => steps.current?.(1) },
      {
        keys: 'Shift+N',
        second: 'Mod+Shift+F8',
        label: 'Previous unread',
        where: 'outside-text',
        run: () => steps.current?.(-1),
      },
    ],
    [],
  );
  return { steps, shortcuts };
}

type Props = { steps: Steps; onPoint: (point: PointId) => void; onThread: (thread: ThreadId) => void };

export function CatchUpBar({ steps, onPoint, onThread }: Props): ReactNode {
  const session = useSession();
  const catchUp = useCatchUp();
  const [, compare] = useCompared();
  const last = useRef<Stop | null>(null);
  const goTo = (stop: Stop): void => {
    last.current = stop;
    catchUp.read(stop);
    if ('point' in stop) onPoint(stop.point);
    else onThread(stop.thread);
  };
  const go = (step: 1 | -1): void => {
    const stop = nextUnread(session.snapshot().rows, catchUp, last.current, step);
    if (stop) goTo(stop);
  };
  useEffect(() => {
    steps.current = go;
    return () => {
      steps.current = null;
    };
  });
  return (
    <>
      <CatchUpStrip onStep={go} onCompare={from => compare({ from, to: 'now' })} />
      <NewElsewhere onGo={goTo} />
    </>
  );
}
