// The carets of others in one point, and mine for them: published by awareness, under the names that the server stamps.
// How they are painted is peer-marks.ts's matter.
import type { LexicalEditor } from 'lexical';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { z } from 'zod';
import { flowOf } from '../../../shared/text/flow.ts';
import type { Peer } from './peer-marks.ts';
import { PeerMarks } from './peer-marks.ts';

/** What the server relays; positions are Yjs relative positions as JSON. */
const Caret = z.object({
  user: z.object({ name: z.string(), party: z.string().nullable(), color: z.string() }),
  cursor: z.object({ point: z.string(), anchorPos: z.unknown(), focusPos: z.unknown() }),
});

/** A caret comes later than the letters that it stands behind: by so many at most. */
const aheadMax = 32;
const Tied = z.object({ item: z.object({ client: z.number(), clock: z.number() }) });

type OwnCursor = { readonly anchor: Y.RelativePosition; readonly focus: Y.RelativePosition };

export type PointCursorsParts = {
  readonly editor: LexicalEditor;
  readonly root: Y.XmlElement;
  readonly point: string;
  readonly awareness: Awareness | null;
  readonly layer: HTMLElement | null;
};

export class PointCursors {
  readonly #parts: PointCursorsParts;
  readonly #marks: PeerMarks | null;
  readonly #unregister: () => void;
  #isFocused = false;
  #mine: OwnCursor | null = null;
  /** Awareness clients whose carets are painted. */
  #painted: ReadonlySet<number> = new Set();
  #frame: number | null = null;

  constructor(parts: PointCursorsParts) {
    this.#parts = parts;
    this.#marks = parts.layer && new PeerMarks(parts.layer);
    this.#unregister = parts.editor.registerRootListener((body, before) => {
      before?.removeEventListener('pointermove', this.#onPointer);
      body?.addEventListener('pointermove', this.#onPointer);
    });
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

  /** Whether the writer of this letter stands behind it now: what they type next comes right behind it. */
  isTypedBehind({ client, clock }: Y.ID): boolean {
    const { awareness, point } = this.#parts;
    if (client === awareness?.clientID) return false;
    const caret = Caret.safeParse(awareness?.getStates().get(client)).data;
    if (caret?.cursor.point !== point) return false;
    const at = Tied.safeParse(caret.cursor.focusPos).data?.item;
    return at?.client === client && at.clock <= clock && clock - at.clock < aheadMax;
  }

  paint(): void {
    const body = this.#parts.editor.getRootElement();
    if (!body) return;
    const peers = this.#peers();
    this.#painted = new Set(peers.keys());
    this.#marks?.paint(peers, body);
  }

  /** Words have changed: carets stand elsewhere, or at letters that were not here before. Once a frame. */
  wordsChanged(paint: () => void): void {
    if (this.#frame !== null || !this.#marks || !this.#hasPeers()) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null;
      paint();
    });
  }

  close(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.setFocused(false);
    this.#marks?.clear();
    this.#unregister();
  }

  readonly #onPointer = ({ clientX, clientY }: PointerEvent): void => this.#marks?.pointAt(clientX, clientY);

  #publish(): void {
    const { awareness, point } = this.#parts;
    const { anchor = null, focus = null } = this.#mine ?? {};
    awareness?.setLocalStateField('cursor', { point, anchorPos: anchor, focusPos: focus });
  }

  #hasPeers(): boolean {
    const { awareness, point } = this.#parts;
    for (const [clientId, state] of awareness?.getStates() ?? [])
      if (clientId !== awareness?.clientID && state['cursor']?.point === point) return true;
    return this.#painted.size > 0;
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
      const place = JSON.stringify(caret.cursor);
      peers.set(clientId, { anchor, focus, place, name: party === null ? name : `${party} ${name}`, color });
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
