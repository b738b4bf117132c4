// What is selected in the draft, or where the caret stands, and beginning a comment there. Draws nothing.
import type { PointId } from '../../shared/ids.ts';
import { placeOfCaret, sayHere } from '../ui/said-here/said-here.tsx';
import type { TextSurface } from '../ui/text-surface.ts';
import type { Discussion } from './discussion.ts';

type Place = { readonly point: PointId; readonly offset: number };

/**
 * On the selected words (of the first point, where several are touched), or on the whole point that the caret is in.
 */
export function commentOnSelection(discussion: Discussion): void {
  const refusal = discussion.commentRefusal();
  if (refusal !== null) return sayHere(refusal, placeOfCaret());
  const [words] = discussion.surface.selection();
  const place = words ? null : caretPlace(discussion.surface);
  if (words) discussion.composeOnWords(words);
  else if (place) discussion.composeOnPoint(place.point);
}

/** The caret's place in the draft's words, or null where it is elsewhere. */
export function caretPlace(surface: TextSurface): Place | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || !selection.focusNode) return null;
  const caret = document.createRange();
  caret.setStart(selection.focusNode, selection.focusOffset);
  // A caret in an empty block has no rectangle of its own; then its block's stands for it.
  const element = selection.focusNode instanceof Element ? selection.focusNode : selection.focusNode.parentElement;
  const rect = caret.getClientRects()[0] ?? element?.getBoundingClientRect();
  return rect ? surface.offsetAt(rect.left, rect.top + rect.height / 2) : null;
}
