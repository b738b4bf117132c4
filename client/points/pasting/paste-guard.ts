// What would make a point longer than it may be is not pasted and not dropped; a sentence says so, until it is
// dismissed or something else is pasted. Nothing is lost: the clipboard, or the place it was dragged from, still has
// it.
import type { LexicalEditor } from 'lexical';
import {
  $getRoot,
  $getSelection,
  COMMAND_PRIORITY_CRITICAL,
  DROP_COMMAND,
  mergeRegister,
  PASTE_COMMAND,
} from 'lexical';
import { pointTextCharsMax } from '../../../shared/limits.ts';
import './paste-guard.css';

/**
 * Of what is pasted or dropped. Null: there is room. `others`: what stands in the point and is not about to be
 * replaced.
 */
export function tooMuch(others: number, pasted: number): string | null {
  if (pasted === 0 || others + pasted <= pointTextCharsMax) return null;
  const count = (characters: number): string => characters.toLocaleString('en');
  const room = Math.max(0, pointTextCharsMax - others);
  return (
    `Nothing was put in: it has ${count(pasted)} characters. A point holds at most ${count(pointTextCharsMax)}, and ` +
    `there is room for ${count(room)} here. What you took is still where it was: take less of it, or use ` +
    '“Bring in a document” below the outline, which splits a long text into points.'
  );
}

export function registerPasteGuard(editor: LexicalEditor): () => void {
  let notice: HTMLElement | null = null;
  const dismiss = (): void => {
    notice?.remove();
    notice = null;
  };
  const guard = (event: unknown, data: DataTransfer | null): boolean => {
    const others = editor.read($others);
    const problem = data && tooMuch(others, charsIn(data, pointTextCharsMax - others));
    dismiss();
    if (!problem || !(event instanceof Event)) return false;
    event.preventDefault();
    notice = drawNotice(problem, () => {
      dismiss();
      editor.getRootElement()?.focus({ preventScroll: true }); // its button goes with it
    });
    return true;
  };
  return mergeRegister(
    editor.registerCommand(
      PASTE_COMMAND,
      event => guard(event, 'clipboardData' in event ? event.clipboardData : null),
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(DROP_COMMAND, event => guard(event, event.dataTransfer), COMMAND_PRIORITY_CRITICAL),
    dismiss,
  );
}

/**
 * Programs may give marked-up words and no plain ones, or fewer. Marks are never fewer than their words: what is short
 * enough with them for the `room` is not read.
 */
function charsIn(data: DataTransfer, room: number): number {
  const plain = data.getData('text/plain').length;
  const marked = data.getData('text/html');
  if (marked.length <= Math.max(plain, room)) return plain;
  const { body } = new DOMParser().parseFromString(marked, 'text/html');
  for (const element of body.querySelectorAll('style, script')) element.remove();
  return Math.max(plain, body.textContent.replace(/\s+/g, ' ').trim().length);
}

const $others = (): number => $getRoot().getTextContentSize() - ($getSelection()?.getTextContent().length ?? 0);

/** Beside the page, not in it: the text's own elements are the editor's. */
function drawNotice(words: string, onDismiss: () => void): HTMLElement {
  const notice = document.createElement('div');
  notice.className = 'paste-refused';
  notice.setAttribute('role', 'alert');
  const sentence = document.createElement('p');
  sentence.textContent = words;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = 'Dismiss';
  button.addEventListener('click', onDismiss);
  notice.append(sentence, button);
  document.body.append(notice);
  return notice;
}
