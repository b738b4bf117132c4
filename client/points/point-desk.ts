// What the drawn points of one draft share: who has which undo history, where each body is on the page, and how the
// caret goes from one point to the next.
import type * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import { movedOffset } from '../../shared/text/moved-offset.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import type { Stretch, TextSurface } from '../ui/text-surface.ts';
import { leaveCleanupToServer } from './binding/leave-cleanup.ts';
import type { PointUndo } from './binding/undo/point-undo.ts';
import type { PointFormatting } from './formatting/formatting.ts';
import { keepPlace } from './kept-place.ts';
import { caretFromPoint, offsetIn, rangesIn, selectedIn } from './point-ranges.ts';

/** Where a caret should come to stand. */
export type CaretAim =
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'selection'; readonly anchor: number; readonly focus: number }
  | { readonly kind: 'line'; readonly edge: 'first' | 'last'; readonly x: number };

export type CaretPlace = { readonly point: PointId; readonly offset: number };

/** `formatting`, `movable`: once its editor is there. */
export type DrawnPoint = {
  readonly body: HTMLElement;
  readonly formatting?: PointFormatting;
  readonly movable?: MovableWords;
  focus(aim: CaretAim): void;
};

export type MovableWords = {
  /** Whether the drag began here. */
  isSource(drag: DataTransfer): boolean;
  /** What is being dragged from here, as it stands now. */
  dragged(): DraggedWords;
  /** False where nothing came of it. */
  put(data: DataTransfer, caret: { readonly node: Node; readonly within: number }): boolean;
};

/** `gone`: others have taken the words away meanwhile. */
export type DraggedWords =
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'words';
      readonly data: DataTransfer;
      readonly mayLeave: boolean;
      /** Within the point; false where they stay where they are. */
      moveTo(place: { readonly clientX: number; readonly clientY: number }): boolean;
      takeAway(): void;
    };

export class PointDesk implements TextSurface {
  #doc: Y.Doc;
  readonly #drawn = new Map<PointId, DrawnPoint>();
  #undo = new Map<PointId, PointUndo>();
  /** Where the caret goes first, if it stood in a document that this one replaces. */
  #resume: CaretPlace | null = null;
  readonly #listeners = new Set<(point: PointId | null) => void>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    leaveCleanupToServer(doc);
  }

  get doc(): Y.Doc {
    return this.#doc;
  }

  /** Another document takes this one's place. Call the result once nothing of the old one is drawn any more. */
  replace(doc: Y.Doc): () => void {
    const old = this.#undo;
    this.#resume = this.#placeIn(doc);
    this.#doc = doc;
    leaveCleanupToServer(doc);
    this.#undo = new Map([...old].map(([point, undo]) => [point, undo.heirIn(bodyOf(doc, point))]));
    return () => endAll(old);
  }

  /** Made when a point is first drawn as an editor, kept while it scrolls away and back. */
  undoOf(point: PointId, make: (body: Y.XmlElement) => PointUndo): PointUndo {
    const known = this.#undo.get(point) ?? make(bodyOf(this.doc, point));
    this.#undo.set(point, known);
    return known;
  }

  /** Null where no editor has stood there. */
  undoIn(point: PointId): PointUndo | null {
    return this.#undo.get(point) ?? null;
  }

  async asStep(point: PointId, change: () => void, onTaken: (what: 'undo' | 'redo') => void): Promise<void> {
    const { createPointUndo } = await import('./binding/undo/point-undo.ts'); // comes with the editors
    this.undoOf(point, createPointUndo).asStep(change, onTaken);
  }

  enter(point: PointId, drawn: DrawnPoint): () => void {
    this.#drawn.set(point, drawn);
    this.changed(point);
    if (this.#resume?.point === point) {
      const { offset } = this.#resume;
      this.#resume = null;
      drawn.focus({ kind: 'offset', offset });
    }
    return () => {
      if (this.#drawn.get(point) === drawn) this.#drawn.delete(point);
      this.changed(point);
    };
  }

  /** The words of a point were drawn anew. */
  changed(point: PointId | null): void {
    for (const listener of this.#listeners) listener(point);
  }

  /**
   * The caret leaves a point upwards or downwards; false where there is no neighbour. A point that may not be edited
   * holds no caret and is passed over.
   */
  leave(point: PointId, direction: 'back' | 'forth', aim: CaretAim): boolean {
    const order = [...this.#drawn]
      .filter(([id, { body }]) => id === point || body.ariaReadOnly !== 'true')
      .sort(([, a], [, b]) => (a.body.compareDocumentPosition(b.body) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    const at = order.findIndex(([id]) => id === point);
    const next = order[at + (direction === 'back' ? -1 : 1)];
    if (at < 0 || !next) return false;
    next[1].focus(aim);
    return true;
  }

  /** The point that has the focus, and where in its words the caret stands. */
  place(at = document.activeElement): CaretPlace | null {
    const selection = document.getSelection();
    for (const [point, { body }] of this.#drawn) {
      if (!body.contains(at)) continue;
      const isInside = selection?.focusNode && body.contains(selection.focusNode);
      return {
        point,
        offset: isInside && selection?.focusNode ? offsetIn(body, selection.focusNode, selection.focusOffset) : 0,
      };
    }
    return null;
  }

  /** The point whose words a node is in. */
  drawnAt(node: EventTarget | null): (DrawnPoint & { readonly point: PointId }) | null {
    if (!(node instanceof Node)) return null;
    for (const [point, drawn] of this.#drawn) if (drawn.body.contains(node)) return { point, ...drawn };
    return null;
  }

  drawnOf(point: PointId): DrawnPoint | null {
    return this.#drawn.get(point) ?? null;
  }

  /** Where the caret goes in a document that takes this one's place: to the same words. */
  #placeIn(doc: Y.Doc): CaretPlace | null {
    const place = this.place();
    return place && { point: place.point, offset: offsetAmong(place, this.doc, doc) };
  }

  /**
   * The point that one is looking at: the one with the focus, else the first on the screen; and where it stands on the
   * screen.
   */
  lookedAt(): { readonly point: PointId; readonly top: number } | null {
    const tops = [...this.#drawn].map(([point, { body }]) => ({
      point,
      top: body.getBoundingClientRect().top,
      isFocused: body.contains(document.activeElement),
    }));
    return tops.find(({ isFocused }) => isFocused) ?? tops.find(({ top }) => top >= 0) ?? null;
  }

  focus(point: PointId, aim: CaretAim = { kind: 'start' }): void {
    this.#drawn.get(point)?.focus(aim);
  }

  formattingOf(point: PointId): PointFormatting | null {
    return this.#drawn.get(point)?.formatting ?? null;
  }

  destroy(): void {
    endAll(this.#undo);
  }

  // --- TextSurface -----------------------------------------------------------

  bodyOf(point: PointId): HTMLElement | null {
    return this.#drawn.get(point)?.body ?? null;
  }

  rangesOf(point: PointId, from: number, to: number): readonly Range[] {
    const body = this.bodyOf(point);
    return body ? rangesIn(body, from, to) : [];
  }

  selection(): readonly Stretch[] {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
    return this.stretchesIn(selection.getRangeAt(0));
  }

  /** What of a range lies in the words, without blanks at its ends. */
  stretchesIn(range: Range): readonly Stretch[] {
    return [...this.#drawn].flatMap(([point, { body }]): Stretch[] => {
      const found = selectedIn(body, range);
      if (!found) return [];
      const text = flatText(bodyOf(this.doc, point)).text;
      return [trimmed(text, { point, ...found })].filter(stretch => stretch.quote !== '');
    });
  }

  offsetAt(x: number, y: number): { readonly point: PointId; readonly offset: number } | null {
    const caret = caretFromPoint(x, y);
    if (!caret) return null;
    for (const [point, { body }] of this.#drawn)
      if (body.contains(caret.node)) return { point, offset: offsetIn(body, caret.node, caret.within) };
    return null;
  }

  rememberPlace(about?: Stretch, at = document.activeElement): (() => boolean) | null {
    const stand = about ?? (this.#isElsewhere(at) ? null : (this.selection().at(-1) ?? standing(this.place(at))));
    if (!stand) return null;
    const { point } = stand;
    const { doc } = this;
    const offsetNow = keepPlace(bodyOf(doc, point), stand);
    return () => {
      if (!this.#drawn.has(point)) return false;
      this.focus(point, { kind: 'offset', offset: offsetAmong({ point, offset: offsetNow() }, doc, this.doc) });
      return true;
    };
  }

  /** The keyboard is at a button or in a field: what is selected in the words is left from before. */
  #isElsewhere(at: Element | null): boolean {
    if (!at || at === document.body) return false;
    return ![...this.#drawn.values()].some(({ body }) => body.contains(at));
  }

  onDrawn(listener: (point: PointId | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function endAll(undo: ReadonlyMap<PointId, PointUndo>): void {
  for (const each of undo.values()) each.destroy();
}

/** Where a place in one document's words is in another's. */
function offsetAmong({ point, offset }: CaretPlace, before: Y.Doc, after: Y.Doc): number {
  if (before === after) return offset;
  const [was = '', is = ''] = [before, after].map(doc => flatText(bodyOf(doc, point)).text);
  return movedOffset(was, is, offset, 'left');
}

const standing = (place: CaretPlace | null): { point: PointId; from: number; to: number } | null =>
  place && { point: place.point, from: place.offset, to: place.offset };

/** A double click takes the blank after a word along; a comment does not. */
function trimmed(text: string, { point, from, to }: { point: PointId; from: number; to: number }): Stretch {
  const raw = text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const end = Math.max(start, to - (raw.length - raw.trimEnd().length));
  return { point, from: start, to: end, quote: text.slice(start, end) };
}
