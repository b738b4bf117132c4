// The strip about one's last visit, and its keys, tied to the page: where "next unread" leads, and that going there is reading.
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { PointId, ThreadId } from '../../shared/ids.ts';
import { useCatchUp } from '../catch-up/catch-up-provider.tsx';
import { CatchUpStrip } from '../catch-up/catch-up-strip.tsx';
import { nextUnread } from '../catch-up/next-unread.ts';
import type { Stop } from '../catch-up/unread-things.ts';
import { useSession } from '../session/use-session.tsx';
import { useCompared } from './address.ts';

type Props = { onPoint: (point: PointId) => void; onThread: (thread: ThreadId) => void };

export function CatchUpBar({ onPoint, onThread }: Props): ReactNode {
  const session = useSession();
  const catchUp = useCatchUp();
  const [, compare] = useCompared();
  const last = useRef<Stop | null>(null);
  const go = (step: 1 | -1): void => {
    const stop = nextUnread(session.snapshot().rows, catchUp, last.current, step);
    if (!stop) return;
    last.current = stop;
    catchUp.read(stop);
    if ('point' in stop) onPoint(stop.point);
    else onThread(stop.thread);
  };
  useKeys(go);
  return <CatchUpStrip onStep={go} onCompare={from => compare({ from, to: 'now' })} />;
}

function useKeys(go: (step: 1 | -1) => void): void {
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    const onKey = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): void => {
      const isTyping =
        target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
      if (isTyping || ctrlKey || metaKey || altKey) return;
      if (key === 'n') latest.current(1);
      if (key === 'N') latest.current(-1);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
