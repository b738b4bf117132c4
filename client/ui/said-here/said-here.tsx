// One sentence where somebody's hands are, when a key or a drop does not do what they meant: seen beside the caret or
// pointer, heard politely, gone with their next move. Lays nothing over their work and takes no focus.
import type { ReactNode } from 'react';
import { useEffect, useSyncExternalStore } from 'react';
import './said-here.css';

export type ScreenPlace = { readonly x: number; readonly y: number };
type Said = { readonly words: string; readonly at: ScreenPlace | null };

let said: Said | null = null;
const listeners = new Set<() => void>();

/** `at` is a place in the window; without one it is said at the foot of it. The same again is not heard again. */
export function sayHere(words: string, at: ScreenPlace | null): void {
  change({ words, at });
}

/** The reason for these words has gone. */
export function unsayHere(words: string): void {
  if (said?.words === words) change(null);
}

function change(next: Said | null): void {
  said = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Once for each page. */
export function SaidHere(): ReactNode {
  const now = useSyncExternalStore(subscribe, () => said);
  useEffect(() => {
    const hide = (): void => {
      if (said) change(null);
    };
    for (const move of moves) addEventListener(move, hide, { capture: true });
    return () => {
      for (const move of moves) removeEventListener(move, hide, { capture: true });
    };
  }, []);
  return (
    <output className="said-here" style={styleOf(now?.at ?? null)}>
      {now?.words}
    </output>
  );
}

const moves = ['keydown', 'pointerdown', 'wheel', 'dragstart', 'resize'] as const;
const widest = 336;
const highest = 72;
/** What is offered at the foot of the window stays in sight below it. */
const offerHigh = 104;

const styleOf = (at: ScreenPlace | null): { readonly left: number; readonly top: number } => {
  const { x, y } = at ?? { x: (innerWidth - widest) / 2, y: innerHeight - highest - offerHigh };
  return {
    left: Math.max(8, Math.min(x, innerWidth - widest)),
    top: Math.max(8, Math.min(y + 8, innerHeight - highest)),
  };
};

/** Below the caret or the selection's end, or null where there is none. */
export function placeOfCaret(): ScreenPlace | null {
  const selection = document.getSelection();
  if (!selection?.focusNode) return null;
  const at = document.createRange();
  at.setStart(selection.focusNode, selection.focusOffset);
  const { focusNode } = selection;
  const element = focusNode instanceof Element ? focusNode : focusNode.parentElement;
  const box = at.getClientRects()[0] ?? element?.getBoundingClientRect();
  return box ? { x: box.left, y: box.bottom } : null;
}
