// Ties one Lexical editor to one point's Yjs root, over the public collab-v2 exports of @lexical/yjs. Points are short, so the whole point is paired anew after
// every commit (rules E1 to E6 of PROTOCOL.md; each was found by a failing run).
import type { BindingV2 } from '@lexical/yjs';
import {
  createBindingV2__EXPERIMENTAL as createBinding,
  syncYjsStateToLexicalV2__EXPERIMENTAL as readAllFromYjs,
  syncYjsChangesToLexicalV2__EXPERIMENTAL as readFromYjs,
  syncCursorPositions,
  syncLexicalUpdateToYjsV2__EXPERIMENTAL as writeToYjs,
} from '@lexical/yjs';
import type { ElementNode, LexicalEditor, LexicalNode, TextNode, UpdateListenerPayload } from 'lexical';
import {
  $getRoot,
  $isElementNode,
  $isTextNode,
  BLUR_COMMAND,
  COLLABORATION_TAG,
  COMMAND_PRIORITY_EDITOR,
  FOCUS_COMMAND,
  HISTORIC_TAG,
  mergeRegister,
  REDO_COMMAND,
  SKIP_COLLAB_TAG,
  UNDO_COMMAND,
} from 'lexical';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { bodyOf, plainText } from '../../shared/text/point-text.ts';
import type { PointCursors } from './point-cursors.ts';
import { pointCursors } from './point-cursors.ts';
import { withWholeSurrogates } from './whole-surrogates.ts';

export type PointBinding = { repairs(): number; paintCursors(): void; destroy(): void };
export type PointBindingParts = {
  readonly editor: LexicalEditor;
  readonly doc: Y.Doc;
  readonly point: string;
  readonly undo: Y.UndoManager;
  readonly awareness?: Awareness | null;
  readonly cursorLayer?: HTMLElement | null;
};

type AwarenessChange = Record<'added' | 'updated' | 'removed', number[]>;

export function bindPoint(parts: PointBindingParts): PointBinding {
  const { editor, doc, point, undo, awareness = null, cursorLayer = null } = parts;
  const root = bodyOf(doc, point);
  const binding = createBinding(editor, point, doc, new Map(), { getXmlElement: () => root });
  const cursors = pointCursors(() => binding, root, point, awareness);
  const { provider } = cursors;
  let repairs = 0;
  let hasJustRepaired = false;

  const onYjs = (events: Parameters<typeof readFromYjs>[2], transaction: Y.Transaction): void => {
    if (transaction.origin === binding) return;
    // @lexical/yjs asks each event for its delta and does not use it. To answer, Yjs deletes marks that it finds superfluous: a mere reader would write.
    for (const event of events) Object.defineProperty(event, 'delta', { value: [] });
    readFromYjs(binding, provider, events, transaction, transaction.origin instanceof Y.UndoManager);
  };
  const paintCursors = (): void => {
    binding.cursorsContainer = cursorLayer;
    syncCursorPositions(binding, provider, { selectionHighlight: true });
  };
  const onAwareness = ({ added, updated, removed }: AwarenessChange): void => {
    if (cursors.concerns([...added, ...updated, ...removed])) paintCursors();
  };

  const onUpdate = (update: UpdateListenerPayload): void => {
    const { prevEditorState, editorState, dirtyElements, dirtyLeaves, normalizedNodes, tags } = update;
    if (isForYjs(update, root) && editor.isEditable())
      withWholeSurrogates(root, binding, () =>
        writeToYjs(binding, provider, prevEditorState, editorState, dirtyElements, dirtyLeaves, normalizedNodes, tags),
      );
    if (dirtyElements.size + dirtyLeaves.size === 0 || root.length === 0) return;
    // Stock v2 can leave types mapped to dead nodes (its error 113, later). Pair everything again; where they differ, Yjs is right.
    binding.mapping.clear();
    const isPaired = editorState.read(() => $pair(binding, root, $getRoot()));
    if (!isPaired && !hasJustRepaired) {
      repairs++;
      readAllFromYjs(binding, provider);
    }
    hasJustRepaired = !isPaired && !hasJustRepaired;
  };

  undo.addTrackedOrigin(binding);
  // Yjs gives deep observers events of any type; in a body all of them are of XML types.
  root.observeDeep(onYjs as never);
  awareness?.on('change', onAwareness);
  // The listener comes before the first load: Lexical merges equal text nodes while loading, and pairing must see that.
  const unregister = mergeRegister(editor.registerUpdateListener(onUpdate), registerCommands(editor, undo, cursors));
  readAllFromYjs(binding, provider);
  paintCursors();

  return {
    repairs: () => repairs,
    paintCursors,
    destroy: () => {
      unregister();
      root.unobserveDeep(onYjs as never); // as above
      awareness?.off('change', onAwareness);
      undo.removeTrackedOrigin(binding);
      cursors.setFocused(false);
      syncCursorPositions(binding, provider, { getAwarenessStates: () => new Map() });
    },
  };
}

/**
 * A commit that came from Yjs is never written back, not even Lexical's merging of equal text nodes: all editors would do it at once (doubled text), and
 * readers must not write. An empty point shows a blank local paragraph, written with its first letter: else every client would add one.
 */
function isForYjs({ tags, editorState }: UpdateListenerPayload, root: Y.XmlElement): boolean {
  if (tags.has(COLLABORATION_TAG) || tags.has(HISTORIC_TAG) || tags.has(SKIP_COLLAB_TAG)) return false;
  return (
    root.length > 0 || editorState.read(() => $getRoot().getTextContentSize() > 0 || $getRoot().getChildrenSize() > 1)
  );
}

function registerCommands(editor: LexicalEditor, undo: Y.UndoManager, cursors: PointCursors): () => void {
  const whileEditable = (run: () => void) => (): boolean => {
    if (editor.isEditable()) run();
    return true;
  };
  return mergeRegister(
    editor.registerCommand(
      UNDO_COMMAND,
      whileEditable(() => undo.undo()),
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(
      REDO_COMMAND,
      whileEditable(() => undo.redo()),
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(
      FOCUS_COMMAND,
      () => {
        undo.stopCapturing();
        cursors.setFocused(true);
        return false;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(
      BLUR_COMMAND,
      () => {
        cursors.setFocused(false);
        return false;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
  );
}

/** Pairs each Yjs type with the node or nodes that show it; false where they do not show the same. */
function $pair(binding: BindingV2, parent: Y.XmlElement, node: ElementNode): boolean {
  binding.mapping.set(parent, node);
  const types = runs(parent.toArray().filter(isShown), (type): type is Y.XmlText => type instanceof Y.XmlText);
  const nodes = runs(node.getChildren(), (child): child is TextNode => $isTextNode(child));
  return types.length === nodes.length && types.every((type, index) => $pairOne(binding, type, nodes[index]));
}

type Runs<T, R extends T> = readonly (Exclude<T, R> | readonly R[])[];
type Shown = Y.XmlElement | Y.XmlText;

function $pairOne(
  binding: BindingV2,
  type: Runs<Shown, Y.XmlText>[number],
  node: Runs<LexicalNode, TextNode>[number] | undefined,
): boolean {
  if (type instanceof Y.XmlElement) {
    if (node === undefined || Array.isArray(node)) return false;
    const single = node as LexicalNode; // a run is an array, and this is none
    return type.nodeName === single.getType() && (!$isElementNode(single) || $pair(binding, type, single));
  }
  if (!Array.isArray(node)) return false;
  const shown: readonly TextNode[] = node;
  if (type.map(plainText).join('') !== shown.map(text => text.getTextContent()).join('')) return false;
  // Two neighbouring XmlTexts show as one run (two people typed into one empty paragraph). Left unmapped, the next local edit joins them; mapped, it would
  // lose the second one's words.
  const [only] = type;
  if (type.length === 1 && only) binding.mapping.set(only, [...shown]);
  return true;
}

const isShown = (type: unknown): type is Shown =>
  type instanceof Y.XmlElement || (type instanceof Y.XmlText && type.length > 0);

/** Neighbours of one sort put together. */
function runs<T, R extends T>(list: readonly T[], belongs: (item: T) => item is R): Runs<T, R> {
  const result: (Exclude<T, R> | R[])[] = [];
  for (const item of list) {
    const last = result.at(-1);
    if (!belongs(item))
      result.push(item as Exclude<T, R>); // the guard has said so
    else if (Array.isArray(last)) last.push(item);
    else result.push([item]);
  }
  return result;
}
