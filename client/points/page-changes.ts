// Undoes what extensions and translators change in an editor's elements: Lexical would take it for typing, and
// everybody would get it (rule E16). What a person does comes with a `beforeinput` or in a composition, spelling
// corrections and dictation included, and is let through.
import type { LexicalEditor } from 'lexical';
import { $getSelection, $setSelection, SKIP_COLLAB_TAG, SKIP_SCROLL_INTO_VIEW_TAG } from 'lexical';
import { showSelection } from './drawn-selection.ts';

/**
 * An extension that insists is answered once a frame from then on, not at once: two that undo one another must not stop
 * the page.
 */
const answeredAtOnceMax = 20;

/** Call it before `setRootElement`: of two observers the browser tells the older one first. */
export function guardAgainstPageChanges(editor: LexicalEditor): () => void {
  let hand: 'idle' | 'typing' | 'composing' = 'idle';
  let answered = 0;
  let late: MutationRecord[] = [];

  const answer = (): void => {
    const changes = late;
    late = [];
    if (changes.length === 0) return;
    undo(changes);
    own.takeRecords();
    recordsOf(editor);
    restoreSelection(editor);
  };
  const rest = (): void => {
    if (hand === 'typing') hand = 'idle';
  };
  const own = new MutationObserver(changes => {
    if (hand !== 'idle') return;
    // Lexical does not watch while it draws: what it has not seen is its own.
    const seen = recordsOf(editor);
    if (seen.length === 0) return;
    if (seen.length !== changes.length) return redraw(editor);
    late.push(...changes);
    if (answered++ < answeredAtOnceMax) answer();
    else requestAnimationFrame(answer);
  });
  const listeners = {
    // The browser makes the change that it has announced in the same task, or never.
    beforeinput: (event: Event): void => {
      if (hand !== 'idle' || event.defaultPrevented) return;
      hand = 'typing';
      setTimeout(rest);
    },
    input: (): void => rest(),
    compositionstart: (): void => {
      hand = 'composing';
    },
    compositionend: (): void => {
      hand = 'idle';
    },
    keydown: (): void => {
      answer();
      answered = 0;
    },
  };
  // Told after Lexical has added its own listeners: ours ask what those have made of an event.
  return editor.registerRootListener(host => {
    if (!host) return undefined;
    for (const [type, listener] of Object.entries(listeners)) host.addEventListener(type, listener);
    own.observe(host, { childList: true, characterData: true, characterDataOldValue: true, subtree: true });
    return () => {
      own.disconnect();
      for (const [type, listener] of Object.entries(listeners)) host.removeEventListener(type, listener);
    };
  });
}

/** Lexical has no public way to be told that a change is not a person's: its records are taken before it reads them. */
const recordsOf = (editor: LexicalEditor): readonly MutationRecord[] => editor._observer?.takeRecords() ?? [];

function undo(changes: readonly MutationRecord[]): void {
  for (const { type, target, oldValue, addedNodes, removedNodes, nextSibling } of changes.toReversed())
    if (type === 'characterData') target.nodeValue = oldValue;
    else {
      for (const node of addedNodes) if (node.parentNode === target) target.removeChild(node);
      const before = nextSibling?.parentNode === target ? nextSibling : null;
      for (const node of removedNodes) target.insertBefore(node, before);
    }
}

/** Lexical's drawing and somebody else's change cannot be told apart any more. */
function redraw(editor: LexicalEditor): void {
  const host = editor.getRootElement();
  editor.setRootElement(null);
  editor.setRootElement(host);
  restoreSelection(editor);
}

function restoreSelection(editor: LexicalEditor): void {
  if (!editor.getRootElement()?.contains(document.activeElement)) return showSelection(editor);
  // Asked before the update: within it Lexical would begin with what the page has made of the browser's selection.
  const selection = editor.read(() => $getSelection());
  if (!selection) return;
  editor.update(() => $setSelection(selection.clone()), {
    discrete: true,
    skipTransforms: true,
    tag: [SKIP_COLLAB_TAG, SKIP_SCROLL_INTO_VIEW_TAG],
  });
}
