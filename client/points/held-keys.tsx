// What is typed into words that cannot be edited now, e.g. since they were locked under somebody's hands: the keys do nothing, the page does not scroll, and the
// reason stands at the caret (rule E17). Draws the reason; changes no words.
import type { ReactNode, RefObject } from 'react';
import { useEffect, useState } from 'react';

type Place = { readonly top: number; readonly left: number };

/** `refusal`: null where the words may be edited. */
export function HeldKeys({
  host,
  refusal,
}: {
  host: RefObject<HTMLElement | null>;
  refusal: string | null;
}): ReactNode {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    const body = host.current;
    setPlace(null);
    if (!body || refusal === null) return undefined;
    const show = (): void => setPlace(placeOfCaret(body));
    const onKey = (event: KeyboardEvent): void => {
      if (!makesText(event)) return;
      event.preventDefault();
      show();
    };
    const hide = (): void => setPlace(null);
    const events = { keydown: onKey, paste: show, drop: show, blur: hide } as const;
    for (const [type, listener] of Object.entries(events)) body.addEventListener(type, listener as EventListener); // each hears its own type
    if (body.contains(document.activeElement)) show();
    return () => {
      for (const [type, listener] of Object.entries(events)) body.removeEventListener(type, listener as EventListener);
    };
  }, [host, refusal]);
  return (
    <output className="body-refusal" style={place ?? undefined} hidden={place === null}>
      {place && refusal}
    </output>
  );
}

const makesText = ({ key, ctrlKey, metaKey, isComposing }: KeyboardEvent): boolean =>
  isComposing ||
  (!ctrlKey && !metaKey && (key.length === 1 || ['Enter', 'Backspace', 'Delete', 'Process', 'Dead'].includes(key)));

/** Below the caret's line, in the frame of the body. */
function placeOfCaret(body: HTMLElement): Place {
  const frame = body.getBoundingClientRect();
  const selection = document.getSelection();
  const isHere = selection && selection.rangeCount > 0 && body.contains(selection.focusNode);
  const range = isHere ? selection.getRangeAt(0) : null;
  const box = range?.getClientRects()[0] ?? range?.startContainer.parentElement?.getBoundingClientRect();
  if (!box) return { top: 0, left: 0 };
  return { top: box.bottom - frame.top + 4, left: Math.max(0, Math.min(box.left - frame.left, frame.width - 240)) };
}
