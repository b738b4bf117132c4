// A caret that keys move up stands below the head of the page (rule E13): the browser scrolls it there from most places
// in a line, but not from all. Moves no caret.
const upKeys = new Set(['ArrowUp', 'ArrowLeft', 'Home', 'PageUp']);

export function keepBelowHead(host: HTMLElement): () => void {
  const onKey = ({ key }: KeyboardEvent): void => {
    if (upKeys.has(key)) requestAnimationFrame(() => scrollBelowHead(host)); // when the browser has moved it
  };
  host.addEventListener('keydown', onKey);
  return () => host.removeEventListener('keydown', onKey);
}

function scrollBelowHead(host: HTMLElement): void {
  const box = focusBox(host);
  const head = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  if (box && box.top < head) scrollBy({ top: box.top - head, behavior: 'instant' });
}

/** Where the selection ends that one moves, in px of the window. `null`: that is not in `host`. */
export function focusBox(host: HTMLElement): DOMRect | null {
  const { focusNode, focusOffset } = document.getSelection() ?? {};
  if (!focusNode || focusOffset === undefined || !host.contains(focusNode)) return null;
  const caret = document.createRange();
  caret.setStart(focusNode, focusOffset);
  const element = focusNode instanceof Element ? focusNode : focusNode.parentElement;
  return caret.getClientRects()[0] ?? element?.getBoundingClientRect() ?? null; // an empty line's caret has no box
}
