// Cards keep their order while somebody types in one of them: an element that changes places among the others loses the
// keyboard, its caret and what an input method is composing. So they do while a pointer holds one of them down. The
// order is made good as soon as they are done.
import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { afterPress, pressedIn } from '../../ui/presses/after-press.ts';

const isField = (element: Element | null): boolean => element?.matches('textarea, input') ?? false;

/** What stood keeps its order; newcomers come after it. Pure. */
export function heldItems<T extends { readonly key: string }>(
  before: readonly string[],
  wanted: readonly T[],
): readonly T[] {
  const place = new Map(before.map((key, i) => [key, i]));
  const placeOf = ({ key }: T): number => place.get(key) ?? before.length;
  return [...wanted].sort((a, b) => placeOf(a) - placeOf(b)); // stable: newcomers keep theirs among themselves
}

export function useHeldWhileWriting<T extends { readonly key: string }>(
  around: RefObject<HTMLElement | null>,
  wanted: readonly T[],
): readonly T[] {
  const before = useRef<readonly string[]>([]);
  const [, setLeft] = useState(0);
  const active = document.activeElement;
  const isWriting = isField(active) && around.current?.contains(active) === true;
  const isPressed = around.current !== null && pressedIn(around.current) !== null;
  const items = isWriting || isPressed ? heldItems(before.current, wanted) : wanted;
  useLayoutEffect(() => {
    before.current = items.map(({ key }) => key);
  });
  useEffect(() => {
    const element = around.current;
    let callOff = (): void => undefined;
    const madeGood = (): void => {
      callOff();
      callOff = afterPress(() => setLeft(count => count + 1));
    };
    // Not at once: the keyboard may only have gone on to a button beside the field, which must not move from under it.
    const left = (event: FocusEvent): void => {
      if (isField(event.target as Element | null)) requestAnimationFrame(madeGood);
    };
    element?.addEventListener('focusout', left);
    element?.addEventListener('pointerdown', madeGood);
    return () => {
      callOff();
      element?.removeEventListener('focusout', left);
      element?.removeEventListener('pointerdown', madeGood);
    };
  }, [around]);
  return items;
}
