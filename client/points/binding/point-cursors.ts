// The carets of others in one point, and mine for them: published by awareness, under the names that the server stamps,
// and painted over the words. Knows where each letter is drawn from the page, not from the editor.
import type { LexicalEditor } from 'lexical';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { z } from 'zod';
import { flowOf } from '../../../shared/text/flow.ts';
import { caretIn, rangesIn } from '../point-ranges.ts';

/** What the server relays; positions are Yjs relative positions as JSON. */
const Caret = z.object({
  user: z.object({ name: z.string(), party: z.string().nullable(), color: z.string() }),
  cursor: z.object({ point: z.string(), anchorPos: z.unknown(), focusPos: z.unknown() }),
});

type OwnCursor = { readonly anchor: Y.RelativePosition; readonly focus: Y.RelativePosition };
/** Offsets of the point's flat text. */
type Peer = { readonly name: string; readonly color: string; readonly anchor: number; readonly focus: number };

export type PointCursorsParts = {
  readonly editor: LexicalEditor;
  readonly root: Y.XmlElement;
  readonly point: string;
  readonly awareness: Awareness | null;
  readonly layer: HTMLElement | null;
};

export class PointCursors {
  readonly #parts: PointCursorsParts;
  #isFocused = false;
  #mine: OwnCursor | null = null;
  /** Awareness clients whose carets are painted. */
  #painted: ReadonlySet<number> = new Set();

  constructor(parts: PointCursorsParts) {
    this.#parts = parts;
  }

  /** Tells others where I am, while this point has the focus. */
  show(own: OwnCursor | null): void {
    if (isSame(this.#mine?.anchor, own?.anchor) && isSame(this.#mine?.focus, own?.focus)) return;
    this.#mine = own;
    if (this.#isFocused) this.#publish();
  }

  setFocused(isFocused: boolean): void {
    const { awareness, point } = this.#parts;
    this.#isFocused = isFocused;
    if (isFocused) this.#publish();
    else if (awareness?.getLocalState()?.['cursor']?.point === point) awareness.setLocalStateField('cursor', null);
  }

  concerns(clientIds: readonly number[]): boolean {
    const { awareness, point } = this.#parts;
    return clientIds.some(id => this.#painted.has(id) || awareness?.getStates().get(id)?.['cursor']?.point === point);
  }

  paint(): void {
    const { layer, editor } = this.#parts;
    const body = editor.getRootElement();
    if (!layer || !body) return;
    const peers = this.#peers();
    this.#painted = new Set(peers.keys());
    const from = layer.getBoundingClientRect();
    layer.replaceChildren(...[...peers.values()].flatMap(peer => marksOf(peer, body, from)));
  }

  close(): void {
    this.setFocused(false);
    this.#parts.layer?.replaceChildren();
  }

  #publish(): void {
    const { awareness, point } = this.#parts;
    const { anchor = null, focus = null } = this.#mine ?? {};
    awareness?.setLocalStateField('cursor', { point, anchorPos: anchor, focusPos: focus });
  }

  #peers(): ReadonlyMap<number, Peer> {
    const { awareness, point, root } = this.#parts;
    const peers = new Map<number, Peer>();
    for (const [clientId, state] of awareness?.getStates() ?? []) {
      const caret = clientId === awareness?.clientID ? undefined : Caret.safeParse(state).data;
      if (caret?.cursor.point !== point) continue;
      const anchor = offsetOf(root, caret.cursor.anchorPos);
      const focus = offsetOf(root, caret.cursor.focusPos);
      if (anchor === null || focus === null) continue;
      const { name, party, color } = caret.user;
      peers.set(clientId, { anchor, focus, name: party === null ? name : `${party} ${name}`, color });
    }
    return peers;
  }
}

const isSame = (a: Y.RelativePosition | undefined, b: Y.RelativePosition | undefined): boolean =>
  Y.compareRelativePositions(a ?? null, b ?? null);

/** Null where it lies elsewhere, or names letters that this copy does not hold yet. */
function offsetOf(root: Y.XmlElement, json: unknown): number | null {
  if (typeof json !== 'object' || json === null || !root.doc) return null;
  try {
    const position = Y.createRelativePositionFromJSON(json);
    const absolute = Y.createAbsolutePositionFromRelativePosition(position, root.doc);
    return absolute && absolute.type === flowOf(root) ? absolute.index : null;
  } catch {
    return null;
  }
}

// --- painting --------------------------------------------------------------------

/** A caret with its name, and what is selected behind it. */
function marksOf({ name, color, anchor, focus }: Peer, body: HTMLElement, from: DOMRect): readonly HTMLElement[] {
  const selected = rangesIn(body, Math.min(anchor, focus), Math.max(anchor, focus)).flatMap(range => [
    ...range.getClientRects(),
  ]);
  const place = placeOf(body, focus);
  const caret = boxAt('peer-caret', from, place.left, place.top, 0, place.height, color);
  const label = document.createElement('span');
  label.className = 'peer-name';
  label.textContent = name;
  caret.append(label);
  return [
    ...selected.map(({ left, top, width, height }) => boxAt('peer-selection', from, left, top, width, height, color)),
    caret,
  ];
}

type Box = { readonly left: number; readonly top: number; readonly height: number };

/** An empty line has no letters: its element is where the caret stands. */
function placeOf(body: HTMLElement, offset: number): Box {
  const { node, within } = caretIn(body, offset);
  const range = document.createRange();
  range.setStart(node, within);
  const [rect] = range.getClientRects();
  if (rect && rect.height > 0) return rect;
  const element = node instanceof HTMLElement ? (node.children[within] ?? node) : node.parentElement;
  return (element ?? body).getBoundingClientRect();
}

function boxAt(
  className: string,
  from: DOMRect,
  left: number,
  top: number,
  width: number,
  height: number,
  color: string,
): HTMLElement {
  const box = document.createElement('span');
  box.className = className;
  box.style.cssText = `left:${left - from.left}px;top:${top - from.top}px;width:${width}px;height:${height || 16}px`;
  box.style.setProperty('--peer', color);
  return box;
}
