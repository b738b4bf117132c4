// Paints the carets and selections of others over a point's words, each with a name that is seen for some seconds after
// its caret has moved (points.css). Knows nothing of Yjs; catches no pointer, so that clicks reach the words.
import { caretIn, rangesIn } from '../point-ranges.ts';

export type Peer = {
  readonly name: string;
  readonly color: string;
  /** Offsets of the point's flat text. */
  readonly anchor: number;
  readonly focus: number;
  /** Another one whenever its owner has moved the caret; the same where only words around it have changed. */
  readonly place: string;
};

type Mark = {
  readonly look: string;
  readonly caret: HTMLElement;
  readonly label: HTMLElement;
  selected: readonly HTMLElement[];
};

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

export class PeerMarks {
  readonly #layer: HTMLElement;
  /** By awareness client; whoever moved last stands last. */
  readonly #marks = new Map<number, Mark>();

  constructor(layer: HTMLElement) {
    this.#layer = layer;
  }

  /** Elements of carets that have not moved stay: a name that has gone does not come back. */
  paint(peers: ReadonlyMap<number, Peer>, body: HTMLElement): void {
    for (const [client, mark] of this.#marks)
      if (mark.look !== lookOf(peers.get(client))) {
        for (const element of [mark.caret, ...mark.selected]) element.remove();
        this.#marks.delete(client);
      }
    for (const [client, peer] of peers) if (!this.#marks.has(client)) this.#marks.set(client, this.#markFor(peer));
    const from = this.#layer.getBoundingClientRect();
    const taken: Box[] = [];
    for (const [client, mark] of this.#marks) {
      const peer = peers.get(client);
      if (!peer) continue;
      select(mark, peer, body, from);
      const box = within(from, placeOf(body, peer.focus));
      putAt(mark.caret, { ...box, width: 0 });
      putLabel(mark.label, box, from.width, taken);
    }
  }

  /** The name of a caret that is pointed at is seen again. */
  pointAt(x: number, y: number): void {
    for (const { caret } of this.#marks.values()) {
      const { left, right, top, bottom } = caret.getBoundingClientRect();
      const isNear = x >= left - reachPx && x <= right + reachPx && y >= top && y <= bottom;
      caret.toggleAttribute('data-pointed', isNear);
    }
  }

  clear(): void {
    this.#layer.replaceChildren();
    this.#marks.clear();
  }

  #markFor(peer: Peer): Mark {
    const caret = boxOf('peer-caret', peer.color);
    const label = document.createElement('span');
    label.className = 'peer-name';
    label.textContent = peer.name;
    caret.append(label);
    this.#layer.append(caret);
    return { look: lookOf(peer), caret, label, selected: [] };
  }
}

const reachPx = 3;

const lookOf = (peer: Peer | undefined): string => (peer ? JSON.stringify([peer.place, peer.name, peer.color]) : '');

/** What is selected behind a caret, drawn anew before it: the caret itself must stay where it is in the layer. */
function select(mark: Mark, { anchor, focus, color }: Peer, body: HTMLElement, from: DOMRect): void {
  for (const element of mark.selected) element.remove();
  mark.selected = rangesIn(body, Math.min(anchor, focus), Math.max(anchor, focus))
    .flatMap(range => [...range.getClientRects()])
    .map(rect => putAt(boxOf('peer-selection', color), within(from, rect)));
  mark.caret.before(...mark.selected);
}

/** An empty line has no letters: its element is where the caret stands. */
function placeOf(body: HTMLElement, offset: number): DOMRect {
  const { node, within } = caretIn(body, offset);
  const range = document.createRange();
  range.setStart(node, within);
  const [rect] = range.getClientRects();
  if (rect && rect.height > 0) return rect;
  const element = node instanceof HTMLElement ? (node.children[within] ?? node) : node.parentElement;
  return (element ?? body).getBoundingClientRect();
}

const within = (from: DOMRect, { left, top, width, height }: DOMRect): Box => ({
  left: left - from.left,
  top: top - from.top,
  width,
  height: height || 16,
});

/**
 * Above its line, or below the point's first, where it would cover the title; over or under names that are seen there
 * already, and never beyond the words' right edge.
 */
function putLabel(label: HTMLElement, caret: Box, widest: number, taken: Box[]): void {
  const { offsetWidth: width, offsetHeight: height } = label;
  const isFirstLine = caret.top < height;
  const left = Math.max(0, Math.min(caret.left, widest - width));
  let top = isFirstLine ? caret.top + caret.height : caret.top - height;
  if (getComputedStyle(label).visibility !== 'hidden') {
    const step = isFirstLine ? height : -height;
    while (taken.some(box => overlaps(box, { left, top, width, height }))) top += step;
    taken.push({ left, top, width, height });
  }
  label.style.left = `${left - caret.left}px`;
  label.style.top = `${top - caret.top}px`;
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

function boxOf(className: string, color: string): HTMLElement {
  const box = document.createElement('span');
  box.className = className;
  box.style.setProperty('--peer', color);
  return box;
}

function putAt(box: HTMLElement, { left, top, width, height }: Box): HTMLElement {
  Object.assign(box.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  return box;
}
