// What a pointer holds down stays as it is until it is let go: others' doings neither take it away nor make another
// button of it (rule T33). The newest is drawn right after the click.
import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { afterPress } from './after-press.ts';

/** `value` as it was last drawn, as long as `around` or something in it is held down. */
export function useHeldWhilePressed<T>(around: RefObject<Element | null>, value: T): T {
  const drawn = useRef(value);
  const [, drawAgain] = useState(0);
  const isHeld = around.current?.matches(':active') === true;
  const now = isHeld ? drawn.current : value;
  useLayoutEffect(() => {
    drawn.current = now;
  });
  useEffect(() => (isHeld ? afterPress(() => drawAgain(count => count + 1)) : undefined), [isHeld]);
  return now;
}
