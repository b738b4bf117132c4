// Makes, changes and removes a link on words that were chosen before its address was typed. Afterwards the caret stands
// behind them.
import { unreachable } from '../../../shared/assert.ts';
import { resolveAnchor } from '../../../shared/text/anchors/anchors.ts';
import { bodyOf, flatText } from '../../../shared/text/point-text.ts';
import type { PointDesk } from '../point-desk.ts';
import type { LinkTarget } from './link-target.ts';

export type LinkSet = 'done' | 'words-gone' | 'not-editable';

/** `url`: null removes what links there are. */
export function setLink(desk: PointDesk, { point, words }: LinkTarget, url: string | null): LinkSet {
  const root = bodyOf(desk.doc, point);
  const placed = resolveAnchor(root, flatText(root), words);
  const ranges = placed.kind === 'detached' ? [] : desk.rangesOf(point, placed.from, placed.to);
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (placed.kind === 'detached' || !first || !last) return 'words-gone';
  document.getSelection()?.setBaseAndExtent(first.startContainer, first.startOffset, last.endContainer, last.endOffset);
  const isDone = desk.formattingOf(point)?.link(url) ?? false;
  desk.focus(point, { kind: 'offset', offset: placed.to });
  return isDone ? 'done' : 'not-editable';
}

export function linkSetWords(result: LinkSet): string | null {
  switch (result) {
    case 'done':
      return null;
    case 'words-gone':
      return 'These words are no longer in the text. What you typed stays here, to be copied.';
    case 'not-editable':
      return 'These words cannot be changed now.';
    default:
      return unreachable(result);
  }
}
