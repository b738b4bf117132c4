// Where the caret stands in a point's drawn words: at their very start or end, on their first or last line, in a line
// that runs from the right. Reads the DOM, by the lines as they are drawn; where a long line is wrapped, it asks the
// browser for the caret's side by moving it there and back.

/** Before or after everything that a caret can stand at, empty lines and breaks too. */
export function isCaretAt(host: HTMLElement, end: 'start' | 'end'): boolean {
  const caret = caretIn(host);
  if (!caret) return false;
  const between = document.createRange();
  between.selectNodeContents(host);
  if (end === 'start') between.setEnd(caret.node, caret.offset);
  // The break that holds an empty line open stands behind its caret.
  else between.setStart(caret.node, caret.offset + (isPlaceholder(caret.node.childNodes[caret.offset]) ? 1 : 0));
  return between.toString() === '' && between.cloneContents().querySelector('br') === null;
}

/** The caret on its line; null where it is elsewhere. Never of no height. */
export function caretBox(host: HTMLElement): DOMRect | null {
  const caret = caretIn(host);
  if (!caret) return null;
  const box = boxAt(caret);
  return isAtWrap(caret, box) ? (boxBeforeWrap(host) ?? box) : box;
}

export function isOnEdgeLine(host: HTMLElement, box: DOMRect, edge: 'first' | 'last'): boolean {
  const middle = box.top + box.height / 2;
  return !lineBoxes(host).some(line => (edge === 'first' ? line.bottom <= middle : line.top >= middle));
}

/**
 * By the block that the caret is in: words of the other direction within it are walked through in the order they are
 * read.
 */
export function isRightToLeft(host: HTMLElement): boolean {
  const caret = caretIn(host);
  const element = caret?.node instanceof Element ? caret.node : caret?.node.parentElement;
  return getComputedStyle(element ?? host).direction === 'rtl';
}

type Caret = { readonly node: Node; readonly offset: number };

/** The caret as deep in the words as it can be said. */
function caretIn(host: HTMLElement): Caret | null {
  const selection = document.getSelection();
  if (!selection?.isCollapsed || !selection.anchorNode || !host.contains(selection.anchorNode)) return null;
  let node = selection.anchorNode;
  let offset = selection.anchorOffset;
  while (!(node instanceof Text)) {
    const next = node.childNodes[offset];
    const last = node.childNodes[offset - 1];
    if (isPlaceholder(last)) return { node, offset: offset - 1 };
    if (next && !(next instanceof HTMLBRElement)) [node, offset] = [next, 0];
    else if (!next && last && !(last instanceof HTMLBRElement)) [node, offset] = [last, lengthOf(last)];
    else break;
  }
  return { node, offset };
}

const lengthOf = (node: Node): number => (node instanceof Text ? node.data.length : node.childNodes.length);

const isPlaceholder = (node: Node | undefined): boolean =>
  node instanceof HTMLBRElement && node.dataset['lexicalManagedLinebreak'] !== undefined;

function boxAt({ node, offset }: Caret): DOMRect {
  const at = document.createRange();
  at.setStart(node, offset);
  const line = node.childNodes[offset] ?? node.childNodes[offset - 1];
  const element = node instanceof Element ? node : node.parentElement;
  // Of two boxes the second is the one after the wrap.
  const boxes = [...(line instanceof Element ? line.getClientRects() : []), ...at.getClientRects()];
  return boxes.findLast(({ height }) => height > 0) ?? lineAtTop(element, boxes.at(-1));
}

/** Where the browser gives no height: one line of the block, from where it says that the caret is. */
function lineAtTop(element: Element | null, box: DOMRect | undefined): DOMRect {
  const { left, top } = box ?? element?.getBoundingClientRect() ?? new DOMRect();
  const height = element ? Number.parseFloat(getComputedStyle(element).lineHeight) : Number.NaN;
  return new DOMRect(left, top, 0, Number.isNaN(height) ? 16 : height);
}

/** Every piece of a line that holds words or is held open by a break. */
function lineBoxes(host: HTMLElement): readonly DOMRect[] {
  const walker = document.createTreeWalker(host, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const boxes: DOMRect[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof HTMLBRElement) boxes.push(...node.getClientRects());
    else if (node instanceof Text) {
      const words = document.createRange();
      words.selectNodeContents(node);
      boxes.push(...words.getClientRects());
    }
  }
  return boxes;
}

/** Between the last letter of one drawn line and the first of the next there is one offset for two places. */
function isAtWrap({ node, offset }: Caret, box: DOMRect): boolean {
  if (!(node instanceof Text) || offset === 0) return false;
  const before = document.createRange();
  before.setStart(node, offset - 1);
  before.setEnd(node, offset);
  const boxes = [...before.getClientRects()];
  return boxes.length > 0 && boxes.every(({ bottom }) => bottom <= box.top + box.height / 2);
}

/**
 * The line before the wrap where the caret stands at its end; null where it stands at the start of the next. The caret
 * is left where it was.
 */
function boxBeforeWrap(host: HTMLElement): DOMRect | null {
  const selection = document.getSelection();
  if (!selection?.anchorNode) return null;
  const { anchorNode, anchorOffset } = selection;
  selection.modify('move', 'backward', 'lineboundary');
  if (selection.anchorNode === anchorNode && selection.anchorOffset === anchorOffset) return null;
  const start = caretIn(host);
  const box = start && boxAt(start);
  selection.modify('move', 'forward', 'lineboundary');
  return box;
}
