// A click arrives at what was pressed, also where somebody else's doing has moved that away before the pointer was let
// go: the browser would give it to whatever lies there by then, or to nobody. Changes nothing where nothing moved.

const pressable = 'button, a[href], summary, label, select, [role="option"], [data-cell]';
/** Farther than this in pixels, somebody has changed their mind. */
const stillPx = 8;

type Press = { readonly target: HTMLElement; readonly x: number; readonly y: number };

/** For the whole page, until the returned function is called. */
export function keepPresses(): () => void {
  let press: Press | null = null;
  const onDown = ({ target, button, clientX, clientY }: PointerEvent): void => {
    const pressed = button === 0 && target instanceof Element ? target.closest<HTMLElement>(pressable) : null;
    press = pressed && { target: pressed, x: clientX, y: clientY };
  };
  const onClick = (event: MouseEvent): void => {
    const pressed = press;
    press = null;
    if (!pressed || !event.isTrusted || event.detail === 0) return; // by a key, or by a page
    const { target, x, y } = pressed;
    const isElsewhere = event.target instanceof Node && !target.contains(event.target);
    if (!isElsewhere || !target.isConnected || Math.hypot(event.clientX - x, event.clientY - y) > stillPx) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    target.click();
  };
  addEventListener('pointerdown', onDown, { capture: true });
  addEventListener('click', onClick, { capture: true });
  return () => {
    removeEventListener('pointerdown', onDown, { capture: true });
    removeEventListener('click', onClick, { capture: true });
  };
}
