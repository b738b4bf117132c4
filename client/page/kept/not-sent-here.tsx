// The list of what was begun and can be sent no more, on a page that shows no draft.
import type { ReactNode } from 'react';
import { useEffect, useReducer, useRef } from 'react';
import type { KeptWords } from '../../local/own-work.ts';
import { KeptForYou } from './kept-for-you.tsx';
import type { NotSent, NotSentEntry } from './not-sent.ts';
import { entriesOf } from './not-sent.ts';

export function NotSentHere({ notSent }: { notSent: NotSent }): ReactNode {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const { texts, forms } = notSent;
  useEffect(() => {
    const stops = [texts.subscribe(redraw), forms.subscribe(redraw)];
    redraw(); // what was on its way may have come back before
    return () => {
      for (const stop of stops) stop();
    };
  }, [texts, forms]);
  const entries = entriesOf(notSent);
  /** Also those that were dismissed: they may be brought back. */
  const known = useRef(new Map<string, NotSentEntry>()).current;
  for (const entry of entries) known.set(entry.kept.id, entry);
  const does =
    (verb: 'drop' | 'restore') =>
    ({ id }: KeptWords): void => {
      known.get(id)?.[verb]();
      redraw();
    };
  return (
    <KeptForYou
      kept={entries.map(({ kept }) => kept)}
      canComment={false}
      areStored={!texts.hasUnstored && !forms.hasUnstored}
      onDismiss={does('drop')}
      onRestore={does('restore')}
    />
  );
}
