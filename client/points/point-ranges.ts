// Offsets in a point's flat text (shared/text/point-text.ts) to places in its drawn words and back; the same for the
// editor's DOM and for still text. Reads the DOM only.

/** A text node, or the element of an empty line, where a caret can stand too. */
type Run = { readonly node: Text | HTMLElement; readonly from: number; readonly length: number };

const lines = new Set(['P', 'BLOCKQUOTE', 'LI']);
const lists = new Set(['OL', 'UL']);

/** An item that holds a deeper list is no line: that list's last item has ended it already. */
const endsLine = (element: HTMLElement): boolean =>
  lines.has(element.tagName) && !lists.has(element.lastElementChild?.tagName ?? '');

/** The text nodes and empty lines of a drawn body in order, each with the offset of its first character. */
function runsOf(body: HTMLElement): readonly Run[] {
  const runs: Run[] = [];
  let offset = 0;
  const walk = (parent: Node): void => {
    for (const child of parent.childNodes) {
      if (child instanceof Text) {
        runs.push({ node: child, from: offset, length: child.data.length });
        offset += child.data.length;
      } else if (child instanceof HTMLBRElement) {
        // An empty line's placeholder is the browser's, not the text's.
        if (child.dataset['lexicalManagedLinebreak'] === undefined) offset++;
      } else if (child instanceof HTMLElement) {
        const before = runs.length;
        walk(child);
        if (!endsLine(child)) continue;
        if (runs.length === before && child.querySelector('br:not([data-lexical-managed-linebreak])') === null)
          runs.push({ node: child, from: offset, length: 0 });
        offset++;
      }
    }
  };
  walk(body);
  return runs;
}

/** One range for each text node that the stretch covers: highlights must not spill over block edges. */
export function rangesIn(body: HTMLElement, from: number, to: number): readonly Range[] {
  return runsOf(body).flatMap(({ node, from: start, length }) => {
    const first = Math.max(from, start);
    const last = Math.min(to, start + length);
    if (first >= last) return [];
    const range = document.createRange();
    range.setStart(node, first - start);
    range.setEnd(node, last - start);
    return [range];
  });
}

/** The offset of a DOM position inside the body. */
export function offsetIn(body: HTMLElement, node: Node, within: number): number {
  const at = document.createRange();
  at.setStart(node, within);
  let offset = 0;
  for (const run of runsOf(body)) {
    if (run.node === node) return run.from + Math.min(within, run.length);
    if (at.comparePoint(run.node, 0) >= 0) return run.from;
    offset = run.from + run.length;
  }
  return offset;
}

/** A caret for an offset: the text node or empty line and the place in it, or the body's end. */
export function caretIn(body: HTMLElement, offset: number): { readonly node: Node; readonly within: number } {
  const runs = runsOf(body);
  const run = runs.findLast(({ from }) => from <= offset);
  if (!run) return { node: body, within: 0 };
  return { node: run.node, within: Math.min(offset - run.from, run.length) };
}

/** What of a selection lies in this body, as offsets; null when nothing does. */
export function selectedIn(body: HTMLElement, range: Range): { readonly from: number; readonly to: number } | null {
  if (!range.intersectsNode(body)) return null;
  const all = document.createRange();
  all.selectNodeContents(body);
  const startsBefore = range.compareBoundaryPoints(Range.START_TO_START, all) < 0;
  const endsAfter = range.compareBoundaryPoints(Range.END_TO_END, all) > 0;
  const last = runsOf(body).at(-1);
  const from = startsBefore ? 0 : offsetIn(body, range.startContainer, range.startOffset);
  const to = endsAfter ? (last ? last.from + last.length : 0) : offsetIn(body, range.endContainer, range.endOffset);
  return to > from ? { from, to } : null;
}

/** The place under a viewport position, in browsers' two spellings. */
export function caretFromPoint(x: number, y: number): { readonly node: Node; readonly within: number } | null {
  if ('caretPositionFromPoint' in document) {
    const position = document.caretPositionFromPoint(x, y);
    return position && { node: position.offsetNode, within: position.offset };
  }
  // WebKit, until it knows the standard's name
  const old = document as unknown as { caretRangeFromPoint?(x: number, y: number): Range | null };
  const range = old.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, within: range.startOffset } : null;
}
