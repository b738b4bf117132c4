// The words that a link is asked for, and the link that stands there already: kept by an anchor, since others edit
// while one types its address.
import type { PointId } from '../../../shared/ids.ts';
import type { Anchor } from '../../../shared/text/anchors/anchor-schema.ts';
import { makeAnchor } from '../../../shared/text/anchors/anchors.ts';
import { bodyOf } from '../../../shared/text/point-text.ts';
import type { PointDesk } from '../point-desk.ts';

export type LinkTarget = {
  readonly point: PointId;
  readonly words: Anchor;
  readonly quote: string;
  readonly url: string | null;
  readonly goBack: (() => void) | null;
};

/** The one link that the selection or the caret lies in. */
export function linkHere(): HTMLAnchorElement | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const [start, end] = [selection.anchorNode, selection.focusNode].map(linkAround);
  return start && start === end ? start : null;
}

/** As it is now: the whole link that one is in, else the selected words of one point; null where there is neither. */
export function linkTarget(desk: PointDesk): LinkTarget | null {
  const link = linkHere();
  const range = document.createRange();
  if (link) range.selectNodeContents(link);
  const [stretch, another] = link ? desk.stretchesIn(range) : desk.selection();
  if (!stretch || another) return null;
  const { point, from, to, quote } = stretch;
  const words = makeAnchor(bodyOf(desk.doc, point), from, to);
  const goBack = (link ? desk.rememberPlace() : null) ?? desk.rememberPlace(stretch); // a link is not left for its end
  return { point, words, quote, url: link?.getAttribute('href') ?? null, goBack };
}

const linkAround = (node: Node | null): HTMLAnchorElement | null =>
  (node instanceof Element ? node : node?.parentElement)?.closest<HTMLAnchorElement>('.body a') ?? null;
