// What is pasted or dropped into a point is tidied before Lexical reads it. What was left out of it is said.
import type { LexicalEditor } from 'lexical';
import { COMMAND_PRIORITY_HIGH, PASTE_COMMAND } from 'lexical';
import { placeOfCaret, sayHere } from '../../ui/said-here/said-here.tsx';
import { leftOutWords, tidyPasted } from './tidy-pasted.ts';

const filesRefused = 'A picture or another file cannot be put into the words.';

export function registerPasting(editor: LexicalEditor): () => void {
  const tidy = new WeakSet<Event>();
  return editor.registerCommand(
    PASTE_COMMAND,
    event => {
      const data = 'clipboardData' in event ? event.clipboardData : null;
      const html = data?.getData('text/html');
      if (data?.types.length === 1 && data.types[0] === 'Files') sayHere(filesRefused, placeOfCaret());
      if (!data || !html || tidy.has(event)) return false;
      const pasted = new DOMParser().parseFromString(html, 'text/html');
      const tidied = tidyPasted(pasted);
      if (tidied.kind === 'as-it-was') return false;
      event.preventDefault();
      const clipboardData = new DataTransfer(); // the browser's own cannot be written
      clipboardData.setData('text/html', pasted.documentElement.outerHTML);
      clipboardData.setData('text/plain', data.getData('text/plain'));
      const again = new ClipboardEvent('paste', { clipboardData, cancelable: true });
      tidy.add(again);
      editor.dispatchCommand(PASTE_COMMAND, again);
      if (tidied.kind === 'left-out') sayHere(leftOutWords(tidied.what), placeOfCaret());
      return true;
    },
    COMMAND_PRIORITY_HIGH,
  );
}
