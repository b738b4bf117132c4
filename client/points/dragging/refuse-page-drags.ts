// What is dragged of the page itself never goes into the words: a selection that reaches beyond one point's words (all
// of the page, after "Select all"), and the page's own links. Let go over words, it would be written there as if it
// were pasted.
import { sayHere } from '../../ui/said-here/said-here.tsx';
import type { PointDesk } from '../point-desk.ts';
import { isSame } from './is-same.ts';

const refusal = 'Only words of one point can be dragged, and more is selected here. Esc ends the selection.';

export function refusePageDrags(desk: PointDesk): () => void {
  const onStart = (event: DragEvent): void => {
    const { target, clientX, clientY } = event;
    if (!(target instanceof Node) || isField(target)) return;
    const selection = document.getSelection();
    const isSelection = selection !== null && !selection.isCollapsed && selection.containsNode(target, true);
    if (isSelection ? !reachesBeyond(desk, selection) : !isPageLink(target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isSelection) sayHere(refusal, { x: clientX, y: clientY });
  };
  document.addEventListener('dragstart', onStart, { capture: true });
  return () => document.removeEventListener('dragstart', onStart, { capture: true });
}

/** Words of a comment, or of no point, may go: they are words. */
function reachesBeyond(desk: PointDesk, selection: Selection): boolean {
  const [stretch, another] = desk.selection();
  return stretch !== undefined && (another !== undefined || !isSame(selection.toString(), stretch.quote));
}

const isField = (target: Node): boolean => target instanceof Element && target.closest('input, textarea') !== null;

const isPageLink = (target: Node): boolean =>
  target instanceof Element && target.closest('a, img') !== null && target.closest('.body[data-point]') === null;
