// Words that cannot stay where they were written, opened as a comment: on their own point, or where that was removed or
// never was, on one that the member chooses; the nearest that still stands is chosen at first.
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import type { Outline } from '../../../shared/rows/outline.ts';
import { outlineOf } from '../../../shared/rows/outline.ts';
import type { RowReader } from '../../../shared/rows/row-store.ts';
import { useDraft, useMay } from '../../session/use-session.tsx';
import { useDiscussion } from '../use-discussion.tsx';

type OpenProps = {
  readonly point: PointId | null;
  readonly words: string;
  /** `areKept`: the composer keeps them from here on. */
  readonly onOpened: (areKept: boolean) => void;
};

export function OpenAsComment({ point, words, onOpened }: OpenProps): ReactNode {
  const { rows } = useDraft();
  const discussion = useDiscussion();
  const mayComment = useMay({ kind: 'thread.open' });
  const [chosen, setChosen] = useState<string | null>(null);
  const outline = outlineOf(rows);
  const points = outline.themes.flatMap(theme => theme.points);
  const isStanding = points.some(({ row }) => row.id === point);
  const on = points.find(({ row }) => row.id === (isStanding ? point : (chosen ?? nearestTo(point, outline, rows))));
  if (!on || !mayComment) return null;
  const open = (): void => {
    const target = { kind: 'point', point: on.row.id } as const;
    discussion.unposted.append(target, words);
    discussion.composeOnPoint(on.row.id);
    onOpened(discussion.unposted.isStored(target));
  };
  return (
    <>
      <button type="button" className="button" onClick={open}>
        Open as a comment{!isStanding && ' on'}
      </button>
      {!isStanding && (
        <select
          className="field kept-point"
          aria-label="On which point"
          value={on.row.id}
          onChange={event => setChosen(event.target.value)}
        >
          {points.map(({ row, number }) => (
            <option key={row.id} value={row.id}>
              {number} {row.title}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

/** The point after which a removed one stood, else the first of its theme, else the first of all. */
export function nearestTo(point: PointId | null, { themes }: Outline, rows: RowReader): PointId | undefined {
  const removed = point === null ? undefined : rows.get('points', point);
  const beside = themes.find(({ row }) => row.id === removed?.theme)?.points ?? [];
  const before = removed ? beside.findLast(({ row }) => row.rank <= removed.rank) : undefined;
  return (before ?? beside[0] ?? themes.flatMap(({ points }) => points)[0])?.row.id;
}
