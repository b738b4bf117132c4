// What an input method (IME, dead key) is composing in one point. Until it is done nothing of it is written, and nothing of others is read into the editor
// (rule E15): a redraw would break the composition. Decides nothing about Yjs itself.
import type { EditorState, LexicalEditor, NodeKey, UpdateListenerPayload } from 'lexical';
import { $getRoot, $getSelection, $isRangeSelection, $setSelection } from 'lexical';
import { movedOffset } from '../../../shared/text/moved-offset.ts';
import type { FlatSelection } from './flat-selection.ts';
import { $flatOffset, $flatText, $selectionAt } from './flat-selection.ts';

/** Lexical puts it where a composition begins without a text to stand in. */
const placeholder = '\u200b';

/** The words that were composed, and where they go in the point's text as it reads by now. */
export type Composed = { readonly words: string; placeIn(now: string): FlatSelection };

export class Composition {
  /** The last state that showed what Yjs held. */
  readonly base: EditorState;
  readonly #dirtyElements = new Map<NodeKey, boolean>();
  readonly #dirtyLeaves = new Set<NodeKey>();
  readonly #normalizedNodes = new Set<NodeKey>();
  /** The input method is done; Lexical may still have to read the result. */
  hasEnded = false;
  /** Others have changed the point meanwhile. */
  isBehind = false;

  constructor(base: EditorState) {
    this.base = base;
  }

  add({ dirtyElements, dirtyLeaves, normalizedNodes }: UpdateListenerPayload): void {
    for (const [key, isIntended] of dirtyElements) this.#dirtyElements.set(key, isIntended);
    for (const key of dirtyLeaves) this.#dirtyLeaves.add(key);
    for (const key of normalizedNodes) this.#normalizedNodes.add(key);
  }

  /** All that changed in the editor meanwhile. */
  changes(): Pick<UpdateListenerPayload, 'dirtyElements' | 'dirtyLeaves' | 'normalizedNodes'> {
    return {
      dirtyElements: this.#dirtyElements,
      dirtyLeaves: this.#dirtyLeaves,
      normalizedNodes: this.#normalizedNodes,
    };
  }

  composed(now: EditorState): Composed {
    const before = this.base.read($flatText);
    const after = now.read($flatText);
    const most = Math.min(before.length, after.length);
    let from = 0;
    while (from < most && before.charAt(from) === after.charAt(from)) from++;
    let same = 0;
    while (same < most - from && before.at(-1 - same) === after.at(-1 - same)) same++;
    const to = before.length - same;
    return {
      words: after.slice(from, after.length - same).replaceAll(placeholder, ''),
      placeIn: text => {
        const anchor = movedOffset(before, text, from, from === to ? 'left' : 'right');
        const focus = from === to ? anchor : Math.max(anchor, movedOffset(before, text, to, 'left'));
        return { anchor, focus };
      },
    };
  }
}

/** Takes Lexical's placeholder out of the texts that the composition has touched. */
export function removePlaceholders(editor: LexicalEditor, touched: ReadonlySet<NodeKey>): void {
  editor.update(
    () => {
      const texts = $getRoot()
        .getAllTextNodes()
        .filter(text => touched.has(text.getKey()) && text.getTextContent().includes(placeholder));
      if (texts.length === 0) return;
      const selection = $getSelection();
      const caret = $isRangeSelection(selection) ? $flatOffset(selection.focus) : null;
      const before = $flatText();
      for (const text of texts) {
        const words = text.getTextContent().replaceAll(placeholder, '');
        if (words === '') text.remove();
        else text.setTextContent(words);
      }
      if (caret === null) return;
      const at = movedOffset(before, $flatText(), caret, 'left');
      $setSelection($selectionAt({ anchor: at, focus: at }));
    },
    { discrete: true, skipTransforms: true },
  );
}
