// Why words of a member did not come into their point, in a sentence that stays true whatever becomes of the point and
// of its author's rights. Pure.
import type { PointRow } from '../../../shared/rows/schema.ts';
import type { KeptWords } from '../../local/own-work.ts';
import type { Why } from '../../sync/kept/why-kept.ts';
import { whyKept } from '../../sync/kept/why-kept.ts';
import { clockWords } from '../../ui/relative-time.tsx';

/** `number`: null where the point has none. */
export function happenedTo(
  { title, state }: PointRow,
  number: number | null,
  { reason, at }: Pick<KeptWords, 'reason' | 'at'>,
): string {
  const place = number === null ? `“${title}”` : `Point ${number}`;
  const why = whyKept(reason);
  if (why === null) return `${place}: ${reason}`;
  // The lock that held then: it may be open since, or locked again by somebody else.
  if (state.kind !== 'open' && state.kind === why && state.at <= at + clocksApartMs)
    return `${place} was ${why} by ${state.by.name} at ${clockWords(state.at)}.`;
  const isOpenAgain = state.kind === 'open' && (why === 'locked' || why === 'removed');
  return `${place}${was[why]} when you wrote this.${isOpenAgain ? ' It is open again.' : ''}`;
}

const was: Readonly<Record<Why, string>> = {
  locked: ' was locked',
  removed: ' was removed',
  closed: ': drafting was closed',
  reader: ': you could read it, not edit it,',
};

/** A page knows the server's time to about this. */
const clocksApartMs = 2_000;
