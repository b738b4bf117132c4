// What of the draft's words somebody has in hand: selected words, once the selecting has come to rest, or the link that
// the caret stands in. While it changes there is nothing in hand, so that nobody presses a button that speaks of other
// words (rule T10).
import { useEffect, useState } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import { linkHere } from '../../points/formatting/link-target.ts';
import type { PointDesk } from '../../points/point-desk.ts';
import { afterPress } from '../../ui/after-press.ts';
import type { Stretch } from '../../ui/text-surface.ts';

export type InHand =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'words'; readonly stretches: readonly Stretch[] }
  | { readonly kind: 'link'; readonly point: PointId; readonly url: string };

/** More points than this are rather a selection for copying. */
const pointsMax = 5;
const restMs = 200;
const nothing: InHand = { kind: 'nothing' };

export function useWordsInHand(desk: PointDesk): InHand {
  const [inHand, setInHand] = useState<InHand>(nothing);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isPressing = false;
    let shown = nothing;
    let callOff = (): void => undefined;
    const show = (next: InHand): void => {
      callOff();
      if (document.querySelector('.selection-bar:active')) {
        callOff = afterPress(changed); // no button goes away, or becomes another, under a pointer that holds it down
        return;
      }
      shown = next;
      setInHand(next);
    };
    const rest = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => show(isPressing ? nothing : inHandNow(desk)), restMs);
    };
    const changed = (): void => {
      if (isInBar(document.activeElement) || isSame(shown, inHandNow(desk))) return;
      show(nothing);
      rest();
    };
    /** Others write around the words: those that are selected are the same, at another place. */
    const drawn = (): void => {
      if (shown.kind === 'nothing') return;
      const now = inHandNow(desk);
      if (isSame(shown, now)) return;
      if (isSameButMoved(shown, now)) show(now);
      else changed();
    };
    const pressed = (event: PointerEvent): void => {
      isPressing = !isInBar(event.target);
    };
    const released = (): void => {
      isPressing = false;
      if (shown.kind === 'nothing') rest();
    };
    const stopDrawn = desk.onDrawn(drawn);
    document.addEventListener('selectionchange', changed);
    document.addEventListener('focusin', changed);
    document.addEventListener('pointerdown', pressed);
    document.addEventListener('pointerup', released);
    document.addEventListener('pointercancel', released);
    rest(); // the bar's code comes when something has been selected already
    return () => {
      clearTimeout(timer);
      callOff();
      stopDrawn();
      document.removeEventListener('selectionchange', changed);
      document.removeEventListener('focusin', changed);
      document.removeEventListener('pointerdown', pressed);
      document.removeEventListener('pointerup', released);
      document.removeEventListener('pointercancel', released);
    };
  }, [desk]);
  return inHand;
}

const isInBar = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.selection-bar') !== null;

const isInField = (element: Element | null): boolean => element?.matches('input, textarea, select') ?? false;

function inHandNow(desk: PointDesk): InHand {
  if (isInField(document.activeElement)) return nothing; // some browsers leave the words selected meanwhile
  const stretches = desk.selection();
  if (stretches.length > pointsMax) return nothing;
  if (stretches.length > 0) return { kind: 'words', stretches };
  const link = document.getSelection()?.isCollapsed ? linkHere() : null;
  const [point, url] = [desk.drawnAt(link)?.point, link?.getAttribute('href')];
  return point && url ? { kind: 'link', point, url } : nothing;
}

const isSame = (a: InHand, b: InHand): boolean =>
  isSameButMoved(a, b) &&
  (a.kind !== 'words' ||
    b.kind !== 'words' ||
    a.stretches.every(({ from, to }, index) => from === b.stretches[index]?.from && to === b.stretches[index]?.to));

function isSameButMoved(a: InHand, b: InHand): boolean {
  if (a.kind === 'words' && b.kind === 'words')
    return (
      a.stretches.length === b.stretches.length &&
      a.stretches.every(
        ({ point, quote }, index) => point === b.stretches[index]?.point && quote === b.stretches[index]?.quote,
      )
    );
  if (a.kind === 'link' && b.kind === 'link') return a.point === b.point && a.url === b.url;
  return a.kind === b.kind;
}
