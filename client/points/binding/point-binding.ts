// Ties one Lexical editor to one point's Yjs root, over the public collab-v2 exports of @lexical/yjs (rules E1 to E6,
// E8, E9 and E15 of PROTOCOL.md; each was found by a failing run). Draws nothing itself.
import type { BindingV2 } from '@lexical/yjs';
import {
  createBindingV2__EXPERIMENTAL as createBinding,
  syncYjsStateToLexicalV2__EXPERIMENTAL as readAllFromYjs,
  syncYjsChangesToLexicalV2__EXPERIMENTAL as readFromYjs,
  syncCursorPositions,
  syncLexicalUpdateToYjsV2__EXPERIMENTAL as writeToYjs,
} from '@lexical/yjs';
import type { EditorState, LexicalEditor, UpdateListenerPayload } from 'lexical';
import { $getRoot, $getSelection, $isRangeSelection, COLLABORATION_TAG, mergeRegister } from 'lexical';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { endOfChange } from '../../../shared/text/moved-offset.ts';
import { bodyOf, flatText } from '../../../shared/text/point-text.ts';
import { registerBindingCommands } from './commands.ts';
import type { WrittenUpdate } from './composition.ts';
import { PointComposition } from './composition.ts';
import { fillEmptyLines } from './empty-lines.ts';
import type { FlatSelection } from './flat-selection.ts';
import { $flatSelection, $flatText, $putSelection } from './flat-selection.ts';
import { $countItems } from './item-numbers.ts';
import { lateLettersOrigin } from './late-letters.ts';
import type { Later } from './letters-under-way.ts';
import { LettersUnderWay } from './letters-under-way.ts';
import { OwnCaret } from './own-caret.ts';
import { isForYjs } from './own-commits.ts';
import { $pair } from './pairing.ts';
import type { PointCursors } from './point-cursors.ts';
import { pointCursors } from './point-cursors.ts';
import { PointUndo } from './undo/point-undo.ts';
import { withWholeSurrogates } from './whole-surrogates.ts';

export type PointBindingParts = {
  readonly editor: LexicalEditor;
  readonly doc: Y.Doc;
  readonly point: string;
  readonly undo: Y.UndoManager;
  readonly awareness?: Awareness | null;
  readonly cursorLayer?: HTMLElement | null;
  /** Words that were being composed when the point could no longer be edited. */
  readonly onKept?: (words: string) => void;
  /** Left out: after a moment of quiet. */
  readonly later?: Later;
  /** Where the browser's caret is, of which Lexical may hear only with its next event. */
  readonly browserCaret?: () => FlatSelection | null;
  /** Shows the editor's selection in words that may not be edited now, where Lexical shows none. */
  readonly showSelection?: () => void;
};

type Events = Parameters<typeof readFromYjs>[2];
type AwarenessChange = Record<'added' | 'updated' | 'removed', number[]>;

export class PointBinding {
  readonly #parts: PointBindingParts;
  readonly #editor: LexicalEditor;
  readonly #root: Y.XmlElement;
  readonly #binding: BindingV2;
  readonly #cursors: PointCursors;
  readonly #caret: OwnCaret;
  readonly #letters: LettersUnderWay;
  readonly #unregister: () => void;
  readonly #composition: PointComposition;
  /** Where my caret goes when my late letters have been put back. */
  #caretToPut: number | null = null;
  #repairs = 0;
  #hasJustRepaired = false;

  constructor(parts: PointBindingParts) {
    const { editor, doc, point, undo, awareness = null } = parts;
    this.#parts = parts;
    this.#editor = editor;
    this.#root = bodyOf(doc, point);
    this.#binding = createBinding(editor, point, doc, new Map(), { getXmlElement: () => this.#root });
    this.#cursors = pointCursors(() => this.#binding, this.#root, point, awareness);
    const whose = undo instanceof PointUndo ? undo.whose : null;
    this.#letters = new LettersUnderWay({
      root: this.#root,
      doc,
      later: parts.later,
      whose,
      mayWrite: () => editor.isEditable() && !this.#composition.isGoingOn,
      caret: () => this.#caretOffset(),
      onCaret: offset => {
        this.#caretToPut = offset;
      },
    });
    this.#caret = new OwnCaret(this.#root, this.#binding, whose);
    this.#composition = new PointComposition(editor, {
      textNow: () => flatText(this.#root).text,
      write: update => {
        this.#write(update);
        this.#pairAgain(update.editorState);
      },
      carried: base => this.#caret.carried(base),
      readAll: selection => this.#read(selection, () => readAllFromYjs(this.#binding, this.#cursors.provider)),
      keep: words => parts.onKept?.(words),
      onDone: () => {
        this.#holdCaret();
        this.paintCursors();
      },
    });
    undo.addTrackedOrigin(this.#binding);
    undo.addTrackedOrigin(lateLettersOrigin);
    // Yjs gives deep observers events of any type; in a body all of them are of XML types.
    this.#root.observeDeep(this.#onYjs as never);
    awareness?.on('change', this.#onAwareness);
    // The listener comes before the first load: Lexical merges equal text nodes while loading, and pairing must see
    // that.
    this.#unregister = mergeRegister(
      editor.registerUpdateListener(update => this.#onUpdate(update)),
      editor.registerEditableListener(isEditable => {
        // no update can be made while listeners are told
        if (!isEditable) queueMicrotask(() => this.#composition.finish());
      }),
      registerBindingCommands(editor, {
        undo,
        cursors: this.#cursors,
        isComposing: () => this.#composition.isGoingOn,
        onCompositionStart: () => this.#composition.begin(),
        onCompositionEnd: () => {
          this.#composition.end();
          // the browser may have put its text in after all
          if (!this.#composition.isGoingOn) this.#pairAgain(editor.getEditorState());
        },
      }),
    );
    this.#read(null, () => readAllFromYjs(this.#binding, this.#cursors.provider));
    this.paintCursors();
  }

  /** How often the editor had to be loaded anew. */
  repairs(): number {
    return this.#repairs;
  }

  paintCursors(): void {
    if (this.#composition.isGoingOn) return; // nothing is drawn into a point while one composes there
    this.#binding.cursorsContainer = this.#parts.cursorLayer ?? null;
    syncCursorPositions(this.#binding, this.#cursors.provider, { selectionHighlight: true });
  }

  /** The focus leaves: what is being composed is done. */
  finishComposition(): void {
    this.#composition.finish();
  }

  destroy(): void {
    this.#composition.abandon();
    this.#letters.stop();
    this.#unregister();
    this.#root.unobserveDeep(this.#onYjs as never); // as above
    this.#parts.awareness?.off('change', this.#onAwareness);
    this.#parts.undo.removeTrackedOrigin(this.#binding);
    this.#cursors.setFocused(false);
    syncCursorPositions(this.#binding, this.#cursors.provider, { getAwarenessStates: () => new Map() });
  }

  // --- from the editor to Yjs --------------------------------------------------

  #onUpdate(update: UpdateListenerPayload): void {
    if (this.#composition.takes(update)) return;
    if (isForYjs(update, this.#root) && this.#editor.isEditable()) this.#write(update);
    if (update.dirtyElements.size + update.dirtyLeaves.size > 0 && this.#root.length > 0)
      this.#pairAgain(update.editorState);
    this.#holdCaret();
  }

  #write({ prevEditorState, editorState, dirtyElements, dirtyLeaves, normalizedNodes, tags }: WrittenUpdate): void {
    const isShaping = [...dirtyElements.values()].includes(true) || editorState.read($hasSelected);
    this.#letters.write(
      () =>
        withWholeSurrogates(this.#root, this.#binding, this.#caret.inText(editorState), () => {
          const { provider } = this.#cursors;
          writeToYjs(
            this.#binding,
            provider,
            prevEditorState,
            editorState,
            dirtyElements,
            dirtyLeaves,
            normalizedNodes,
            tags,
          );
          fillEmptyLines(this.#root);
        }),
      isShaping,
    );
  }

  /**
   * Stock v2 can leave types mapped to dead nodes (its error 113, later). Pair everything again; where they differ, Yjs
   * is right.
   */
  #pairAgain(state: EditorState): void {
    this.#binding.mapping.clear();
    const isPaired = state.read(() => $pair(this.#binding, this.#root, $getRoot()));
    if (!isPaired && !this.#hasJustRepaired) {
      this.#repairs++;
      this.#readAll();
    }
    this.#hasJustRepaired = !isPaired && !this.#hasJustRepaired;
  }

  // --- from Yjs to the editor --------------------------------------------------

  readonly #onYjs = (events: Events, transaction: Y.Transaction): void => {
    if (transaction.origin === this.#binding) return;
    if (this.#composition.fallsBehind()) return;
    // @lexical/yjs asks each event for its delta and does not use it. To answer, Yjs deletes marks that it finds
    // superfluous: a mere reader would write.
    for (const event of events) Object.defineProperty(event, 'delta', { value: [] });
    const isUndo = transaction.origin instanceof Y.UndoManager;
    const takeCare = this.#letters.met(transaction);
    this.#read(isUndo ? this.#caretBehindUndo() : this.#carriedCaret(), () =>
      readFromYjs(this.#binding, this.#cursors.provider, events, transaction, isUndo),
    );
    takeCare();
  };

  #readAll(): void {
    this.#read(this.#carriedCaret(), () => readAllFromYjs(this.#binding, this.#cursors.provider));
  }

  /** What Lexical could not read in is read anew, all of it: else the next key would be written over what is there. */
  #read(caret: FlatSelection | null, read: () => void): void {
    if (this.#commit(caret, read)) return;
    this.#repairs++;
    this.#binding.mapping.clear();
    this.#commit(caret, () => readAllFromYjs(this.#binding, this.#cursors.provider));
  }

  /** One: what others wrote, its numbers, and my caret at its words. Never called inside an update. Whether it went. */
  #commit(caret: FlatSelection | null, read: () => void): boolean {
    const options = { discrete: true, skipTransforms: true, tag: COLLABORATION_TAG } as const;
    let isRead = false;
    this.#editor.update(() => {
      read(); // queued by Lexical until this function has returned, as is the next
      this.#editor.update(() => {
        $countItems();
        if (caret) $putSelection(caret);
        isRead = true;
      }, options);
    }, options);
    if (caret && !this.#editor.isEditable()) this.#parts.showSelection?.();
    return isRead;
  }

  // --- the caret ---------------------------------------------------------------

  #holdCaret(): void {
    this.#caret.hold(this.#editor.getEditorState());
    const { held } = this.#caret;
    this.#cursors.show({ anchorPos: held?.anchor.position ?? null, focusPos: held?.focus.position ?? null });
  }

  #carriedCaret(): FlatSelection | null {
    const at = this.#caretToPut;
    this.#caretToPut = null;
    if (at !== null) return { anchor: at, focus: at };
    return this.#caret.carried(this.#editor.getEditorState(), this.#parts.browserCaret?.() ?? null);
  }

  /** Where an undo or redo changed marks alone, the caret stays. */
  #caretBehindUndo(): FlatSelection | null {
    const carried = this.#carriedCaret();
    const at = carried && endOfChange(this.#editor.getEditorState().read($flatText), flatText(this.#root).text);
    return at === null ? carried : { anchor: at, focus: at };
  }

  #caretOffset(): number | null {
    return this.#editor.getEditorState().read(() => {
      const selection = $getSelection();
      return $isRangeSelection(selection) && selection.isCollapsed() ? $flatSelection(selection).anchor : null;
    });
  }

  readonly #onAwareness = ({ added, updated, removed }: AwarenessChange): void => {
    if (this.#cursors.concerns([...added, ...updated, ...removed])) this.paintCursors();
  };
}

/** Whoever types has a caret; whoever formats has words selected. */
function $hasSelected(): boolean {
  const selection = $getSelection();
  return $isRangeSelection(selection) && !selection.isCollapsed();
}
