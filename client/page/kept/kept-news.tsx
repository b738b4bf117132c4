// Says aloud that words were kept, wherever one is writing; kept-for-you.tsx shows them. Stands outside of what is drawn anew when a refused draft has healed: a screen
// reader hears a change, not what is there from the beginning.
import type { ReactNode } from 'react';
import { useKept } from '../../session/use-session.tsx';

export const KeptNews = (): ReactNode => <output className="visually-hidden">{keptWords(useKept().length)}</output>;

function keptWords(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? 'Words of yours could not be sent. They are kept for you above the text.'
    : `Words of yours could not be sent. They are kept for you above the text, in ${count} places.`;
}
