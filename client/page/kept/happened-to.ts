// What became of the point whose words were refused, in a sentence that stays true when the point is open again. Pure.
import type { PointRow } from '../../../shared/rows/schema.ts';
import { refusalText } from '../../../shared/wire/refusals.ts';
import { clockWords } from '../../ui/relative-time.tsx';

/** `number`: null where the point has none. `reason`: what was said when the words were refused. */
export function happenedTo({ title, state }: PointRow, number: number | null, reason: string): string {
  const place = number === null ? `“${title}”` : `Point ${number}`;
  if (state.kind === 'locked') return `${place} was locked by ${state.by.name} at ${clockWords(state.at)}.`;
  if (state.kind === 'removed') return `${place} was removed by ${state.by.name} at ${clockWords(state.at)}.`;
  const was = reasons.find(([isSo]) => isSo(reason))?.[1];
  if (was) return `${place} was ${was} when you wrote this. It is open again.`;
  return `${place}: ${reason}`;
}

/** As the server refused it, or as the editor said it at the caret. */
const reasons: readonly (readonly [isSo: (reason: string) => boolean, was: string])[] = [
  [reason => reason === refusalText('point-locked') || reason.startsWith('Locked by '), 'locked'],
  [reason => reason === refusalText('point-removed') || reason === 'This point was removed.', 'removed'],
];
