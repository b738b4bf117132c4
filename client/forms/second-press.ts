// A form closes with the press that sends it, and what lies below takes its place: the second half of a double click,
// or an Enter pressed twice, is not for that.
import { doublePressMs } from '../../shared/limits.ts';

export type Press = Pick<KeyboardEvent | MouseEvent, 'type' | 'timeStamp'> &
  Partial<Pick<KeyboardEvent, 'key' | 'repeat'> & Pick<MouseEvent, 'detail'>>;

/** What a press right after the one that sent a form is: the same again, or the next thing that somebody does. */
export function isSecondPress(press: Press, sentAt: number): boolean {
  if (press.type !== 'keydown') return (press.detail ?? 0) > 1;
  return press.key === 'Enter' && (press.repeat === true || press.timeStamp - sentAt < doublePressMs);
}

const kinds = ['keydown', 'mousedown', 'mouseup', 'click', 'dblclick'] as const;

/** Where what lies below may be meant by an Enter, but not by the second half of a double click. */
export const ignoreSecondClick = (): void => ignoreSecondPress(Number.NEGATIVE_INFINITY);

/** Until the next press that is another one. */
export function ignoreSecondPress(sentAt = performance.now()): void {
  const onPress = (event: KeyboardEvent | MouseEvent): void => {
    if (isSecondPress(event, sentAt)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (event.type === 'keydown' || event.type === 'mousedown')
      for (const kind of kinds) removeEventListener(kind, onPress, true);
  };
  for (const kind of kinds) addEventListener(kind, onPress, true);
}
