// My own caret or selection in one point, held by its letters while others write (rule E8). Reads the editor's states;
// writes nothing and publishes nothing itself.
import type { EditorState } from 'lexical';
import { $getSelection, $isRangeSelection } from 'lexical';
import type * as Y from 'yjs';
import { lineEnd } from '../../../shared/text/flow.ts';
import { movedOffset } from '../../../shared/text/moved-offset.ts';
import { flatText } from '../../../shared/text/point-text.ts';
import type { FlatSelection } from './flat-selection.ts';
import { $flatSelection, $flatText } from './flat-selection.ts';
import type { HeldPlace, IsBeingTyped } from './held-places.ts';
import { holdOffset, offsetAgain, offsetNow, ownEndBehind } from './held-places.ts';
import type { TiedTo } from './typed-splices.ts';

type Held = { readonly anchor: HeldPlace; readonly focus: HeldPlace; readonly was: FlatSelection };

export class OwnCaret {
  readonly #root: Y.XmlElement;
  readonly #isBeingTyped: IsBeingTyped;
  #held: Held | null = null;

  constructor(root: Y.XmlElement, isBeingTyped: IsBeingTyped) {
    this.#root = root;
    this.#isBeingTyped = isBeingTyped;
  }

  /** Where others see it; null where nothing is selected here. */
  get held(): Held | null {
    return this.#held;
  }

  /** Takes the selection of a state that shows what Yjs holds now. */
  hold(state: EditorState, isBeingTyped = this.#isBeingTyped): void {
    const was = state.read($selected);
    this.#held = was && this.#holdSelection(was, isBeingTyped);
  }

  /**
   * Likewise, where I have written nothing: who has not moved stays tied to the same letters, also to deleted ones. At
   * the beginning of a line one is tied to what stands behind: to what others have typed there, too. Who goes along
   * behind somebody's run is tied to its last letter.
   */
  holdUnlessStill(state: EditorState): void {
    const held = this.#held;
    const was = state.read($selected);
    const stands = held && this.#offsetsOf(held);
    const isStill = stands?.anchor === was?.anchor && stands?.focus === was?.focus;
    const writer = held?.focus.isBehindRun ? held.focus.position.item?.client : undefined;
    if (isStill && writer !== undefined) this.hold(state, ({ client }) => client === writer);
    else if (was && held && isStill && held.focus.lineAfter === undefined) this.#held = { ...held, was };
    else this.hold(state);
  }

  /**
   * Where the held selection stands in what Yjs holds now; `state` still shows what it held before. `browser`: where
   * the person has gone since.
   */
  carried(state: EditorState, browser: FlatSelection | null = null): FlatSelection | null {
    const held = this.#held;
    if (!held) return null;
    if (browser && (browser.anchor !== held.was.anchor || browser.focus !== held.was.focus)) {
      const before = state.read($flatText);
      const after = flatText(this.#root).text;
      const moved = (offset: number): number => movedOffset(before, after, offset, 'left');
      return { anchor: moved(browser.anchor), focus: moved(browser.focus) };
    }
    return this.#offsetsOf(held);
  }

  #offsetsOf({ anchor, focus }: Held): FlatSelection {
    const at = offsetNow(this.#root, anchor);
    return { anchor: at, focus: focus === anchor ? at : offsetNow(this.#root, focus) };
  }

  /**
   * The letter that the caret stood behind at this offset, which may have been deleted since; or the last letter of a
   * selection that has been. Null: another one stands there for it.
   */
  tiedAt(offset: number): TiedTo | null {
    const held = this.#held;
    if (!held || !isFolded(this.#offsetsOf(held))) return null;
    const caret = [held.anchor, held.focus].find(({ position }) => position.assoc < 0);
    const own = caret ? null : ownEndBehind(this.#root, held.focus, offset);
    if (own) return { letter: own, isWithinLine: false };
    if (!caret || offsetNow(this.#root, caret) !== offset) return null;
    const { item } = caret.position;
    if (!item || offsetAgain(this.#root, caret) !== null) return null;
    return { letter: item, isWithinLine: (caret.around.after.charAt(0) || lineEnd) !== lineEnd };
  }

  #holdSelection(was: FlatSelection, isBeingTyped: IsBeingTyped): Held {
    const { anchor, focus } = was;
    if (anchor === focus) {
      const caret = holdOffset(this.#root, anchor, 'left', isBeingTyped);
      return { anchor: caret, focus: caret, was };
    }
    const isBackward = focus < anchor;
    return {
      anchor: holdOffset(this.#root, anchor, isBackward ? 'left' : 'right'),
      focus: holdOffset(this.#root, focus, isBackward ? 'right' : 'left'),
      was,
    };
  }
}

const isFolded = ({ anchor, focus }: FlatSelection): boolean => anchor === focus;

export function $selected(): FlatSelection | null {
  const selection = $getSelection();
  return $isRangeSelection(selection) ? $flatSelection(selection) : null;
}
