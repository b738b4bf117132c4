// One point's editor as openEditor makes it, but without a page: for tests of what is written and read, not of what is
// drawn.
import type { LexicalEditor } from 'lexical';
import { createEditor, mergeRegister } from 'lexical';
import type * as Y from 'yjs';
import { editorNodes } from '../../client/points/binding/editor-nodes.ts';
import { registerLinkGuard } from '../../client/points/binding/link-guard.ts';
import { PointBinding } from '../../client/points/binding/point-binding.ts';
import type { PointUndo } from '../../client/points/binding/undo/point-undo.ts';
import { createPointUndo } from '../../client/points/binding/undo/point-undo.ts';
import { registerLists } from '../../client/points/formatting/register-lists.ts';
import { bodyOf } from '../../shared/text/point-text.ts';

export type HeadlessPoint = {
  readonly editor: LexicalEditor;
  readonly binding: PointBinding;
  /** One step of the person who has this editor. */
  edit($step: () => void): void;
  close(): void;
};

export function openHeadlessPoint(
  doc: Y.Doc,
  point: string,
  undo: PointUndo = createPointUndo(bodyOf(doc, point)),
  onError: (error: Error) => void = error => {
    throw error;
  },
  onKept: (words: string) => void = () => {},
): HeadlessPoint {
  const editor = createEditor({ nodes: editorNodes, onError });
  // Lexical commits without a DOM only if it is told so; the package that does it is not among ours.
  (editor as unknown as { _headless: boolean })._headless = true;
  const unregister = mergeRegister(registerLists(editor), registerLinkGuard(editor));
  const binding = new PointBinding({ editor, doc, point, undo, onKept });
  const edit = ($step: () => void): void => editor.update($step, { discrete: true });
  edit(() => {}); // what registering and loading left for later, now
  return {
    editor,
    binding,
    edit,
    close: () => {
      binding.destroy();
      unregister();
    },
  };
}
