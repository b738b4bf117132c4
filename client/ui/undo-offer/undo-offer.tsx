// What has just been done, in words, and the way back: at the foot of the window for some seconds, longer as long as
// the pointer or the keyboard is at it. Heard politely, takes no focus.
import type { ReactNode } from 'react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { dismissedShownMs, undoOfferedMs } from '../../../shared/budget-limits.ts';
import { useKeyboardStays } from '../keys/keyboard-stays.ts';
import { placeOf } from '../keys/lost-keyboard.ts';
import { useHeldWhilePressed } from '../presses/held-while-pressed.ts';
import { keyWords } from '../shortcut.ts';
import { offerNow, subscribeToOffer, undo, withdraw, withdrawOffer } from './done-and-undo.ts';
import './undo-offer.css';

/** Once for each page. */
export function UndoOffer(): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const now = useHeldWhilePressed(place, useSyncExternalStore(subscribeToOffer, offerNow));
  const [held, setHeld] = useState<'by-nobody' | 'at-hand'>('by-nobody');
  /** What had the keyboard before the button. */
  const before = useRef<EventTarget | null>(null);
  const about = useRef('');
  if (now?.undo) about.current = now.undo.about;
  useKeyboardStays(place, now, () =>
    before.current instanceof HTMLElement && before.current.isConnected ? before.current : placeOf(about.current),
  );
  useEffect(() => withdrawOffer, []); // what a page sent may be answered when it is gone
  useEffect(() => {
    if (now === null || held === 'at-hand') return undefined;
    const timer = setTimeout(() => withdraw(now), now.isOfWords ? dismissedShownMs : undoOfferedMs);
    return () => clearTimeout(timer);
  }, [now, held]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits as long as somebody is at it
    <div
      ref={place}
      className="undo-offer"
      onPointerEnter={() => setHeld('at-hand')}
      onPointerLeave={() => setHeld('by-nobody')}
      onFocus={({ relatedTarget }) => {
        before.current = relatedTarget;
        setHeld('at-hand');
      }}
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
