// The focus in a long list of which only a part is on the page: its row stays there however far one scrolls, and arrow
// keys, Home and End move it. Draws nothing.
import type { FocusEvent, KeyboardEvent, RefObject } from 'react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';

export type RowFocus = {
  /** The row that has the focus, or null. */
  readonly index: number | null;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

/** Rows are `li[data-index]` with buttons in them. Newer entries may come in front: a row is known by its entry. */
export function useRowFocus(
  list: RefObject<HTMLElement | null>,
  entries: readonly { readonly id: string }[],
): RowFocus {
  const [id, setId] = useState<string | null>(null);
  const found = useMemo(() => (id === null ? -1 : entries.findIndex(entry => entry.id === id)), [entries, id]);
  const index = found === -1 ? null : found;
  /** Where the focus is to go once that row is on the page: which row, and which kind of its buttons. */
  const wanted = useRef<{ readonly index: number; readonly kind: string } | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null || wanted.current.index !== index) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>(`[data-index="${index}"] button`) ?? [])];
    const { kind } = wanted.current;
    wanted.current = null;
    (buttons.find(button => button.className === kind) ?? buttons.at(-1))?.focus();
  }, [index, list]);
  return {
    index,
    onFocus: ({ target }) => {
      const row = Number(target.closest<HTMLElement>('li[data-index]')?.dataset['index']);
      setId(entries[row]?.id ?? null);
    },
    onBlur: ({ relatedTarget }) => {
      // Where the whole window loses the focus, it comes back to this row.
      const isWithin = list.current?.contains(relatedTarget) || list.current?.contains(document.activeElement);
      if (!isWithin) setId(null);
    },
    onKeyDown: event => {
      const { target, key } = event;
      if (index === null || !(target instanceof HTMLButtonElement) || target.closest('dialog')) return;
      const next = nextRow(key, index, entries.length);
      if (next === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (next === index) return;
      wanted.current = { index: next, kind: target.className };
      setId(entries[next]?.id ?? null);
    },
  };
}

function nextRow(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, count - 1);
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** The rows near the window and the one that has the focus, in order. */
export const withRow = (rows: number[], row: number | null): number[] =>
  row === null || rows.includes(row) ? rows : [...rows, row].sort((a, b) => a - b);
