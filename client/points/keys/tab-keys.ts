// Tab in a point's words: it moves list items and never leaves by itself, since what is typed next would go astray.
// Esc, then Tab, leaves.
import type { LexicalEditor } from 'lexical';
import {
  $getSelection,
  $isRangeSelection,
  BLUR_COMMAND,
  COMMAND_PRIORITY_LOW,
  KEY_DOWN_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  mergeRegister,
} from 'lexical';
import { placeOfCaret, sayHere } from '../../ui/said-here/said-here.tsx';
import { $indentItems } from './list-indent.ts';

export function registerTabKeys(editor: LexicalEditor, host: HTMLElement): () => void {
  let mayLeave = false;
  const stay = (): boolean => {
    mayLeave = false;
    return false;
  };
  const onKey = ({ key }: KeyboardEvent): boolean => (/^(?:Escape|Tab|Shift)$/.test(key) ? false : stay());
  const onEscape = (): boolean => {
    mayLeave = true;
    sayHere('Tab leaves the text now.', placeOfCaret());
    return true; // Lexical would drop the focus, and letters typed on would be shortcuts
  };
  const onTab = (event: KeyboardEvent): boolean => {
    if (mayLeave) return stay();
    event.preventDefault();
    const selection = $getSelection();
    const moved = $isRangeSelection(selection) ? $indentItems(selection, event.shiftKey ? -1 : 1) : 'no-list';
    if (moved === 'no-list') sayHere('Tab stays in the text. Esc, then Tab, leaves it.', placeOfCaret());
    if (moved === 'at-the-edge' && !event.shiftKey) sayHere('Lists go no deeper than this.', placeOfCaret());
    return true;
  };
  host.addEventListener('pointerdown', stay);
  return mergeRegister(
    editor.registerCommand(KEY_DOWN_COMMAND, onKey, COMMAND_PRIORITY_LOW),
    editor.registerCommand(KEY_ESCAPE_COMMAND, onEscape, COMMAND_PRIORITY_LOW),
    editor.registerCommand(KEY_TAB_COMMAND, onTab, COMMAND_PRIORITY_LOW),
    editor.registerCommand(BLUR_COMMAND, stay, COMMAND_PRIORITY_LOW),
    () => host.removeEventListener('pointerdown', stay),
  );
}
