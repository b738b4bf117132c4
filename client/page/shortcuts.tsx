// The one table of keyboard shortcuts: what the features bring, plus "?" for the table itself. Listens once, for the whole page.
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { Shortcut } from '../ui/shortcut.ts';

export type Shortcuts = {
  readonly table: readonly Shortcut[];
  readonly dialog: React.RefObject<HTMLDialogElement | null>;
  show(): void;
};

export function useShortcuts(given: readonly Shortcut[]): Shortcuts {
  const dialog = useRef<HTMLDialogElement>(null);
  const show = (): void => {
    if (!dialog.current?.open) dialog.current?.showModal();
  };
  const table: readonly Shortcut[] = [
    ...given,
    { keys: '?', label: 'Show these shortcuts', where: 'outside-text', run: show },
  ];
  const latest = useRef(table);
  latest.current = table;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const shortcut = latest.current.find(each => isPressed(each, event));
      if (!shortcut) return;
      event.preventDefault();
      event.stopPropagation();
      shortcut.run();
    };
    // Captured, before an editor takes the keys for itself.
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, []);
  return { table, dialog, show };
}

function isPressed({ keys, where }: Shortcut, event: KeyboardEvent): boolean {
  if (where === 'outside-text' && isTyping(event.target)) return false;
  if (where === 'in-words' && !isInWords(event.target)) return false;
  if (keys === '?') return event.key === '?';
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (name: string): boolean => parts.includes(name);
  const mod = event.ctrlKey || event.metaKey;
  if (wants('Mod') ? !mod : wants('Ctrl') !== event.ctrlKey || event.metaKey) return false;
  return (
    event.altKey === wants('Alt') && event.shiftKey === wants('Shift') && event.code === (places[key] ?? `Key${key}`)
  );
}

/** Digits and function keys are where every keyboard has them, whatever Shift makes of a digit. */
const places: Readonly<Record<string, string>> = {
  '[': 'BracketLeft',
  ']': 'BracketRight',
  7: 'Digit7',
  8: 'Digit8',
  9: 'Digit9',
  F10: 'F10',
};

const isInWords = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.body[data-point]') !== null;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [role="textbox"]'));

export function ShortcutsDialog({ shortcuts: { table, dialog } }: { shortcuts: Shortcuts }): ReactNode {
  const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? 'Cmd' : 'Ctrl';
  return (
    <dialog ref={dialog} aria-labelledby="shortcuts-title">
      <h2 id="shortcuts-title" className="dialog-title">
        Keyboard shortcuts
      </h2>
      <dl className="shortcuts">
        {table.map(({ keys, label }) => (
          <div key={keys}>
            <dt>
              <kbd>{keys.replace('Mod', mod)}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">Letters and brackets stand for their places on an English keyboard.</p>
      <form method="dialog" className="dialog-verbs">
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}
