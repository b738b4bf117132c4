// Listens to the keys of the whole page, once: finds the shortcut that was pressed, and tells keys that are meant for a
// text from keys that are meant for the page.

import { isPressed, pressOf } from '../../ui/keys/key-press.ts';
import { isUndoKey } from '../../ui/keys/undo-keys.ts';
import { placeOfCaret, sayHere } from '../../ui/said-here/said-here.tsx';
import type { Shortcut } from '../../ui/shortcut.ts';
import { isMac } from '../../ui/shortcut.ts';
import type { TextSurface } from '../../ui/text-surface.ts';
import { undoDiscard, undoLast, workGoesOn } from '../../ui/undo-offer/done-and-undo.ts';
import type { Hands } from './hands.ts';
import { handsAfter, isInOpenWords, isInText } from './hands.ts';
import { shortcutFor } from './shortcut-for.ts';
import type { Focus, Stray } from './stray-keys.ts';
import { goOn, isForText, strayOf, strayWords } from './stray-keys.ts';
import type { RemovedPoints } from './typed-on.ts';
import { TypedOnAfterRemoval } from './typed-on.ts';

/** One pair, however often the page begins anew over other words. */
let hands: Hands = 'free';

/** A shortcut that asked for something first, in a field of its own, has now led away from any text. */
export function leaveText(): void {
  hands = handsAfter(hands, { type: 'shortcut', key: null, isInText: false });
}

const nothingUndone = 'Nothing to undo or redo here. In a text, these keys undo what you wrote there: click into it.';

const acts = ['keydown', 'pointerdown', 'focusin', 'input', 'compositionstart'] as const;
const edits = ['paste', 'cut'] as const;

type Reasons = {
  /** Why this member edits no words at all; null where they may. */
  readonly never: () => string | null;
  readonly removed: RemovedPoints;
};

export function listenToKeys(
  surface: TextSurface,
  table: () => readonly Shortcut[],
  { never, removed }: Reasons,
): () => void {
  /** The point whose words were written in last, if nothing else was since. */
  let writtenIn = '';
  const typedOn = new TypedOnAfterRemoval(removed);
  const say = (stray: Stray): void => sayHere((stray === 'was-writing' ? null : never()) ?? strayWords[stray], null);
  const hold = (stray: Stray, key: string): void => {
    const kept = stray === 'was-writing' ? typedOn.key(key, writtenIn) : '';
    if (kept === '') say(stray);
    else sayHere(`${kept} ${goOn}`, null);
  };
  const strayAt = (focus: Focus): Stray | null =>
    strayOf(focus, hands, focus === 'nowhere' ? surface.selection().length : 0);

  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const press = pressOf(event);
    const focus = focusOf(event.target);
    const stray = strayAt(focus);
    const shortcut = shortcutFor(table(), press, { focus, stray, isInWords: isInOpenWords(), isMac });
    if (shortcut && !isOverlaid()) {
      event.preventDefault();
      event.stopPropagation();
      leaveText();
      shortcut.run();
    } else if (stray && event.key === 'Escape') {
      document.getSelection()?.removeAllRanges();
    } else if (isPressed('Mod+Z', press, isMac) && focus === 'text' && !isOverlaid() && undoDiscard()) {
      event.preventDefault();
      event.stopPropagation();
    } else if (focus !== 'text' && isUndoKey(press, isMac)) {
      event.preventDefault(); // the browser would undo in a point that nobody is in, and bring the caret there
      if (isOverlaid()) return;
      const isUndone = isPressed('Mod+Z', press, isMac) && (pressesWayBack() || undoLast());
      if (!isUndone) sayHere(nothingUndone, null);
    } else if (stray && isForText(press, focus)) {
      event.preventDefault();
      event.stopPropagation();
      hold(stray, event.key);
    } else if (!stray && focus === 'nowhere' && isForText(press, focus) && isCaretInWords()) {
      const why = never();
      if (why !== null) sayHere(why, placeOfCaret());
    }
  };
  const onAct = (event: Event): void => {
    const key = event instanceof KeyboardEvent ? event.key : null;
    hands = handsAfter(hands, { type: event.type, key, isInText: isInText(event.target) });
    if (isInText(event.target)) writtenIn = pointOf(event.target);
    if (isInText(event.target) || hands === 'free') typedOn.end();
    if (event instanceof KeyboardEvent) onKey(event);
    if (isWork(event)) workGoesOn();
  };
  const onEdit = (event: Event): void => {
    workGoesOn();
    const stray = strayAt(focusOf(event.target));
    if (stray) say(stray);
  };

  // Captured, before an editor takes the keys for itself.
  for (const act of acts) document.addEventListener(act, onAct, { capture: true });
  for (const edit of edits) document.addEventListener(edit, onEdit, { capture: true });
  return () => {
    for (const act of acts) document.removeEventListener(act, onAct, { capture: true });
    for (const edit of edits) document.removeEventListener(edit, onEdit, { capture: true });
  };
}

/** A button that takes back what was just done has the keyboard. */
function pressesWayBack(): boolean {
  const { activeElement } = document;
  const isOne = activeElement instanceof HTMLElement && activeElement.matches('[aria-keyshortcuts~="Control+Z"]');
  if (isOne) activeElement.click();
  return isOne;
}

/** Not a mere move of the keyboard or the caret. */
function isWork(event: Event): boolean {
  if (event instanceof KeyboardEvent) return !moves.test(event.key);
  if (event.type === 'pointerdown') return event.target instanceof Element && event.target.closest('button') !== null;
  return event.type !== 'focusin';
}

const moves = /^(?:Arrow|Page)|^(?:Home|End|Tab|Escape|Control|Shift|Alt|AltGraph|Meta)$/;

/** Where somebody clicked into words that they only read. */
const isCaretInWords = (): boolean =>
  Boolean(document.getSelection()?.focusNode?.parentElement?.closest('.body[data-point]'));

const pointOf = (target: EventTarget | null): string =>
  (target instanceof Element && target.closest<HTMLElement>('.body[data-point]')?.dataset['point']) || '';

/** The page under an open dialog is out of reach, by keys too. */
const isOverlaid = (): boolean => document.querySelector('dialog:modal') !== null;

function focusOf(target: EventTarget | null): Focus {
  if (isInText(target)) return 'text';
  const { activeElement } = document;
  return !activeElement || activeElement.matches('body, main') ? 'nowhere' : 'control';
}
