// Brings into view what stands above the text: from the top of the page, where no banner that sticks lies over it, and
// on only as far as it needs.

export function showAtTop(element: Element): void {
  scrollTo({ top: 0, behavior: 'instant' });
  element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}
