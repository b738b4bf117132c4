// What is pasted or dropped into a point is tidied before Lexical reads it. What was left out of it is said.
import type { LexicalEditor } from 'lexical';
import { COMMAND_PRIORITY_HIGH, PASTE_COMMAND } from 'lexical';
import { placeOfCaret, sayHere } from '../../ui/said-here/said-here.tsx';
import { tidyPasted } from './tidy-pasted.ts';

export function registerPasting(editor: LexicalEditor): () => void {
  const tidy = new WeakSet<Event>();
  return editor.registerCommand(
    PASTE_COMMAND,
    event => {
      const data = 'clipboardData' in event ? event.clipboardData : null;
      const html = data?.getData('text/html');
      if (!data || !html || tidy.has(event)) return false;
      const pasted = new DOMParser().parseFromString(html, 'text/html');
      const tidied = tidyPasted(pasted);
      if (tidied === 'as-it-was') return false;
      event.preventDefault();
      const clipboardData = new DataTransfer(); // the browser's own cannot be written
      clipboardData.setData('text/html', pasted.documentElement.outerHTML);
      clipboardData.setData('text/plain', data.getData('text/plain'));
      const again = new ClipboardEvent('paste', { clipboardData, cancelable: true });
      tidy.add(again);
      editor.dispatchCommand(PASTE_COMMAND, again);
      if (tidied === 'words-left-out') sayHere('Deleted words in what you pasted were left out.', placeOfCaret());
      return true;
    },
    COMMAND_PRIORITY_HIGH,
  );
}
