// What is dragged over the draft and let go: words of a point move in it or into another one, or are copied with Ctrl
// (on a Mac, Option); what comes from outside is taken as pasting takes it; what cannot be taken is refused in words at
// the pointer.
import { unreachable } from '../../../shared/assert.ts';
import type { PointId } from '../../../shared/ids.ts';
import type { ScreenPlace } from '../../ui/said-here/said-here.tsx';
import { placeOfCaret, sayHere, unsayHere } from '../../ui/said-here/said-here.tsx';
import { isMac } from '../../ui/shortcut.ts';
import type { PointDesk } from '../point-desk.ts';
import { caretFromPoint } from '../point-ranges.ts';
import { isSame } from './is-same.ts';
import { dragMark } from './movable-words.ts';
import { putWords } from './put-words.ts';

type Landing =
  | { readonly kind: 'not-ours' }
  | { readonly kind: 'refused'; readonly why: string }
  /** `isWithin`: the browser shows where they would go. */
  | { readonly kind: 'taken'; readonly point: PointId; readonly body: HTMLElement; readonly isWithin: boolean };

const filesRefused = 'A file cannot be put into the words. “Bring in a document”, below the outline, reads one.';

export function followDragging(desk: PointDesk, whyFixed: (point: PointId) => string | null): () => void {
  const landingOf = (event: DragEvent): Landing => {
    const types = event.dataTransfer?.types ?? [];
    const isFile = types.includes('Files') && !types.some(type => type.startsWith('text/'));
    const drawn = desk.drawnAt(event.target);
    if (!drawn) return isFile && !isField(event.target) ? { kind: 'refused', why: filesRefused } : { kind: 'not-ours' };
    const why = whyFixed(drawn.point) ?? (isFile ? filesRefused : null);
    if (why !== null) return { kind: 'refused', why };
    return { kind: 'taken', ...drawn, isWithin: drawn.body === document.activeElement && isMove(event) };
  };

  /** Why nothing can be put where the pointer is, once it was said. */
  let said: string | null = null;
  const onOver = (event: DragEvent): void => {
    const landing = landingOf(event);
    if (said !== null && landing.kind !== 'refused') unsayHere(said);
    if (event.type === 'dragenter' || landing.kind !== 'refused') said = null;
    if (landing.kind === 'not-ours' || (landing.kind === 'taken' && landing.isWithin)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.dataTransfer) return;
    if (landing.kind === 'refused') {
      event.dataTransfer.dropEffect = 'none';
      // A lock may fall while the pointer rests here, and no drop follows where it is not allowed.
      if (landing.why !== said) sayHere(landing.why, placeOf(event));
      said = landing.why;
    } else event.dataTransfer.dropEffect = isMove(event) ? 'move' : 'copy';
  };

  const onDrop = (event: DragEvent): void => {
    const landing = landingOf(event);
    if (landing.kind === 'not-ours') return;
    event.preventDefault();
    event.stopPropagation();
    const refusal = landing.kind === 'refused' ? landing.why : drop(event, landing, desk, whyFixed);
    if (refusal !== null) sayHere(refusal, placeOf(event));
  };

  // Dragged into a comment or out of the window, a point's words are copied: the browser must not take them out of the
  // draft.
  const onBeforeInput = (event: InputEvent): void => {
    if (event.inputType !== 'deleteByDrag' || !desk.drawnAt(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const capture = { capture: true };
  document.addEventListener('dragenter', onOver, capture);
  document.addEventListener('dragover', onOver, capture);
  document.addEventListener('drop', onDrop, capture);
  document.addEventListener('beforeinput', onBeforeInput, capture);
  return () => {
    document.removeEventListener('dragenter', onOver, capture);
    document.removeEventListener('dragover', onOver, capture);
    document.removeEventListener('drop', onDrop, capture);
    document.removeEventListener('beforeinput', onBeforeInput, capture);
  };
}

/** Null, or why nothing was put there, in a sentence. */
function drop(
  event: DragEvent,
  { point, body }: { readonly point: PointId; readonly body: HTMLElement },
  desk: PointDesk,
  whyFixed: (point: PointId) => string | null,
): string | null {
  const data = event.dataTransfer;
  if (!data) return null;
  const selection = document.getSelection();
  const isFromHere = desk.drawnAt(document.activeElement)?.movable?.isSource(data) === true;
  const isSelection =
    !selection?.isCollapsed && (isFromHere || isSame(selection?.toString() ?? '', data.getData('text/plain')));
  if (isSelection && desk.selection().length > 1)
    return 'Words of several points cannot be moved at once. Copy them, or move them point by point.';
  const at = caretFromPoint(event.clientX, event.clientY);
  const caret = at && body.contains(at.node) ? at : { node: body, within: body.childNodes.length };
  if (isSelection && selection?.getRangeAt(0).isPointInRange(caret.node, caret.within)) return null;
  const put = putWords({
    desk,
    point,
    caret,
    at: event,
    data: copyOf(data),
    isMove: isMove(event),
    whyFixed,
    say: words => sayHere(words, placeOfCaret()),
  });
  switch (put) {
    case 'done':
      return null;
    case 'gone':
      return 'Somebody took these words away while you dragged them: nothing was moved.';
    case 'held':
      return 'These words cannot be taken from their point now: nothing was moved.';
    case 'not-taken':
      return 'Nothing of this can be put into the words.';
    default:
      return unreachable(put);
  }
}

const isCopy = ({ ctrlKey, altKey }: DragEvent): boolean => (isMac ? altKey : ctrlKey);
const isMove = (event: DragEvent): boolean => event.dataTransfer?.types.includes(dragMark) === true && !isCopy(event);

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea') !== null;

const placeOf = ({ clientX, clientY }: DragEvent): ScreenPlace => ({ x: clientX, y: clientY });

/** What is dragged can be read during the drop alone. */
function copyOf(data: DataTransfer): DataTransfer {
  const copy = new DataTransfer();
  for (const type of data.types) if (type !== 'Files') copy.setData(type, data.getData(type));
  return copy;
}
