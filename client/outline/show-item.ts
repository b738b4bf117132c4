// Brings the marked line of the outline into the outline's own view. Never scrolls the page, and moves no focus.

/** Kept free above and below: heads that stick, and the line before or after. */
const edgePx = 72;

export function showItem(item: HTMLElement): void {
  const scroller = scrollerOf(item);
  if (!scroller) return;
  const seen = scroller.getBoundingClientRect();
  const { top, bottom } = item.getBoundingClientRect();
  const above = seen.top + edgePx - top;
  const below = bottom - (seen.bottom - edgePx);
  if (above <= 0 && below <= 0) return;
  const isFar = Math.max(above, below) > seen.height / 2;
  scroller.scrollTop += isFar ? (top + bottom - seen.top - seen.bottom) / 2 : above > 0 ? -above : below;
}

function scrollerOf(item: HTMLElement): HTMLElement | null {
  for (let around = item.parentElement; around && around !== document.body; around = around.parentElement)
    if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return around;
  return null;
}
