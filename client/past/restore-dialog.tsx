// Bringing back what stood: points' words, or the whole draft. What would be undone is shown before it is done, and
// nothing else is: edited meanwhile, it is shown anew. Each is a new change by whoever asks; nothing that was is
// rewritten.
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { PointId } from '../../shared/ids.ts';
import { api, problemWords } from '../api/api-client.ts';
import { newActId } from '../local/act-id.ts';
import type { PastSession } from '../session/past-session.ts';
import type { Session } from '../session/session.ts';
import { useClosingAtOnce } from '../ui/dialogs/closing-at-once.ts';
import { WordDifference } from '../ui/word-difference.tsx';
import type { Restorable, RestorablePoint } from './restorable.ts';
import { restorableOf } from './restorable.ts';

type Props = { live: Session; past: PastSession; moment: string; name: string; onClose: () => void };
type Chosen = { readonly points: ReadonlySet<PointId>; readonly hasOutline: boolean };

const nothing: Chosen = { points: new Set(), hasOutline: false };

export function RestoreDialog({ live, past, moment, name, onClose }: Props): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const { close, listeners } = useClosingAtOnce(dialog, onClose);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const [found, setFound] = useState(() => restorableOf(live, past));
  const [chosen, setChosen] = useState(nothing);
  // One id for all tries of one choice: what was done, but whose answer was lost, is not done twice.
  const [id, setId] = useState(newActId);
  const choose = (next: Chosen): void => {
    setChosen(next);
    setId(newActId());
  };
  const restore = useMutation({
    mutationFn: () => api.restore(live.seat.draft, live.seat.id, orderOf(id, moment, found, chosen)),
    onSuccess: close,
    onError: () => setFound(restorableOf(live, past)),
  });
  const possible = found.points.filter(({ obstacle }) => obstacle === null);
  const all: Chosen = { points: new Set(possible.map(({ point }) => point)), hasOutline: found.outline !== null };
  const isAll = chosen.points.size === all.points.size && chosen.hasOutline === all.hasOutline;
  const isNone = chosen.points.size === 0 && !chosen.hasOutline;
  const count = possible.length + (found.outline ? 1 : 0);
  return (
    <dialog ref={dialog} className="restore-dialog" aria-labelledby="restore-title" {...listeners}>
      <h2 id="restore-title" className="dialog-title">
        Bring back what stood at “{name}”
      </h2>
      {found.points.length === 0 && !found.outline && <p>All stands now as it stood then.</p>}
      {count > 1 && (
        <button type="button" className="button-quiet" onClick={() => choose(isAll ? nothing : all)}>
          {isAll ? 'Choose none' : 'Choose all: the whole draft as it stood'}
        </button>
      )}
      <ul className="restore-points">
        {found.outline && (
          <li>
            <label>
              <input
                type="checkbox"
                checked={chosen.hasOutline}
                onChange={() => choose({ ...chosen, hasOutline: !chosen.hasOutline })}
              />{' '}
              <strong>Themes, titles and order</strong>
            </label>
            <ul className="restore-outline">
              {found.outline.undoes.map(sentence => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </li>
        )}
        {found.points.map(point => (
          <li key={point.point}>
            <PointChoice
              {...point}
              isChosen={chosen.points.has(point.point)}
              onToggle={() => choose({ ...chosen, points: toggled(chosen.points, point.point) })}
            />
          </li>
        ))}
      </ul>
      {restore.isError && <p role="alert">{problemWords(restore.error)}</p>}
      <p className="dialog-verbs">
        <button type="button" className="button" onClick={close}>
          Close
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={isNone || restore.isPending}
          onClick={() => restore.mutate()}
        >
          {isNone ? 'Bring back, for everyone' : `Bring back ${whatWords(chosen)}, for everyone`}
        </button>
      </p>
    </dialog>
  );
}

type ChoiceProps = RestorablePoint & { isChosen: boolean; onToggle: () => void };

function PointChoice({ number, title, now, then, isRemoved, obstacle, isChosen, onToggle }: ChoiceProps): ReactNode {
  return (
    <>
      <label>
        <input type="checkbox" disabled={obstacle !== null} checked={isChosen} onChange={onToggle} />{' '}
        <strong>
          {number} {title}
        </strong>
        {isRemoved && ', removed since'}
        {obstacle !== null && <span className="quiet"> {obstacle}</span>}
      </label>
      {now === then ? (
        <p className="quiet">Its words are the same; how they are set differs.</p>
      ) : (
        <WordDifference before={now} after={then} />
      )}
    </>
  );
}

function toggled(points: ReadonlySet<PointId>, point: PointId): ReadonlySet<PointId> {
  const next = new Set(points);
  if (!next.delete(point)) next.add(point);
  return next;
}

function orderOf(id: ReturnType<typeof newActId>, moment: string, found: Restorable, chosen: Chosen) {
  const points = found.points
    .filter(({ point }) => chosen.points.has(point))
    .map(({ point, basis }) => ({ point, basis }));
  return { id, moment, points, outline: chosen.hasOutline ? (found.outline?.basis ?? null) : null };
}

function whatWords({ points, hasOutline }: Chosen): string {
  const words = points.size === 1 ? '1 point' : `${points.size} points`;
  if (!hasOutline) return words;
  return points.size === 0 ? 'the outline' : `the outline and ${words}`;
}
