// What of the draft's words somebody has in hand: selected words, once the selecting has come to rest, or the link that
// the caret stands in. While it changes there is nothing in hand, so that nobody presses a button that speaks of other
// words (rule T10).
import { useEffect, useState } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import { linkHere } from '../../points/formatting/link-target.ts';
import type { PointDesk } from '../../points/point-desk.ts';
import { afterPress } from '../../ui/presses/after-press.ts';
import type { Stretch } from '../../ui/text-surface.ts';
import { endsOf } from './same-words.ts';

export type InHand =
  | { readonly kind: 'nothing' }
  /** `ends`: of each stretch, the letters at its ends. */
  | { readonly kind: 'words'; readonly stretches: readonly Stretch[]; readonly ends: readonly string[] }
  | { readonly kind: 'link'; readonly point: PointId; readonly url: string };

/** More points than this are rather a selection for copying. */
const pointsMax = 5;
const restMs = 200;
const nothing: InHand = { kind: 'nothing' };

export function useWordsInHand(desk: PointDesk): InHand {
  const [inHand, setInHand] = useState<InHand>(nothing);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pointer: 'up' | 'down' | 'dragging' = 'up';
    let shown = nothing;
    let callOff = (): void => undefined;
    let selected = nothing; // shown already, or about to be
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
      timer = setTimeout(() => {
        selected = inHandNow(desk);
        show(pointer === 'up' ? selected : nothing);
      }, restMs);
    };
    /** It rests while its words are the same, however others move them: those who type on never keep the bar away. */
    const looked = (now: InHand): void => {
      const isMyDoing = !isSameButMoved(selected, now);
      selected = now;
      if (isMyDoing) {
        show(nothing);
        rest();
      } else if (shown.kind !== 'nothing' && !isSame(shown, now)) show(now);
    };
    const changed = (): void => {
      if (!isInBar(document.activeElement)) looked(inHandNow(desk));
    };
    const drawn = (): void => {
      if (selected.kind === 'nothing') return;
      const now = inHandNow(desk);
      if (shown.kind === 'nothing' && now.kind === selected.kind) selected = now;
      else if (isSameButMoved(selected, now)) looked(now);
      else changed();
    };
    const pressed = (event: PointerEvent): void => {
      pointer = isInBar(event.target) ? 'up' : 'down';
    };
    const released = (): void => {
      if (pointer === 'dragging') return; // the browser takes the pointer away from the page
      pointer = 'up';
      if (shown.kind === 'nothing') rest();
    };
    /** The bar would lie over the lines that the words are dropped at. */
    const dragged = (): void => {
      pointer = 'dragging';
      show(nothing);
      document.addEventListener('pointermove', dropped); // no `dragend` comes where the words were drawn anew meanwhile
    };
    const dropped = (): void => {
      document.removeEventListener('pointermove', dropped);
      pointer = 'up';
      rest();
    };
    const ending = new AbortController();
    const { signal } = ending;
    const stopDrawn = desk.onDrawn(drawn);
    document.addEventListener('selectionchange', changed, { signal });
    document.addEventListener('focusin', changed, { signal });
    document.addEventListener('pointerdown', pressed, { signal });
    document.addEventListener('pointerup', released, { signal });
    document.addEventListener('pointercancel', released, { signal });
    document.addEventListener('dragstart', dragged, { signal });
    document.addEventListener('dragend', dropped, { signal });
    rest(); // the bar's code comes when something has been selected already
    return () => {
      clearTimeout(timer);
      callOff();
      stopDrawn();
      ending.abort();
      document.removeEventListener('pointermove', dropped);
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
  if (stretches.length > 0)
    return { kind: 'words', stretches, ends: stretches.map(stretch => endsOf(desk.doc, stretch)) };
  const link = document.getSelection()?.isCollapsed ? linkHere() : null;
  const [point, url] = [desk.drawnAt(link)?.point, link?.getAttribute('href')];
  return point && url ? { kind: 'link', point, url } : nothing;
}

const isSame = (a: InHand, b: InHand): boolean =>
  isSameButMoved(a, b) &&
  (a.kind !== 'words' ||
    b.kind !== 'words' ||
    a.stretches.every((stretch, index) => isSameStretch(stretch, b.stretches[index])));

const isSameStretch = (a: Stretch, b: Stretch | undefined): boolean =>
  a.from === b?.from && a.to === b.to && a.quote === b.quote;

function isSameButMoved(a: InHand, b: InHand): boolean {
  if (a.kind === 'words' && b.kind === 'words')
    return a.ends.length === b.ends.length && a.ends.every((ends, index) => ends === b.ends[index]);
  if (a.kind === 'link' && b.kind === 'link') return a.point === b.point && a.url === b.url;
  return a.kind === b.kind;
}
