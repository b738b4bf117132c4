// What an input method (IME, dead key) is composing in one point. Until it is done nothing of it is written, and
// nothing of others is read into the editor (rule E15): a redraw would break the composition. Decides nothing about Yjs
// itself.
import type { EditorState, LexicalEditor, NodeKey, UpdateListenerPayload } from 'lexical';
import {
  $getRoot,
  $getSelection,
  $isRangeSelection,
  $setCompositionKey,
  $setSelection,
  COLLABORATION_TAG,
  SKIP_COLLAB_TAG,
} from 'lexical';
import { changedStretch, movedOffset } from '../../../shared/text/moved-offset.ts';
import type { Stood } from './composed-change.ts';
import type { FlatSelection } from './flat-selection.ts';
import { $flatOffset, $flatText, $selectionAt } from './flat-selection.ts';
import { withoutUnseen } from './unseen-letters.ts';

export type WrittenUpdate = Pick<UpdateListenerPayload, 'editorState' | 'prevEditorState'>;

export type CompositionParts = {
  /** The point's text as Yjs holds it. */
  textNow(): string;
  /** Where the selection of a state that showed what Yjs held goes in what it holds now. */
  carried(base: EditorState): FlatSelection | null;
  /** No lock has come since: what was composed may be written. */
  mayWrite(): boolean;
  /** What Yjs holds, as `base` shows it. */
  stood(base: EditorState): Stood;
  write(update: WrittenUpdate): void;
  /** Likewise, into what others have made of it. Loads the editor anew. `words`: what was composed, if it is known. */
  bringIn(stood: Stood, update: WrittenUpdate, words: string): void;
  /** Loads the editor anew, with the selection there. */
  readAll(selection: FlatSelection): void;
  /** For words that can no longer be written into the point. */
  keep(words: string): void;
  onDone(): void;
};

type Changes = {
  /** The last state that showed what Yjs held. */
  readonly base: EditorState;
  readonly stood: Stood;
  readonly dirtyLeaves: Set<NodeKey>;
  /** As the input method says. */
  words: string;
  /** The input method is done; in some browsers Lexical reads the result only with the next event. */
  hasEnded: boolean;
  /** Others have changed the point meanwhile. */
  isBehind: boolean;
};

export class PointComposition {
  readonly #editor: LexicalEditor;
  readonly #parts: CompositionParts;
  #going: Changes | null = null;

  constructor(editor: LexicalEditor, parts: CompositionParts) {
    this.#editor = editor;
    this.#parts = parts;
  }

  get isGoingOn(): boolean {
    return this.#going !== null;
  }

  /** Before Lexical makes its first change. */
  begin(): void {
    if (this.#going) this.#going.hasEnded = false;
    else if (this.#editor.isEditable()) {
      const base = this.#editor.getEditorState();
      this.#going = {
        base,
        stood: this.#parts.stood(base),
        dirtyLeaves: new Set(),
        words: '',
        hasEnded: false,
        isBehind: false,
      };
    }
  }

  composed(words: string): void {
    if (this.#going) this.#going.words = words;
  }

  /** Whether the update is part of the composition, and so is not written yet. */
  takes({ dirtyLeaves }: UpdateListenerPayload): boolean {
    const going = this.#going;
    if (!going) return false;
    for (const key of dirtyLeaves) going.dirtyLeaves.add(key);
    this.#finishIfRead();
    return true;
  }

  /** Whether what others have written has to wait. */
  fallsBehind(): boolean {
    if (this.#going) this.#going.isBehind = true;
    return this.#going !== null;
  }

  end(): void {
    if (this.#going) this.#going.hasEnded = true;
    this.#finishIfRead();
  }

  #finishIfRead(): void {
    if (!this.#going?.hasEnded || this.#editor.isComposing()) return;
    queueMicrotask(() => {
      if (this.#going?.hasEnded) this.finish();
    });
  }

  /** The editor goes away, perhaps with a document that was given up: nothing more is written. */
  abandon(): void {
    const going = this.#going;
    this.#going = null;
    const { words } = going ? composed(going.base, this.#editor.getEditorState()) : { words: '' };
    if (words !== '') this.#parts.keep(words);
  }

  /** Never inside an update of the editor. */
  finish(): void {
    const going = this.#going;
    if (!going) return;
    const isGivenUp = going.base.read($seenText) === this.#editor.getEditorState().read($seenText);
    going.hasEnded = false; // what follows is read as part of it, and ends it but once
    if (going.isBehind || !this.#parts.mayWrite()) this.#bringIn(going);
    else {
      removePlaceholders(this.#editor, going.dirtyLeaves);
      this.#going = null;
      this.#parts.write({ editorState: this.#editor.getEditorState(), prevEditorState: going.base });
    }
    if (isGivenUp) chooseMarksOf(going.base, this.#editor);
    this.#parts.onDone();
  }

  /** The composed words go into the words as they stand now, or are kept for their author. */
  #bringIn({ base, stood, words: said }: Changes): void {
    const editorState = this.#editor.getEditorState();
    this.#editor.update(() => $setCompositionKey(null), { discrete: true, tag: SKIP_COLLAB_TAG });
    this.#going = null; // the caret is held where it was until then
    if (this.#parts.mayWrite()) return this.#parts.bringIn(stood, { editorState, prevEditorState: base }, said);
    const { words, isInsertion, placeIn } = composed(base, editorState);
    this.#parts.readAll((isInsertion && this.#parts.carried(base)) || placeIn(this.#parts.textNow()));
    if (words !== '') this.#parts.keep(words);
  }
}

/** The words that were composed, whether they took the place of none, and where they would stand in the text by now. */
type Composed = { readonly words: string; readonly isInsertion: boolean; placeIn(now: string): FlatSelection };

function composed(base: EditorState, now: EditorState): Composed {
  const before = base.read($flatText);
  const after = now.read($flatText);
  const { from, to } = changedStretch(before, after);
  const taken = changedStretch(after, before);
  return {
    words: withoutUnseen(after.slice(from, to)),
    isInsertion: taken.from === taken.to,
    placeIn: text => {
      const anchor = movedOffset(before, text, taken.from, taken.from === taken.to ? 'left' : 'right');
      const focus = taken.from === taken.to ? anchor : Math.max(anchor, movedOffset(before, text, taken.to, 'left'));
      return { anchor, focus };
    },
  };
}

const $seenText = (): string => withoutUnseen($flatText());

/** The marks that the next letter is to have. */
function chooseMarksOf(base: EditorState, editor: LexicalEditor): void {
  const before = base.read($getSelection);
  const now = editor.read($getSelection);
  if (!$isRangeSelection(before) || !$isRangeSelection(now) || now.format === before.format) return;
  editor.update(
    () => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.setFormat(before.format);
    },
    { discrete: true, tag: COLLABORATION_TAG },
  );
}

/** Takes Lexical's placeholder out of the texts that the composition has touched. */
function removePlaceholders(editor: LexicalEditor, touched: ReadonlySet<NodeKey>): void {
  editor.update(
    () => {
      const texts = $getRoot()
        .getAllTextNodes()
        .filter(text => touched.has(text.getKey()) && withoutUnseen(text.getTextContent()) !== text.getTextContent());
      if (texts.length === 0) return;
      const selection = $getSelection();
      const caret = $isRangeSelection(selection) ? $flatOffset(selection.focus) : null;
      const before = $flatText();
      for (const text of texts) {
        const words = withoutUnseen(text.getTextContent());
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
