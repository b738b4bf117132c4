// What is typed into words that cannot be edited now: the keys do nothing, the page does not scroll, and the reason is
// said at the caret. Of whoever was typing when a lock fell, what they typed on is kept (rule E17). Changes no words.
import type { RefObject } from 'react';
import { useEffect } from 'react';
import type * as Y from 'yjs';
import { newActId } from '../../local/act-id.ts';
import type { TypedOn } from '../../sync/kept/one-run.ts';
import type { KeyPress } from '../../ui/keys/key-press.ts';
import { isPressed, pressOf } from '../../ui/keys/key-press.ts';
import { isUndoKey } from '../../ui/keys/undo-keys.ts';
import { placeOfCaret, sayHere, unsayHere } from '../../ui/said-here/said-here.tsx';
import { isMac } from '../../ui/shortcut.ts';
import { toolGroups } from '../formatting/formatting.ts';
import { offsetIn } from '../point-ranges.ts';
import { followLeaving, forgetLeft, wasLeftOpen } from './left-open.ts';
import { endOfMine } from './word-begun.ts';

type Keep = (words: string, refusal: string, run: TypedOn) => void;

/** `from`: where the selection stood before a key or a press that may move it; null: nothing may have moved it. */
type Held = { readonly refusal: string; run: TypedOn; typed: string; from: Stand | null };

/** What is being typed on, by who keeps it: the point is drawn anew meanwhile, and it goes on there. */
const begun = new WeakMap<Keep, Held>();

/**
 * `refusal`: null where the words may be edited. `keep`: takes what was typed on so far, at each key, and the refusal
 * that held by then; one and the same for a point however often it is drawn.
 */
export function useHeldKeys(
  host: RefObject<HTMLElement | null>,
  { doc, point, refusal }: { readonly doc: Y.Doc; readonly point: string; readonly refusal: string | null },
  keep: Keep,
): void {
  useEffect(() => {
    const body = host.current;
    if (refusal === null) begun.delete(keep);
    if (!body) return undefined;
    if (refusal === null) return followLeaving(body, point);
    const say = (): void => sayHere(refusal, placeOfCaret());
    let isTypingOn = body.contains(document.activeElement);
    let mayLeave = false;
    const before = begun.get(keep);
    const held: Held =
      before?.refusal === refusal
        ? before
        : { refusal, typed: '', from: null, run: isTypingOn ? runGoingOn(body, doc, point) : newRun(body) };
    if (isTypingOn) begun.set(keep, held);
    // Back from a form, at words that were locked meanwhile: what is typed on was meant for them.
    let isBack = false;
    const onFocus = (): void => {
      isBack = !isTypingOn && wasLeftOpen(point);
      forgetLeft();
    };
    const goOn = (): void => {
      if (!isBack) return;
      Object.assign(held, { typed: '', from: null, run: runGoingOn(body, doc, point) });
      begun.set(keep, held);
      [isTypingOn, isBack] = [true, false];
    };
    // What was being composed when the lock fell is kept by itself, and is no part of a word that is gone on with.
    const afterComposing = (): void => {
      if (held.typed === '') held.run = newRun(body);
    };
    const onPress = (): void => {
      forgetLeft(); // who presses into locked words means no typing
      mayMove();
    };
    const mayMove = (): void => {
      held.from ??= stand();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (makesText(event)) goOn();
      if (isTypingOn && event.key === 'Tab' && !mayLeave) return stay(event);
      if (event.key !== 'Shift') mayLeave = event.key === 'Escape';
      if (event.isComposing) return say(); // what it composes is kept when it is done
      if (moves.test(event.key)) held.from = [];
      // For a typist they mean the line; the browser would go to an end of the page.
      if (isTypingOn && /^(?:Home|End)$/.test(event.key)) event.preventDefault();
      if (!changesWords(pressOf(event), isMac)) return mayMove();
      event.preventDefault();
      const key = isWordDeletion(event) ? 'WordBackspace' : event.key;
      if (isTypingOn && (makesText(event) || key === 'WordBackspace')) {
        if (held.from && !isSameStand(held.from, stand()))
          Object.assign(held, { typed: '', run: { elsewhere: { over: '' }, ...newRun(body) } });
        held.from = null;
        Object.assign(held, typedOnWith(held, key));
        keep(held.typed, refusal, held.run);
      }
      say();
    };
    // As in words that are open: what whoever types on means for the text must not become a shortcut.
    const stay = (event: KeyboardEvent): void => {
      event.preventDefault();
      sayHere(`${refusal} Esc, then Tab, leaves the text.`, placeOfCaret());
    };
    const stopTyping = (): void => {
      [isTypingOn, isBack] = [false, false];
      if (body.isConnected) begun.delete(keep); // else it only gives way to the point as it is drawn anew
    };
    const controller = new AbortController();
    const { signal } = controller;
    body.addEventListener('keydown', onKey, { signal });
    body.addEventListener('focus', onFocus, { signal });
    body.addEventListener('pointerdown', onPress, { signal });
    body.addEventListener('compositionend', afterComposing, { signal });
    body.addEventListener('paste', say, { signal });
    body.addEventListener('cut', say, { signal });
    body.addEventListener('blur', stopTyping, { signal });
    if (isTypingOn) say();
    return () => {
      controller.abort();
      unsayHere(refusal);
    };
  }, [host, doc, point, refusal, keep]);
}

/** Behind what I wrote last it goes on with that; the server may be about to refuse it. */
function runGoingOn(body: HTMLElement, doc: Y.Doc, point: string): TypedOn {
  const run = newRun(body, wordBeforeCaret());
  const { focusNode, focusOffset = 0 } = document.getSelection() ?? {};
  const end = endOfMine(doc, point);
  // Null: I wrote last in another point, so that nothing of mine waits here.
  const isBehindMine = end === null || (focusNode && offsetIn(body, focusNode, focusOffset) === end);
  return isBehindMine ? run : { elsewhere: { over: '' }, ...run };
}

/** Words that are selected are meant to be replaced, and not to be gone on from. */
function newRun(body: HTMLElement, wordBefore = ''): TypedOn {
  const selection = document.getSelection();
  const isOver = selection?.isCollapsed === false && body.contains(selection.anchorNode);
  const id = newActId();
  if (!isOver) return { id, wordBefore };
  const isWithin = body.contains(selection.focusNode);
  return { id, wordBefore: '', elsewhere: { over: isWithin ? selection.toString() : '' } };
}

type Stand = readonly (Node | number | null | undefined)[];

function stand(): Stand {
  const selection = document.getSelection();
  return [selection?.anchorNode, selection?.anchorOffset, selection?.focusNode, selection?.focusOffset];
}

/** Elsewhere is where these are meant to lead, though words that are only read have no caret. */
const moves = /^(?:Arrow|Page)|^(?:Home|End)$/;

const isSameStand = (a: Stand, b: Stand): boolean => a.length > 0 && a.every((each, i) => each === b[i]);

/** What of a word stands right before the caret, in letters of one look: with what is typed on it is one word. */
function wordBeforeCaret(): string {
  const { anchorNode, anchorOffset, isCollapsed } = document.getSelection() ?? {};
  const before = isCollapsed && anchorNode instanceof Text ? anchorNode.data.slice(0, anchorOffset) : '';
  return /\S*$/.exec(before)?.[0] ?? '';
}

/** With one more key. Beyond what was typed on, Backspace deletes what was typed right before it. */
export function typedOnWith<T extends { readonly typed: string; readonly run: TypedOn }>(on: T, key: string): T {
  const { typed, run } = on;
  const isBack = key === 'Backspace' && typed === '' && !run.elsewhere;
  return isBack ? { ...on, run: { ...run, back: (run.back ?? 0) + 1 } } : { ...on, typed: withKey(typed, key) };
}

/** The words with one more key. */
export function withKey(typed: string, key: string): string {
  if (key === 'Backspace') return [...typed].slice(0, -1).join('');
  if (key === 'WordBackspace') return typed.replace(/\S*\s*$/, '');
  if (key === 'Enter') return `${typed}\n`;
  return isOneCharacter(key) ? typed + key : typed;
}

const makers = new Set(['Enter', 'Backspace', 'Delete', 'Process', 'Dead']);

/** A letter, or a key that makes or takes some. */
export const makesText = ({ key, ctrlKey, metaKey }: Pick<KeyPress, 'key' | 'ctrlKey' | 'metaKey'>): boolean =>
  !ctrlKey && !metaKey && (isOneCharacter(key) || makers.has(key));

/** Ctrl+Backspace; on a Mac, Option+Backspace. */
const isWordDeletion = (
  { key, ctrlKey, altKey }: Pick<KeyPress, 'key' | 'ctrlKey' | 'altKey'>,
  onMac = isMac,
): boolean => key === 'Backspace' && (onMac ? altKey : ctrlKey);

const isOneCharacter = (key: string): boolean => [...key].length === 1;

/**
 * The commands too: the browser would undo what was last typed in another point, and has commands of its own on the
 * keys of formatting.
 */
export const changesWords = (press: KeyPress, onMac: boolean): boolean =>
  makesText(press) ||
  isWordDeletion(press, onMac) ||
  isUndoKey(press, onMac) ||
  commands.some(keys => isPressed(keys, press, onMac));

const commands = ['Mod+X', ...toolGroups.flat().map(({ keys }) => keys)];
