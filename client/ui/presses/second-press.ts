// A press takes a form, a bar or a menu away, or the keyboard to other words, and something else takes its place. The
// same press again, a key held or pressed twice, the second half of a double click, is not for that: it goes nowhere.
// Any other key works at once. Knows no form: it compares where a press went with where it would go now.
import { doubleClickMs, doublePressMs } from '../../../shared/limits.ts';

export type KeyDown = {
  readonly kind: 'key';
  readonly key: string;
  /** With Ctrl, Cmd or Alt, or of the upper row: it types nothing. */
  readonly isCommand: boolean;
  readonly isHeld: boolean;
  readonly target: unknown;
  readonly place: 'words' | 'field' | 'elsewhere';
  readonly at: number;
};

type PointerDown = {
  readonly kind: 'pointer';
  readonly target: EventTarget | null;
  readonly control: Element | null;
  /** What had the keyboard. */
  readonly active: Element | null;
  readonly x: number;
  readonly y: number;
  readonly at: number;
};

/** `if-double`: if the browser, which knows this hand's double clicks, says so; as it does with its mouse events. */
type IsSecond = 'no' | 'if-double' | 'yes';

/** `isSpent`: it did an act that is done once, wherever the next one goes. */
type Last = { readonly press: KeyDown | PointerDown; readonly isSpent: boolean; readonly wasIgnored: boolean };

let last: Last | null = null;
let pointer: { readonly isSecond: IsSecond; readonly first: Last | null } = { isSecond: 'no', first: null };

/** For an act that is done once: also where its button stays under the hand. */
export function spendPress(): void {
  if (last) last = { ...last, isSpent: true };
}

/** Once for each page, before anybody else listens to keys. */
export function ignoreSecondPresses(): void {
  addEventListener('keydown', onKeyDown, true);
  addEventListener('keyup', onKeyUp, true);
  addEventListener('pointerdown', onPointerDown, true);
  addEventListener('pointerup', onPointerUp, true);
  for (const kind of ['mousedown', 'click', 'dblclick'] as const) addEventListener(kind, onMouse, true);
}

function onKeyDown(event: KeyboardEvent): void {
  if (modifiers.has(event.key)) return;
  const now = keyDownOf(event);
  const before = last?.press.kind === 'key' && last.press.key === now.key ? last.press : null;
  if (event.isComposing) last = null;
  else if (last && before && isSecondKey(before, now, last.isSpent)) {
    last = { ...last, press: { ...before, at: now.at }, wasIgnored: true };
    ignore(event);
  } else if (last && before && now.isHeld)
    last = { ...last, press: { ...before, at: now.at } }; // it went where it was first put down
  else last = { press: now, isSpent: false, wasIgnored: false };
}

/** A button is pressed by Space when it is let go. */
function onKeyUp(event: KeyboardEvent): void {
  if (last?.press.kind !== 'key' || last.press.key !== event.key) return;
  if (last.wasIgnored) event.preventDefault();
  last = { ...last, press: { ...last.press, at: event.timeStamp } };
}

function onPointerDown(event: PointerEvent): void {
  if (!event.isPrimary || event.button !== 0) return;
  const now = pointerDownOf(event);
  const isSecond = last?.press.kind === 'pointer' ? isSecondClick(last.press, now, last.isSpent) : 'no';
  pointer = { isSecond, first: last };
  if (isSecond === 'yes') ignoreClick(event);
  else last = { press: now, isSpent: false, wasIgnored: false };
}

/** What the press does comes as it is let go. */
function onPointerUp({ timeStamp }: PointerEvent): void {
  if (last?.press.kind === 'pointer') last = { ...last, press: { ...last.press, at: timeStamp } };
}

/** A click that a key makes has no detail. */
function onMouse(event: MouseEvent): void {
  const { isSecond } = pointer;
  if ((isSecond === 'yes' && event.detail > 0) || (isSecond === 'if-double' && event.detail > 1)) ignoreClick(event);
}

/** A third one is measured by the first, too. */
function ignoreClick(event: MouseEvent): void {
  if (pointer.first) last = { ...pointer.first, press: { ...pointer.first.press, at: event.timeStamp } };
  ignore(event);
}

function ignore(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Of one key: whether it is pressed again, for something that it was not first pressed for. */
export function isSecondKey(first: KeyDown, now: KeyDown, isSpent: boolean): boolean {
  const isAgain = now.isHeld || now.at - first.at < doublePressMs;
  if (!isAgain || movers.test(now.key)) return false;
  const isYes = now.key === 'Enter' || now.key === ' ';
  if (isSpent && isYes) return true;
  if (first.target === now.target || wasTyped(first, now)) return false;
  if (isYes) return true;
  if (now.isCommand) return now.place === 'field'; // in the words it goes on through them: "Next unread"
  return now.isHeld && now.place !== 'elsewhere'; // two letters are two letters, and Esc leaves one thing after another
}

/** They go through places, or through letters: also when they are held. */
const movers = /^(?:Arrow|Page)|^(?:Home|End|Tab|Backspace|Delete)$/;
const modifiers = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock']);

/** What is written in words does nothing elsewhere, also where these words are drawn anew. */
const wasTyped = (first: KeyDown, now: KeyDown): boolean =>
  first.place === 'words' && (!first.isCommand || now.place === 'words');

/** Of one place on the screen: whether the press is for what the first one put there. */
function isSecondClick(first: PointerDown, now: PointerDown, isSpent: boolean): IsSecond {
  const isFar = Math.abs(now.x - first.x) > handShakesPx || Math.abs(now.y - first.y) > handShakesPx;
  const { control } = first;
  if (isFar || now.at - first.at >= doubleClickMs || !control) return 'no';
  const isThere = now.target instanceof Node && control.contains(now.target);
  if (isThere && hasKeyboardLeft(control, first.active, now.active)) return 'yes';
  if (isThere) return isSpent || control.matches(openers) ? 'if-double' : 'no';
  return placeOf(now.target) === 'words' ? 'yes' : 'if-double';
}

/** A double click opens what a click opens: its second half would close it again. */
const openers = 'summary, [aria-expanded], [popovertarget]';

const handShakesPx = 16;

/** The press took the keyboard to a form, say: its second half must not take it back. */
const hasKeyboardLeft = (control: Element, before: Element | null, now: Element | null): boolean =>
  now !== null && now !== before && !now.matches('body, main') && !control.contains(now);

function keyDownOf(event: KeyboardEvent): KeyDown {
  const { key, ctrlKey, metaKey, altKey, repeat, target, timeStamp } = event;
  const isCommand = ((ctrlKey || metaKey || altKey) && !event.getModifierState('AltGraph')) || /^F\d+$/.test(key);
  return { kind: 'key', key, isCommand, isHeld: repeat, target, place: placeOf(target), at: timeStamp };
}

function placeOf(target: EventTarget | null): KeyDown['place'] {
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.closest('[role="textbox"]')) return 'words';
  return target.matches('textarea, input') ? 'field' : 'elsewhere';
}

function pointerDownOf({ target, clientX, clientY, timeStamp }: PointerEvent): PointerDown {
  const control = target instanceof Element ? target.closest('button, a, summary') : null;
  return {
    kind: 'pointer',
    target,
    control: control?.closest('[role="textbox"]') ? null : control, // a link in words is words
    active: document.activeElement,
    x: clientX,
    y: clientY,
    at: timeStamp,
  };
}
