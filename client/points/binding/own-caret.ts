// My own caret or selection in one point, held by its words while others write (rule E8). Reads the editor's states;
// writes nothing and publishes nothing itself.
import type { BindingV2 } from '@lexical/yjs';
import type { EditorState, PointType, RangeSelection, TextNode } from 'lexical';
import { $getSelection, $isRangeSelection, $isTextNode } from 'lexical';
import * as Y from 'yjs';
import type { Lean } from '../../../shared/text/moved-offset.ts';
import { movedOffset } from '../../../shared/text/moved-offset.ts';
import { flatText } from '../../../shared/text/point-text.ts';
import type { FlatSelection } from './flat-selection.ts';
import { $flatOffset, $flatSelection, $flatText } from './flat-selection.ts';
import type { HeldPlace } from './held-places.ts';
import { holdOffset, holdPlace, offsetNow } from './held-places.ts';
import type { CaretInText } from './whole-surrogates.ts';
import type { WhoseLetters } from './whose-letters.ts';

type Held = { readonly anchor: HeldPlace; readonly focus: HeldPlace };

export class OwnCaret {
  readonly #root: Y.XmlElement;
  readonly #binding: BindingV2;
  readonly #whose: WhoseLetters | null;
  #held: Held | null = null;

  constructor(root: Y.XmlElement, binding: BindingV2, whose: WhoseLetters | null) {
    this.#root = root;
    this.#binding = binding;
    this.#whose = whose;
  }

  /** Where others see it; null where nothing is selected here. */
  get held(): Held | null {
    return this.#held;
  }

  /** Takes the selection of a state that shows what Yjs holds now. */
  hold(state: EditorState): void {
    this.#held = state.read(() => {
      const selection = $getSelection();
      return $isRangeSelection(selection) ? this.#holdSelection(selection) : null;
    });
  }

  /**
   * Where the held selection stands in what Yjs holds now; `state` still shows what it held before. `browser`: where
   * the person has gone since.
   */
  carried(state: EditorState, browser: FlatSelection | null = null): FlatSelection | null {
    const held = this.#held;
    if (!held) return null;
    return state.read(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) return null;
      const was = $flatSelection(selection);
      const before = lazily($flatText);
      if (browser && (browser.anchor !== was.anchor || browser.focus !== was.focus)) {
        const after = flatText(this.#root).text;
        const moved = (offset: number): number => movedOffset(before(), after, offset, 'left');
        return { anchor: moved(browser.anchor), focus: moved(browser.focus) };
      }
      const anchor = offsetNow(this.#root, held.anchor, was.anchor, before, this.#whose);
      const focus =
        held.focus === held.anchor ? anchor : offsetNow(this.#root, held.focus, was.focus, before, this.#whose);
      return { anchor, focus };
    });
  }

  /** Of a state that is just being written. */
  inText(state: EditorState): CaretInText | null {
    return state.read(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
      const node = selection.anchor.getNode();
      const text = $isTextNode(node) ? this.#binding.mapping.getSharedType(node) : undefined;
      if (!$isTextNode(node) || !(text instanceof Y.XmlText)) return null;
      return { text, offset: $offsetInRun(node, selection.anchor.offset) };
    });
  }

  #holdSelection(selection: RangeSelection): Held {
    if (selection.isCollapsed()) {
      const caret = this.#holdPoint(selection.anchor, 'left');
      return { anchor: caret, focus: caret };
    }
    const isBackward = selection.isBackward();
    return {
      anchor: this.#holdPoint(selection.anchor, isBackward ? 'left' : 'right'),
      focus: this.#holdPoint(selection.focus, isBackward ? 'right' : 'left'),
    };
  }

  /** By the pairing where there is one: a flat text is not put together for each letter. */
  #holdPoint(point: PointType, lean: Lean): HeldPlace {
    const node = point.getNode();
    const text = $isTextNode(node) ? this.#binding.mapping.getSharedType(node) : undefined;
    if ($isTextNode(node) && text instanceof Y.XmlText) {
      return holdPlace(text, Math.min($offsetInRun(node, point.offset), text.length), lean);
    }
    const flat = flatText(this.#root);
    return holdOffset(this.#root, flat, $flatOffset(point), lean);
  }
}

/** In the run of text nodes that one Yjs text shows as. */
function $offsetInRun(node: TextNode, offset: number): number {
  let index = offset;
  for (let left = node.getPreviousSibling(); $isTextNode(left); left = left.getPreviousSibling())
    index += left.getTextContentSize();
  return index;
}

function lazily(make: () => string): () => string {
  let made: string | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
