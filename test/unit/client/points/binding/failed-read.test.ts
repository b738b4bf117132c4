// What Lexical throws while it draws others' words must not leave the editor behind: the next key would be written
// over what is there.
import { $getRoot } from 'lexical';
import { expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { flowOf } from '../../../../../shared/text/flow.ts';
import { bodyOf, flatText } from '../../../../../shared/text/point-text.ts';
import { openHeadlessPoint } from '../../../../support/headless-point.ts';
import { twoHands } from '../../../../support/two-hands.ts';

it('[E1] what could not be drawn in place is drawn anew at once, and the next key takes nothing of it', () => {
  const [{ doc: theirs }] = twoHands(['Alpha bravo.', 'Charlie delta.']);
  const mine = new Y.Doc();
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  const onError = vi.fn();
  const { editor, edit, close } = openHeadlessPoint(mine, 'p0', undefined, onError);
  const update = editor.update.bind(editor);
  editor.update = (_, options) => {
    editor.update = update;
    update(() => {
      throw new Error('a node that is not there');
    }, options);
  };
  flowOf(bodyOf(theirs, 'p0'))?.insert(5, ' echo');
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  expect(onError).toHaveBeenCalledOnce();
  expect(editor.getEditorState().read(() => $getRoot().getTextContent())).toContain('Alpha echo bravo.');
  edit(() => $getRoot().getLastDescendant()?.selectEnd().insertText(' now'));
  expect(flatText(bodyOf(mine, 'p0')).text).toBe('Alpha echo bravo.\nCharlie delta. now\n');
  close();
});
