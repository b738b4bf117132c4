// What has just been done, in words, and the way back: at the foot of the window for some seconds, longer as long as
// the pointer or the keyboard is at it. Heard politely, takes no focus. Knows no acts.
import type { ReactNode } from 'react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { undoOfferedMs } from '../../../shared/budget-limits.ts';
import { useHeldWhilePressed } from '../presses/held-while-pressed.ts';
import { keyWords } from '../shortcut.ts';
import './undo-offer.css';

/** `undo`: null where there is no way back. */
type Offer = { readonly done: string; readonly undo: (() => void) | null };

let offer: Offer | null = null;
const listeners = new Set<() => void>();

/** Takes the place of what was said before. */
export function sayDone(done: string, undo: Offer['undo']): void {
  change({ done, undo });
}

/** By its button or its key. */
export const undoOffered = (): void => undo(offer);

function undo(offered: Offer | null): void {
  if (offer === offered) change(null);
  offered?.undo?.();
}

function change(next: Offer | null): void {
  offer = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Once for each page. */
export function UndoOffer(): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const now = useHeldWhilePressed(
    place,
    useSyncExternalStore(subscribe, () => offer),
  );
  const [held, setHeld] = useState<'by-nobody' | 'at-hand'>('by-nobody');
  useEffect(() => {
    if (now === null || held === 'at-hand') return undefined;
    const timer = setTimeout(() => offer === now && change(null), undoOfferedMs);
    return () => clearTimeout(timer);
  }, [now, held]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits as long as somebody is at it
    <div
      ref={place}
      className="undo-offer"
      onPointerEnter={() => setHeld('at-hand')}
      onPointerLeave={() => setHeld('by-nobody')}
      onFocus={() => setHeld('at-hand')}
      onBlur={() => setHeld('by-nobody')}
    >
      <output>{now?.done}</output>
      {now?.undo && (
        <button type="button" className="button-quiet" onClick={() => undo(now)}>
          Undo <kbd>{keyWords('Mod+Z')}</kbd>
        </button>
      )}
    </div>
  );
}
