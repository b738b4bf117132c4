// A small menu for rare verbs. The browser's popover gives Esc, closing on a click outside and the return of focus.
import { useId, useRef } from 'react';
import { useHeldWhilePressed } from './presses/held-while-pressed.ts';

export type Verb = { readonly label: string; readonly run: () => void };

/** `shown`: words instead of the three dots. */
export function VerbMenu({ label, verbs, shown }: { label: string; verbs: readonly Verb[]; shown?: string }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const shownVerbs = useHeldWhilePressed(list, verbs);
  if (shownVerbs.length === 0) return null;
  // First back to the button: what the verb opens returns the keyboard to where it was, and this list is gone by then.
  const choose = ({ run }: Verb): void => {
    list.current?.hidePopover();
    run();
  };
  return (
    <span className="verb-menu">
      <button
        ref={button}
        type="button"
        className={shown === undefined ? 'verb verb-more' : 'verb verb-shown'}
        aria-label={label}
        title={label}
        popoverTarget={id}
      >
        {shown ?? (
          <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d="M3 7a1 1 0 1 1 0 2 1 1 0 0 1 0-2Zm5 0a1 1 0 1 1 0 2 1 1 0 0 1 0-2Zm5 0a1 1 0 1 1 0 2 1 1 0 0 1 0-2Z" />
          </svg>
        )}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        className="verb-list"
        onToggle={() => placeBelow(list.current, button.current)}
      >
        {shownVerbs.map(verb => (
          <button key={verb.label} type="button" onClick={() => choose(verb)}>
            {verb.label}
          </button>
        ))}
      </div>
    </span>
  );
}

/** Popovers stand above the page, in its coordinates: under the button, inside the window. */
function placeBelow(list: HTMLElement | null, button: HTMLElement | null): void {
  if (!list || !button) return;
  const { bottom, right } = button.getBoundingClientRect();
  list.style.top = `${bottom + scrollY + 4}px`;
  list.style.left = `${Math.max(8, right + scrollX - list.offsetWidth)}px`;
}
