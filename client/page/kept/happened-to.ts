// What became of the point whose words were refused, in a sentence that stays true when the point is open again. Pure.
import type { PointRow } from '../../../shared/rows/schema.ts';
import { refusalText } from '../../../shared/wire/refusals.ts';
import { clockWords } from '../../ui/relative-time.tsx';

/** `number`: null where the point has none. `reason`: what was said when the words were refused. */
export function happenedTo({ title, state }: PointRow, number: number | null, reason: string): string {
  const place = number === null ? `“${title}”` : `Point ${number}`;
  if (state.kind === 'locked') return `${place} was locked by ${state.by.name} at ${clockWords(state.at)}.`;
  if (state.kind === 'removed') return `${place} was removed by ${state.by.name} at ${clockWords(state.at)}.`;
  for (const [code, what] of [
    ['point-locked', 'locked'],
    ['point-removed', 'removed'],
  ] as const)
    if (reason === refusalText(code)) return `${place} was ${what} when this was refused. It is open again.`;
  return `${place}: ${reason}`;
}
