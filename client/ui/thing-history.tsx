// "History of this flag": a place for the record of one thing in its own panel, asked for when it is opened. The page
// says how it is drawn, so that features need not know the history feature.
import type { ReactNode } from 'react';
import { createContext, useContext, useState } from 'react';
import type { PointId, ThreadId } from '../../shared/ids.ts';

/** `row`: a flag, a red line or a stance. */
export type Thing =
  | { readonly kind: 'row'; readonly id: string }
  | { readonly kind: 'thread'; readonly id: ThreadId }
  | { readonly kind: 'point'; readonly id: PointId };

/** Null: whoever looks here is shown no history. */
const DrawHistory = createContext<((thing: Thing) => ReactNode) | null>(null);
export const ThingHistoryProvider = DrawHistory.Provider;

export function ThingHistory({ thing, label }: { thing: Thing; label: string }): ReactNode {
  const draw = useContext(DrawHistory);
  const [isOpen, setIsOpen] = useState(false);
  if (!draw) return null;
  return (
    <details className="small" onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>{label}</summary>
      {isOpen && draw(thing)}
    </details>
  );
}
