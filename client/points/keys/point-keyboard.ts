// Keys in a point's editor that Lexical does not know: arrows that go on into the neighbouring point, and Tab.
import type { LexicalEditor } from 'lexical';
import { mergeRegister } from 'lexical';
import type { PointId } from '../../../shared/ids.ts';
import type { PointDesk } from '../point-desk.ts';
import { registerCaretLeaving } from './caret-leaving.ts';
import { registerTabKeys } from './tab-keys.ts';

export const registerPointKeys = (
  editor: LexicalEditor,
  host: HTMLElement,
  point: PointId,
  desk: PointDesk,
): (() => void) => mergeRegister(registerCaretLeaving(editor, host, point, desk), registerTabKeys(editor, host));
