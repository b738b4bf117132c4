// A click on a link in the draft's words. Where one edits, a plain click puts the caret and Ctrl or Cmd opens; where
// one only reads, every click opens, in a tab of its own (rule E12).
import type { MouseEvent } from 'react';
import { isSafeUrl } from '../../../shared/text/allow-list.ts';

/** For React's capture phase, so that neither the editor nor the browser acts first. */
export function onLinkClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('.body a') : null;
  if (!link || event.button !== 0) return;
  event.preventDefault();
  const isEdited = link.closest('.body')?.getAttribute('aria-readonly') === 'false';
  if (isEdited && !event.ctrlKey && !event.metaKey) return;
  event.stopPropagation();
  openLink(link.getAttribute('href'));
}

function openLink(url: string | null): void {
  if (isSafeUrl(url)) window.open(url ?? '', '_blank', 'noopener,noreferrer');
}
