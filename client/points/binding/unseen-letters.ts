// Letters that nobody sees and that mean nothing: U+200B, which pages and Lexical leave behind, and U+FEFF. They are
// taken out of what is typed, pasted and composed (rules E6, E15). U+200C and U+200D shape words and emoji, and stay.
import type { TextNode } from 'lexical';
import { $getEditor, $getSelection, $isRangeSelection } from 'lexical';

const unseen = /[\u200b\ufeff]/g;

export const withoutUnseen = (words: string): string => words.replace(unseen, '');

/** Not while an input method composes: its placeholder is one of them. */
export function $takeUnseen(text: TextNode): void {
  const words = text.getTextContent();
  const seen = withoutUnseen(words);
  if (seen === words || $getEditor().isComposing()) return;
  const selection = $getSelection();
  const points = $isRangeSelection(selection) ? [selection.anchor, selection.focus] : [];
  const offsets = points.map(({ offset }) => withoutUnseen(words.slice(0, offset)).length);
  const isIn = points.map(({ key }) => key === text.getKey());
  if (seen === '') return text.remove();
  text.setTextContent(seen);
  for (const [i, point] of points.entries()) if (isIn[i]) point.set(text.getKey(), offsets[i] ?? 0, 'text');
}
