// What an input method composes while others write in the point: given up or cut short, it leaves the caret at its
// words.
import type { RangeSelection } from 'lexical';
import { $getRoot, $getSelection, $isRangeSelection, COMPOSITION_START_COMMAND } from 'lexical';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { flowOf } from '../../../../../shared/text/flow.ts';
import { bodyOf, flatText } from '../../../../../shared/text/point-text.ts';
import { seedBody } from '../../../../../test/support/seed-body.ts';
import { openHeadlessPoint } from '../../../../support/headless-point.ts';

const event = { type: 'compositionstart' } as CompositionEvent; // no handler here reads it

/** One who composes behind the first word, and another who writes before it meanwhile. */
function composing() {
  const doc = new Y.Doc();
  seedBody(bodyOf(doc, 'p'), ['Ukraine shall determine', 'It shall inform']);
  const { editor, binding, edit } = openHeadlessPoint(doc, 'p');
  edit(() => void $getRoot().getAllTextNodes()[0]?.select(7, 7));
  editor.dispatchCommand(COMPOSITION_START_COMMAND, event);
  const write = ($how: (selection: RangeSelection) => void): void =>
    edit(() => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) $how(selection);
    });
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  const otherWrites = (): void => {
    const flow = flowOf(bodyOf(other, 'p'));
    for (const line of ['It shall', 'Ukraine']) flow?.insert(flow.toString().indexOf(line), 'Ukraine. ');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'net');
  };
  const types = (words: string): void => write(selection => selection.insertText(words));
  return { editor, binding, types, write, otherWrites, text: () => flatText(bodyOf(doc, 'p')).text };
}

it('[E15] a composition that is given up while others write leaves the caret where it began', () => {
  const { binding, types, write, otherWrites, text } = composing();
  types('に');
  otherWrites();
  write(selection => selection.deleteCharacter(true));
  binding.finishComposition();
  types('!');
  expect(text()).toBe('Ukraine. Ukraine! shall determine\nUkraine. It shall inform\n');
});

it.each([true, false])(
  '[E15] a lock ends a composition with the caret at its words (others write: %s)',
  async others => {
    const { editor, types, otherWrites, text } = composing();
    types('に');
    if (others) otherWrites();
    editor.setEditable(false);
    await Promise.resolve();
    editor.setEditable(true);
    types('!');
    expect(text()).toContain('Ukraine! shall determine');
  },
);
