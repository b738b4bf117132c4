// The way to words that were kept, from wherever one is in the draft: they may stand far above, beside "All changes
// saved".
import type { ReactNode } from 'react';
import { useKept } from '../../session/use-session.tsx';
import './kept-here.css';

export function KeptHere(): ReactNode {
  const kept = useKept();
  if (kept.length === 0) return null;
  const what = kept.some(({ words }) => words !== '') ? 'Words kept for you' : 'Not taken';
  return (
    <button type="button" className="save-kept" onClick={showKept}>
      {kept.length === 1 ? what : `${what}: ${kept.length}`}
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
