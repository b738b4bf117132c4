// The way from kept words to their point, and back into it where it can be edited again.
import type { ReactNode } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../../shared/rows/outline.ts';
import { useMayEdit } from '../../points/may-edit.ts';
import { hasText, putAtEnd } from '../../points/put-at-end.ts';
import { useRow, useSession } from '../../session/use-session.tsx';
import { useSurface } from '../../ui/text-surface.ts';

type Props = {
  readonly point: PointId;
  readonly words: string;
  readonly onPoint: (point: PointId) => void;
  /** They stand in the point from now on. */
  readonly onPut: () => void;
  /** By an undo in the point. */
  readonly onTakenBack: () => void;
};

export function PointVerbs({ point, words, onPoint, onPut, onTakenBack }: Props): ReactNode {
  const session = useSession();
  const surface = useSurface();
  const number = useRow(({ rows }) => numbersOf(outlineOf(rows)).get(point));
  const mayEdit = useMayEdit(point);
  if (number === undefined) return null;
  const putBack = (): void => {
    if (!hasText(session.text, point)) return;
    void surface.asStep(
      point,
      () => putAtEnd(session.text, point, words),
      what => (what === 'undo' ? onTakenBack() : onPut()),
    );
    onPut();
    onPoint(point);
    requestAnimationFrame(() => surface.focus(point, { kind: 'end' })); // the button has gone; the words are in view
  };
  return (
    <>
      {mayEdit && words !== '' && (
        <button type="button" className="button" onClick={putBack}>
          Put back at the end of point {number}
        </button>
      )}
      <button type="button" className="button-quiet" onClick={() => onPoint(point)}>
        Go to point {number}
      </button>
    </>
  );
}
