// Where the keyboard goes when the button that had it is taken away with its row, and nobody else says where: with the
// thing that moved, else to the row in its place, else to what stands around. Knows things by `data-thing` alone.

type Lost = { readonly gone: Element; readonly removals: readonly MutationRecord[] };
type Awaited = { readonly thing: string; readonly at: Element | null };

let last: Element | null = null;
let lost: Lost | null = null;
let awaited: Awaited | null = null;

/** Once for each page. */
export function catchLostKeyboard(): void {
  addEventListener('focusin', onFocus, true);
  addEventListener('focusout', onBlur, true);
  new MutationObserver(onChange).observe(document, { childList: true, subtree: true });
}

/** The keyboard goes to a thing that comes back, if nobody has taken it elsewhere by then. */
export function awaitThing(thing: string): void {
  awaited = thing === '' || placeOf(thing) ? null : { thing, at: document.activeElement };
}

/** The first button of a thing, where it stands in sight: its menu, if `isMenu`. */
export function placeOf(thing: string, isMenu = true): HTMLElement | null {
  const row = thing === '' ? null : document.querySelector(`[data-thing="${CSS.escape(thing)}"]`);
  return row && placeIn(row, isMenu);
}

function onFocus({ target }: FocusEvent): void {
  last = target instanceof Element && target.matches(pressable) ? target : null;
  if (!awaited || !(target instanceof Element) || awaited.at === target) return;
  awaited = awaited.at?.isConnected ? null : { ...awaited, at: target }; // it was put there, as its button went
}

/** Somebody leaves what stays: then it is meant to be nowhere. Of what is taken away the browser may tell, too. */
function onBlur({ target }: FocusEvent): void {
  queueMicrotask(() => {
    if (last === target && last?.isConnected && document.activeElement !== last) last = null;
  });
}

/** In text and in fields others see to it. */
const pressable = 'button, a[href], summary';

function onChange(removals: MutationRecord[]): void {
  if (awaited) goToAwaited(awaited);
  if (!last || last.isConnected) return;
  lost = { gone: last, removals };
  last = null;
  requestAnimationFrame(() => setTimeout(keepLost)); // whoever knows better has said so by then
}

function goToAwaited({ thing, at }: Awaited): void {
  const place = placeOf(thing);
  if (!place) return;
  awaited = null;
  if (isNowhere() || document.activeElement === at) goTo(place);
}

function keepLost(): void {
  const kept = lost;
  lost = null;
  if (!kept || !isNowhere()) return;
  const isMenu = kept.gone.closest('[popover], [popovertarget]') !== null;
  const thing = kept.gone.closest('[data-thing]')?.getAttribute('data-thing') ?? '';
  const place = placeOf(thing, isMenu) ?? placeBeside(kept, isMenu);
  if (place) goTo(place);
}

const isNowhere = (): boolean => document.activeElement === document.body;

function goTo(place: HTMLElement): void {
  place.focus({ preventScroll: true });
  if (!place.matches('[tabindex]')) place.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}

/** In the next row, else the one before, else in what stands around. */
function placeBeside({ gone, removals }: Lost, isMenu: boolean): HTMLElement | null {
  const removal = removals.find(({ target, removedNodes }) => target.isConnected && holds(removedNodes, gone));
  if (!removal) return document.getElementById('text');
  const { target, removedNodes, nextSibling, previousSibling } = removal;
  if ([...removedNodes].some(node => node instanceof Element && node.matches('li') && node.contains(gone)))
    for (const row of [...siblings(nextSibling, 'nextSibling'), ...siblings(previousSibling, 'previousSibling')]) {
      const place = placeIn(row, isMenu);
      if (place) return place;
    }
  for (let each: Node | null = target; each; each = each.parentNode) {
    if (each instanceof HTMLElement && each.matches('[tabindex]')) return each;
    const place = each instanceof Element && each.matches('li, dialog') ? placeIn(each, isMenu) : null;
    if (place) return place;
  }
  return document.getElementById('text');
}

const holds = (nodes: NodeList, gone: Element): boolean => [...nodes].some(node => node.contains(gone));

function siblings(from: Node | null, way: 'nextSibling' | 'previousSibling'): readonly Element[] {
  const found: Element[] = [];
  for (let each = from; each; each = each[way]) if (each instanceof Element && each.isConnected) found.push(each);
  return found;
}

function placeIn(row: Element, isMenu: boolean): HTMLElement | null {
  const places = [...row.querySelectorAll<HTMLElement>('button:not(:disabled), a[href]')].filter(place =>
    place.checkVisibility(),
  );
  return (isMenu && places.find(place => place.matches('[popovertarget]'))) || places[0] || null;
}
