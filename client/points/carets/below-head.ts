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
  const { focusNode, focusOffset } = document.getSelection() ?? {};
  if (!focusNode || focusOffset === undefined || !host.contains(focusNode)) return;
  const caret = document.createRange();
  caret.setStart(focusNode, focusOffset);
  const element = focusNode instanceof Element ? focusNode : focusNode.parentElement;
  const box = caret.getClientRects()[0] ?? element?.getBoundingClientRect(); // an empty line's caret has no box
  const head = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  if (box && box.top < head) scrollBy({ top: box.top - head, behavior: 'instant' });
}
