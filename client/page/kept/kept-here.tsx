// The way to words that were kept, from wherever one is in the draft: they may stand far above, beside "All changes
// saved".
import type { ReactNode } from 'react';
import { useKept } from '../../session/use-session.tsx';
import { showAtTop } from '../going/show-at-top.ts';
import type { HeadWays } from './not-done-here.tsx';
import './kept-here.css';

export function KeptHere({ onTop }: Pick<HeadWays, 'onTop'>): ReactNode {
  const kept = useKept();
  if (kept.length === 0) return null;
  const show = (): void => {
    onTop();
    const list = document.querySelector('.kept-for-you');
    if (list) showAtTop(list);
    focusKept();
  };
  const count = kept.length === 1 ? '' : `: ${kept.length}`;
  const areWords = kept.some(({ words }) => words !== '');
  return (
    <button
      type="button"
      className="save-kept"
      aria-label={`${areWords ? 'Words kept for you' : 'Not taken'}${count}`}
      onClick={show}
    >
      {areWords ? 'Words kept' : 'Not taken'}
      {areWords && <span className="save-more"> for you</span>}
      {count}
    </button>
  );
}

export function focusKept(): void {
  document.querySelector<HTMLElement>('.kept-for-you button')?.focus({ preventScroll: true });
}
