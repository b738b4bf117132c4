// Which points a red line bears on: searched by number, title or words. What is chosen stays in sight above the list;
// Enter in the search only searches.
import type { KeyboardEvent, ReactNode } from 'react';
import { useMemo, useRef, useState } from 'react';
import type { PointId } from '../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { nameOfPoint } from '../ui/point-name.ts';
import type { Found, Searchable } from './point-search.ts';
import { foundPoints } from './point-search.ts';

type ChoiceProps = { readonly chosen: readonly PointId[]; readonly onChange: (points: PointId[]) => void };

export function PointsChoice({ chosen, onChange }: ChoiceProps): ReactNode {
  const { rows } = useDraft();
  const [search, setSearch] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const points = useSearchable();
  const found = useMemo(() => foundPoints(points, search), [points, search]);
  const numbers = numbersOf(outlineOf(rows));
  const inOrder = chosen.toSorted((a, b) => (numbers.get(a) ?? Infinity) - (numbers.get(b) ?? Infinity));
  return (
    <fieldset className="points-choice">
      <legend>Points it concerns (optional)</legend>
      {chosen.length > 0 && (
        <ul className="points-chosen" aria-label="Chosen points">
          {inOrder.map(id => (
            <li key={id}>
              <button
                type="button"
                className="button"
                onClick={() => {
                  onChange(chosen.filter(each => each !== id));
                  field.current?.focus(); // this button goes
                }}
              >
                <span className="visually-hidden">Take out </span>
                {numbers.get(id)} {rows.get('points', id)?.title ?? nameOfPoint(rows, id)}{' '}
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={field}
        type="search"
        className="field"
        placeholder="Search numbers, titles and words"
        aria-label="Search numbers, titles and words of points"
        value={search}
        onChange={event => setSearch(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') event.preventDefault();
          if (event.key === 'ArrowDown' && step(list.current, 1)) event.preventDefault();
        }}
      />
      <output className="points-found quiet small">{foundWords(found.length, search)}</output>
      <PointList ref={list} points={points} found={found} chosen={chosen} onChange={onChange} />
    </fieldset>
  );
}

type ListProps = ChoiceProps & {
  readonly ref: React.RefObject<HTMLDivElement | null>;
  readonly points: readonly Searchable[];
  readonly found: readonly Found[];
};

/** One stop of Tab: arrows go from point to point, Space chooses. */
function PointList({ ref, points, found, chosen, onChange }: ListProps): ReactNode {
  const [at, setAt] = useState<PointId | null>(null);
  const stop = found.some(({ id }) => id === at) ? at : found[0]?.id;
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(ref.current, by);
  };
  if (found.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the checkboxes in it are what is pressed
    <div ref={ref} className="points-list" onKeyDown={onKeyDown}>
      {found.map(({ id, excerpt }) => {
        const point = points.find(each => each.id === id);
        return (
          <label key={id}>
            <input
              type="checkbox"
              tabIndex={id === stop ? 0 : -1}
              checked={chosen.includes(id)}
              onFocus={() => setAt(id)}
              onChange={event => onChange(event.target.checked ? [...chosen, id] : chosen.filter(each => each !== id))}
            />
            <span className="points-number">{point?.number}</span>
            <span className="points-title">
              {point?.title}
              {excerpt !== null && <span className="quiet small"> {excerpt}</span>}
            </span>
          </label>
        );
      })}
    </div>
  );
}

/** To the checkbox so many further on; from outside the list, to its first. False where there is none. */
function step(list: HTMLElement | null, by: number): boolean {
  const boxes = [...(list?.querySelectorAll('input') ?? [])];
  const from = boxes.findIndex(box => box.matches(':focus'));
  const to = from < 0 ? 0 : Math.min(Math.max(0, from + by), boxes.length - 1);
  boxes[to]?.focus();
  return boxes.length > 0;
}

function useSearchable(): readonly Searchable[] {
  const session = useSession();
  const { rows } = useDraft();
  return useMemo(
    () =>
      outlineOf(rows).themes.flatMap(theme =>
        theme.points.map(({ row, number }) => ({
          id: row.id,
          number,
          title: row.title,
          words: canonicalText(bodyOf(session.text, row.id)),
        })),
      ),
    [rows, session],
  );
}

function foundWords(count: number, search: string): string {
  if (search.trim() === '') return '';
  if (count === 0) return 'No point matches.';
  return count === 1 ? '1 point matches.' : `${count} points match.`;
}
