// Keeps the reader's place when the window takes another size: zoom, a phone that is turned, a window beside another.
// The browser keeps the number of pixels above, and other words stand there then. Goes nowhere by itself.
import { focusBox } from '../../points/carets/below-head.ts';

/** `part`: how much of the element's height is above the free part of the window. */
type Mark = { readonly element: Element; readonly part: number };

/** Somewhat below the head of the page, and how far down words are looked for: a gap tells no place. */
const stepPx = 16;
const steps = 16;

export function stayInPlace(page: HTMLElement): () => void {
  let place: readonly Mark[] = [];
  let isHandSeen = false;
  let read = 0;
  let restore = 0;
  const onScroll = (): void => {
    read ||= requestAnimationFrame(() => {
      read = 0;
      if (restore) return; // the layout is another one already
      place = scrollY > 0 ? placeIn(page) : [];
      isHandSeen = isInWindow(handBox());
    });
  };
  // The browser scrolls to whatever is typed or pressed.
  const onHand = (): void => {
    isHandSeen = true;
  };
  const onResize = (): void => {
    restore ||= requestAnimationFrame(() => {
      scrollToPlace(place);
      if (isHandSeen && !isInWindow(handBox())) showHand();
      restore = 0;
    });
  };
  addEventListener('scroll', onScroll, { passive: true });
  addEventListener('resize', onResize);
  page.addEventListener('keydown', onHand);
  page.addEventListener('focusin', onHand);
  return () => {
    cancelAnimationFrame(read);
    cancelAnimationFrame(restore);
    removeEventListener('scroll', onScroll);
    removeEventListener('resize', onResize);
    page.removeEventListener('keydown', onHand);
    page.removeEventListener('focusin', onHand);
  };
}

/** The first words below the head, and what they stand in: words may be drawn anew meanwhile. */
function placeIn(page: HTMLElement): readonly Mark[] {
  const main = page.querySelector('main');
  if (!main) return [];
  const { left, width } = main.getBoundingClientRect();
  const { top } = freeWindow();
  for (let step = 1; step <= steps; step += 1) {
    const hit = document.elementFromPoint(left + width / 2, top + step * stepPx);
    if (hit && hit !== main && main.contains(hit) && hasWords(hit)) return marksUpTo(main, hit, top);
  }
  return [];
}

const hasWords = (element: Element): boolean =>
  [...element.childNodes].some(node => node instanceof Text && node.data.trim() !== '');

function marksUpTo(main: Element, hit: Element, top: number): readonly Mark[] {
  const marks: Mark[] = [];
  for (let element: Element | null = hit; element && element !== main; element = element.parentElement) {
    const box = element.getBoundingClientRect();
    if (box.height > 0) marks.push({ element, part: (top - box.top) / box.height });
  }
  return marks;
}

function scrollToPlace(place: readonly Mark[]): void {
  const mark = place.find(({ element }) => element.isConnected && element.getClientRects().length > 0);
  if (!mark) return;
  const { top, height } = mark.element.getBoundingClientRect();
  scrollBy({ top: top + mark.part * height - freeWindow().top, behavior: 'instant' });
}

type Box = { readonly top: number; readonly bottom: number };

/** Between the head of the page and the bar at its foot. */
function freeWindow(): Box {
  const { scrollPaddingBottom } = getComputedStyle(document.documentElement);
  return {
    top: document.querySelector('.page-head')?.getBoundingClientRect().bottom ?? 0, // before `--head` is told
    bottom: innerHeight - (Number.parseFloat(scrollPaddingBottom) || 0),
  };
}

function handIn(): HTMLElement | null {
  const active = document.activeElement;
  const isSome = active instanceof HTMLElement && active !== document.body && active.tagName !== 'MAIN';
  return isSome ? active : null;
}

/** Where the keyboard is: the caret in words, else the whole of what has the focus. */
function handBox(): Box | null {
  const hand = handIn();
  return hand && (hand.isContentEditable ? focusBox(hand) : hand.getBoundingClientRect());
}

function isInWindow(box: Box | null): boolean {
  const free = freeWindow();
  return box !== null && box.top >= free.top && box.bottom <= free.bottom;
}

function showHand(): void {
  const hand = handIn();
  const box = hand?.isContentEditable ? focusBox(hand) : null;
  if (!box) return hand?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const { top, bottom } = freeWindow();
  scrollBy({ top: box.top < top ? box.top - top : box.bottom - bottom, behavior: 'instant' });
}
