// Paints who wrote which words of a moment: by party in its colour, or by person with a line of their own. The legend
// beside it says the same in words and numbers.
import { useEffect, useMemo } from 'react';
import type { Moment } from '../../shared/api/record.ts';
import type { PointId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import { useSurface } from '../ui/text-surface.ts';
import type { Spot } from '../ui/word-marks/overlaps.ts';
import type { Mark } from '../ui/word-marks/word-marks.ts';
import { WordMarks } from '../ui/word-marks/word-marks.ts';
import './author-marks.css';

export type AuthorsBy = 'party' | 'person';
/** One line of the legend. */
export type Author = { readonly key: string; readonly by: By; readonly style: string; readonly chars: number };

const colours = [1, 2, 3, 4, 5, 6, 7, 8];
/** The secretariat and whoever belongs to no party. */
const noParty = 'author-party-0';
const styles = [noParty, ...colours.map(n => `author-party-${n}`), ...colours.map(n => `author-person-${n}`)];

export function authorsOf({ people, authors }: Moment, rows: RowReader, mode: AuthorsBy): readonly Author[] {
  const found = new Map<string, Author>();
  for (const spans of Object.values(authors))
    for (const [length, index] of spans) {
      const by = people[index];
      if (!by) continue;
      const key = keyOf(by, mode);
      const known = found.get(key);
      const style = known?.style ?? styleOf(by, rows, mode, found.size);
      found.set(key, { key, by, style, chars: (known?.chars ?? 0) + length });
    }
  return [...found.values()].sort((a, b) => b.chars - a.chars);
}

const keyOf = (by: By, mode: AuthorsBy): string =>
  mode === 'party' ? `party ${by.party ?? ''}` : `person ${by.member}`;

function styleOf(by: By, rows: RowReader, mode: AuthorsBy, place: number): string {
  if (mode === 'person') return `author-person-${(place % colours.length) + 1}`;
  const colour = by.party === null ? undefined : rows.get('parties', by.party)?.colour;
  return colour === undefined ? noParty : `author-party-${colour}`;
}

/** Null: nothing is painted. */
export function useAuthorMarks(moment: Moment, legend: readonly Author[] | null, mode: AuthorsBy): void {
  const surface = useSurface();
  const painted = useMemo(() => (legend ? marksOf(moment, legend, mode) : null), [moment, legend, mode]);
  useEffect(() => {
    if (!painted) return;
    const marks = new WordMarks(surface, { styles, priority: -20, spotOf: key => painted.spots.get(key) ?? null });
    marks.show(painted.marks);
    const stop = surface.onDrawn(point => marks.repaint(point === null ? null : [point]));
    return () => {
      stop();
      marks.destroy();
    };
  }, [surface, painted]);
}

function marksOf({ people, authors }: Moment, legend: readonly Author[], mode: AuthorsBy) {
  const styleOfKey = new Map(legend.map(({ key, style }) => [key, style]));
  const spots = new Map<string, Spot>();
  const marks: Mark[] = [];
  for (const [point, spans] of Object.entries(authors) as [PointId, [number, number][]][]) {
    // the schema has read the keys
    let from = 0;
    for (const [length, index] of spans) {
      const by = people[index];
      const style = by && styleOfKey.get(keyOf(by, mode));
      const key = `${point} ${from}`;
      if (style) {
        spots.set(key, { from, to: from + length });
        marks.push({ key, point, style });
      }
      from += length;
    }
  }
  return { marks, spots };
}
