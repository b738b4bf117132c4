// A click goes to what the pointer was put down on. Where others' doings move that away while it is held down, the
// browser would give the click to whatever holds both places, and nothing would happen (rule T23). Listens once, for the
// whole page; a hand that goes away from what it pressed still clicks nothing.

type Pressed = { readonly element: HTMLElement; readonly place: DOMRect };

const pressable =
  'button, a[href], summary, label, select, [role=button], [role=gridcell], input:is([type=checkbox], [type=radio])';

export function listenForMovedClicks(): void {
  let pressed: Pressed | null = null;
  const down = ({ target }: PointerEvent): void => {
    const element = target instanceof Element ? target.closest<HTMLElement>(pressable) : null;
    pressed = element && { element, place: element.getBoundingClientRect() };
  };
  const clicked = (event: MouseEvent): void => {
    // One by keys or by the page itself has no place.
    if (!event.isTrusted || event.detail === 0) return;
    const was = pressed;
    pressed = null;
    if (!was || !hasMovedAway(was, event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    was.element.dispatchEvent(new MouseEvent('click', { ...likeThat(event), bubbles: true, cancelable: true }));
  };
  addEventListener('pointerdown', down, true);
  addEventListener('pointercancel', () => (pressed = null), true);
  addEventListener('click', clicked, true);
}

/** The pointer is where it was put down, and what it was put down on is not. */
function hasMovedAway({ element, place }: Pressed, { target, clientX, clientY }: MouseEvent): boolean {
  if (target instanceof Node && element.contains(target)) return false;
  const isStill = place.left <= clientX && clientX <= place.right && place.top <= clientY && clientY <= place.bottom;
  const now = element.getBoundingClientRect();
  return isStill && (now.top !== place.top || now.left !== place.left) && isInReach(element);
}

function isInReach(element: HTMLElement): boolean {
  if (!element.isConnected || element.matches(':disabled') || element.closest('[inert]')) return false;
  const dialogs = [...document.querySelectorAll('dialog:modal')];
  return dialogs.every(dialog => dialog.contains(element));
}

const likeThat = ({ detail, clientX, clientY, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): MouseEventInit => ({
  detail,
  clientX,
  clientY,
  ctrlKey,
  metaKey,
  shiftKey,
  altKey,
  composed: true,
  view: window,
});
