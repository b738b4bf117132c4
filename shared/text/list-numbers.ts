// The number of each numbered line, counted from where it stands (rule E7): no number is stored but where a list
// begins.
import type { Line } from './flow.ts';

/** By line; null where it has none. Deeper items leave the count around them alone, other lines end it. */
export function lineNumbers(lines: readonly Line[]): readonly (number | null)[] {
  let counts: (number | null)[] = [];
  return lines.map(({ style: { line, level = 0, start } }) => {
    if (line !== 'number' && line !== 'bullet') {
      counts = [];
      return null;
    }
    counts.length = level + 1;
    const before = counts[level] ?? null;
    const number = line === 'number' ? (start ?? (before ?? 0) + 1) : null;
    counts[level] = number;
    return number;
  });
}
