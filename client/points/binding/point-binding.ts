// Ties one Lexical editor to one point's flow: what the person types is written as the least change of it, and what
// others write is drawn (rules E1 to E4, E8, E15 and E20 of PROTOCOL.md). Draws no carets itself.
import type { EditorState, LexicalEditor, UpdateListenerPayload } from 'lexical';
import { $getRoot, COLLABORATION_TAG, mergeRegister, SKIP_SCROLL_INTO_VIEW_TAG } from 'lexical';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { bodyLines } from '../../../shared/text/body-blocks.ts';
import type { Differ, Splice } from '../../../shared/text/change-flow.ts';
import { changeFlow } from '../../../shared/text/change-flow.ts';
import type { Line } from '../../../shared/text/flow.ts';
import { flowOf } from '../../../shared/text/flow.ts';
import { endOfChange } from '../../../shared/text/moved-offset.ts';
import { bodyOf, flatText } from '../../../shared/text/point-text.ts';
import { registerBindingCommands } from './commands.ts';
import type { Stood } from './composed-change.ts';
import { enteringNow, stoodIn } from './composed-change.ts';
import type { WrittenUpdate } from './composition.ts';
import { PointComposition } from './composition.ts';
import { $drawLines, $isDrawn } from './draw-lines.ts';
import { $lines } from './editor-lines.ts';
import type { FlatSelection } from './flat-selection.ts';
import { $flatText, $withSelection } from './flat-selection.ts';
import { $countItems } from './item-numbers.ts';
import { $selected, OwnCaret } from './own-caret.ts';
import { isOwn } from './own-commits.ts';
import { PointCursors } from './point-cursors.ts';
import type { Selected } from './typed-splices.ts';
import { typedSplices } from './typed-splices.ts';
import type { PointUndo } from './undo/point-undo.ts';

export type PointBindingParts = {
  readonly editor: LexicalEditor;
  readonly doc: Y.Doc;
  readonly point: string;
  readonly undo: PointUndo;
  readonly awareness?: Awareness | null;
  readonly cursorLayer?: HTMLElement | null;
  /**
   * Words that could not be written: composed when the point could no longer be edited, or typed before it was here.
   */
  readonly onKept?: (words: string) => void;
  /** Whether the words may be edited: a composition goes on where they may not any more. */
  readonly mayEdit?: () => boolean;
  /** What was being composed is in the words or kept. */
  readonly onComposed?: () => void;
  /** Where the browser's caret is, of which Lexical may hear only with its next event. */
  readonly browserCaret?: () => FlatSelection | null;
  /** Shows the editor's selection in words that may not be edited now, where Lexical shows none. */
  readonly showSelection?: () => void;
};

type AwarenessChange = Record<'added' | 'updated' | 'removed', number[]>;

export class PointBinding {
  readonly #parts: PointBindingParts;
  readonly #editor: LexicalEditor;
  readonly #root: Y.XmlElement;
  readonly #cursors: PointCursors;
  readonly #caret: OwnCaret;
  readonly #composition: PointComposition;
  readonly #unregister: () => void;

  constructor(parts: PointBindingParts) {
    const { editor, doc, point, undo, awareness = null, cursorLayer = null } = parts;
    this.#parts = parts;
    this.#editor = editor;
    this.#root = bodyOf(doc, point);
    this.#cursors = new PointCursors({ editor, root: this.#root, point, awareness, layer: cursorLayer });
    this.#caret = new OwnCaret(this.#root, letter => this.#cursors.isTypedBehind(letter));
    this.#composition = new PointComposition(editor, {
      mayWrite: () => editor.isEditable() && (parts.mayEdit?.() ?? true),
      textNow: () => flatText(this.#root).text,
      stood: base => stoodIn(flowOf(this.#root), base, offset => this.#caret.tiedAt(offset)),
      write: update => this.#write(update),
      bringIn: (stood, update, words) => this.#bringIn(stood, update, words),
      carried: base => this.#caret.carried(base),
      readAll: selection => this.#draw(selection),
      keep: words => parts.onKept?.(words),
      onDone: () => {
        parts.onComposed?.();
        this.#holdCaret(true);
        this.paintCursors();
      },
    });
    undo.addTrackedOrigin(this);
    this.#root.observeDeep(this.#onYjs);
    awareness?.on('change', this.#onAwareness);
    this.#unregister = mergeRegister(
      editor.registerUpdateListener(update => this.#onUpdate(update)),
      editor.registerEditableListener(isEditable => {
        // no update can be made while listeners are told
        if (!isEditable) queueMicrotask(() => this.#composition.finish());
      }),
      registerBindingCommands(editor, {
        undo,
        onFocus: isFocused => this.#cursors.setFocused(isFocused),
        isComposing: () => this.#composition.isGoingOn,
        onCompositionStart: () => this.#composition.begin(),
        onComposed: words => this.#composition.composed(words),
        onCompositionEnd: () => this.#composition.end(),
      }),
    );
    this.#draw(null);
    this.paintCursors();
  }

  paintCursors(): void {
    if (!this.#composition.isGoingOn) this.#cursors.paint(); // nothing is drawn into a point while one composes there
  }

  get isComposing(): boolean {
    return this.#composition.isGoingOn;
  }

  /** The focus leaves: what is being composed is done. */
  finishComposition(): void {
    this.#composition.finish();
  }

  destroy(): void {
    this.#composition.abandon();
    this.#unregister();
    this.#root.unobserveDeep(this.#onYjs);
    this.#parts.awareness?.off('change', this.#onAwareness);
    this.#parts.undo.removeTrackedOrigin(this);
    this.#cursors.close();
  }

  // --- from the editor to Yjs --------------------------------------------------

  #onUpdate(update: UpdateListenerPayload): void {
    if (this.#composition.takes(update)) return;
    const isWritten = isOwn(update) && this.#editor.isEditable();
    if (isWritten) this.#write(update);
    else if (!update.tags.has(COLLABORATION_TAG) && hasMoved(update)) this.#parts.undo.caretMoved();
    this.#holdCaret(isWritten);
    if (update.dirtyElements.size + update.dirtyLeaves.size > 0) this.#cursors.wordsChanged(() => this.paintCursors());
  }

  /** What Lexical shows otherwise than everybody will see it is drawn anew: two bulleted lists side by side are one. */
  #write({ prevEditorState, editorState }: WrittenUpdate): void {
    const flow = flowOf(this.#root);
    if (!flow) return this.#keepTyped(editorState);
    const before = prevEditorState.read($selected);
    const selected = before && {
      from: Math.min(before.anchor, before.focus),
      to: Math.max(before.anchor, before.focus),
    };
    const now = editorState.read($selected);
    const caret = now && now.anchor === now.focus ? now.focus : null;
    const lines = editorState.read($lines);
    const differ = typedSplices(selected, caret, selected && this.#caret.tiedAt(selected.from));
    this.#change(flow, lines, differ, selected);
    if (!editorState.read(() => $isDrawn(bodyLines(this.#root)))) this.#draw(now);
  }

  #bringIn(stood: Stood, { editorState, prevEditorState }: WrittenUpdate, words: string): void {
    const flow = flowOf(this.#root);
    if (!flow) return this.#keepTyped(editorState);
    const entering = enteringNow(flow, stood, editorState, words);
    if (!entering) return this.#draw(this.#caret.carried(prevEditorState));
    const { lines, splices, caret } = entering;
    this.#change(flow, lines, () => splices, null);
    this.#draw({ anchor: caret, focus: caret });
  }

  /** `selected`: where the selection was told to be. Elsewhere the caret was moved with this very key. */
  #change(flow: Y.XmlText, lines: readonly Line[], differ: Differ, selected: Selected | null): void {
    let splices: readonly Splice[] = [];
    const noting: Differ = (before, after) => {
      splices = differ(before, after);
      const isThere = !selected || splices.every(({ at, remove }) => touches(at, at + remove, selected));
      if (!isThere) this.#parts.undo.caretMoved();
      return splices;
    };
    this.#root.doc?.transact(() => this.#parts.undo.noted(changeFlow(flow, lines, noting), splices), this);
  }

  #keepTyped(state: EditorState): void {
    const words = state.read($flatText).trim();
    if (words !== '') this.#parts.onKept?.(words);
    this.#draw(null);
  }

  // --- from Yjs to the editor --------------------------------------------------

  readonly #onYjs = (_: unknown, { origin }: Y.Transaction): void => {
    if (origin === this || this.#composition.fallsBehind()) return;
    this.#draw(origin instanceof Y.UndoManager ? this.#caretBehindUndo() : this.#carriedCaret());
  };

  /** Never called inside an update. What Lexical could not draw in place is drawn anew. */
  #draw(caret: FlatSelection | null): void {
    if (!this.#drew(caret, () => {})) this.#drew(caret, () => void $getRoot().clear());
    if (caret && !this.#editor.isEditable()) this.#parts.showSelection?.();
  }

  #drew(caret: FlatSelection | null, $prepare: () => void): boolean {
    let isDone = false;
    this.#editor.update(
      () => {
        $withSelection(caret, () => {
          $prepare();
          $drawLines(bodyLines(this.#root));
          $countItems();
        });
        isDone = true;
      },
      { discrete: true, skipTransforms: true, tag: [COLLABORATION_TAG, SKIP_SCROLL_INTO_VIEW_TAG] },
    );
    return isDone;
  }

  // --- the caret ---------------------------------------------------------------

  #holdCaret(hasWritten: boolean): void {
    const state = this.#editor.getEditorState();
    if (hasWritten) this.#caret.hold(state);
    else this.#caret.holdUnlessStill(state);
    const { held } = this.#caret;
    this.#cursors.show(held && { anchor: held.anchor.position, focus: held.focus.position });
  }

  #carriedCaret(): FlatSelection | null {
    return this.#caret.carried(this.#editor.getEditorState(), this.#parts.browserCaret?.() ?? null);
  }

  /** Where an undo or redo changed marks alone, the caret stays. */
  #caretBehindUndo(): FlatSelection | null {
    const carried = this.#carriedCaret();
    const at = carried && endOfChange(this.#editor.getEditorState().read($flatText), flatText(this.#root).text);
    return at === null ? carried : { anchor: at, focus: at };
  }

  readonly #onAwareness = ({ added, updated, removed }: AwarenessChange): void => {
    if (this.#cursors.concerns([...added, ...updated, ...removed])) this.paintCursors();
  };
}

const touches = (from: number, to: number, selected: Selected): boolean => from <= selected.to && to >= selected.from;

/** The words are the same. */
function hasMoved({ prevEditorState, editorState }: UpdateListenerPayload): boolean {
  const [before, now] = [prevEditorState.read($selected), editorState.read($selected)];
  return before !== null && now !== null && (before.anchor !== now.anchor || before.focus !== now.focus);
}
