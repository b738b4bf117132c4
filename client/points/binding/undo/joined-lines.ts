// Lines that I had joined and that an undo parts again: what others have made of the joined line meanwhile stays on
// both. Knows no Yjs.
import type { Attributes } from '../../../../shared/text/change-flow.ts';
import { difference } from '../../../../shared/text/change-flow.ts';
import type { Worn } from './worn-letters.ts';

/** `left`: the styles of the lines' ends as the step left them; `stood`: by now, before the undo. By their letters. */
type Meanwhile = {
  readonly left: ReadonlyMap<string, Attributes>;
  readonly stood: ReadonlyMap<string, Attributes>;
  hasComeBack(letter: Worn): boolean;
};

/** A line that comes back whole was no part of the joined one. */
export function keepsOthers(now: readonly Worn[], wanted: Attributes[], meanwhile: Meanwhile): void {
  const { left, stood, hasComeBack } = meanwhile;
  if (left.size === 0) return;
  let hasStood = false;
  now.forEach((letter, i) => {
    if (!letter.isEnd) hasStood ||= stood.has(letter.key);
    else {
      if (hasStood && hasComeBack(letter) && !stood.has(letter.key)) {
        const next = now.slice(i + 1).find(({ isEnd, key }) => isEnd && stood.has(key));
        const style = wanted[i] ?? {};
        // One that somebody else has made since had the joined line's style: that of its first part.
        if (next) wanted[i] = changedLike(style, left.get(next.key) ?? style, stood.get(next.key) ?? {});
      }
      hasStood = false;
    }
  });
}

function changedLike(style: Attributes, was: Attributes, is: Attributes): Attributes {
  const changed = Object.entries({ ...style, ...difference(was, is) });
  return Object.fromEntries(changed.filter(([, value]) => value !== null));
}
