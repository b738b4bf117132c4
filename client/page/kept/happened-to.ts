// Why words of a member did not come into their point, in a sentence that stays true whatever becomes of the point and
// of its author's rights. Pure.
import { unreachable } from '../../../shared/assert.ts';
import type { PointRow } from '../../../shared/rows/schema.ts';
import { whyKept } from '../../session/kept/why-kept.ts';
import type { KeptWords } from '../../session/own-work.ts';
import { clockWords } from '../../ui/relative-time.tsx';

/** `number`: null where the point has none. */
export function happenedTo(
  { title, state }: PointRow,
  number: number | null,
  { reason, at }: Pick<KeptWords, 'reason' | 'at'>,
): string {
  const place = number === null ? `“${title}”` : `Point ${number}`;
  const why = whyKept(reason);
  switch (why) {
    case 'locked':
    case 'removed':
      // The one that held then: it may be open since, or locked again by somebody else.
      if (state.kind === why && state.at <= at + clocksApartMs)
        return `${place} was ${why} by ${state.by.name} at ${clockWords(state.at)}.`;
      return `${place} was ${why} when you wrote this.${state.kind === 'open' ? ' It is open again.' : ''}`;
    case 'closed':
      return `${place}: drafting was closed when you wrote this.`;
    case 'reader':
      return `${place}: you could read it, not edit it, when you wrote this.`;
    case null:
      return `${place}: ${reason}`;
    default:
      return unreachable(why);
  }
}

/** A page knows the server's time to about this. */
const clocksApartMs = 2_000;
