// Tells the page how high its head is, as `--head`: what sticks to the window begins below it, however many lines it
// takes, and so does the place that a caret is scrolled to. Decides nothing about what stands in it.

/** For the element of the whole page, as its `ref`. */
export function followHead(page: HTMLElement | null): (() => void) | undefined {
  const head = page?.querySelector<HTMLElement>('.page-head');
  if (!page || !head) return undefined;
  const { style } = document.documentElement;
  const sizes = new ResizeObserver(() => style.setProperty('--head', `${head.offsetHeight}px`));
  sizes.observe(head);
  return () => sizes.disconnect();
}
