// A triple click selects its line and no more: the browser's selection goes on to the beginning of the next line, and
// what is then typed would join the two (rule E8). Keys select as they do.
import { rangesIn, selectedIn } from '../point-ranges.ts';

export function keepInClickedLine(body: HTMLElement): () => void {
  const onUp = (event: MouseEvent): void => {
    const selection = document.getSelection();
    if (event.detail < 3 || !selection || selection.isCollapsed || !body.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const selected = selectedIn(body, range);
    const last = selected && rangesIn(body, selected.from, selected.to).at(-1);
    if (!last) return selection.collapseToStart(); // an empty line
    selection.setBaseAndExtent(range.startContainer, range.startOffset, last.endContainer, last.endOffset);
  };
  body.addEventListener('mouseup', onUp);
  return () => body.removeEventListener('mouseup', onUp);
}
