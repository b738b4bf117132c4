// The way to words that were kept, from wherever one is in the draft: they may stand far above, beside "All changes saved".
import type { ReactNode } from 'react';
import { useKept } from '../../session/use-session.tsx';
import './kept-here.css';

export function KeptHere(): ReactNode {
  const count = useKept().length;
  if (count === 0) return null;
  return (
    <button type="button" className="save-kept" onClick={showKept}>
      {count === 1 ? 'Words kept for you' : `Words kept for you: ${count}`}
    </button>
  );
}

function showKept(): void {
  document.querySelector('.kept')?.scrollIntoView({ block: 'start', behavior: 'instant' });
  focusKept();
}

export function focusKept(): void {
  document.querySelector<HTMLElement>('.kept button')?.focus({ preventScroll: true });
}
