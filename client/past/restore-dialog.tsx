// Bringing words back as they stood: which points differ now, what would be undone, shown before it is done. Each is a new change by whoever asks; nothing that was
// is rewritten.
import type { ReactNode } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { PointId } from '../../shared/ids.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { blocksOf } from '../../shared/text/body-blocks.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import type { PastSession } from '../session/past-session.ts';
import type { Session } from '../session/session.ts';
import { WordDifference } from '../ui/word-difference.tsx';

type Difference = {
  readonly point: PointId;
  readonly number: number;
  readonly title: string;
  readonly now: string;
  readonly then: string;
  readonly isRemoved: boolean;
  /** Why it cannot be brought back. */
  readonly obstacle: string | null;
};

type Props = { live: Session; past: PastSession; source: string; onClose: () => void };

export function RestoreDialog({ live, past, source, onClose }: Props): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const differences = useMemo(() => differencesOf(live, past), [live, past]);
  const possible = differences.filter(({ obstacle }) => obstacle === null);
  const [chosen, setChosen] = useState<ReadonlySet<PointId>>(new Set());
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const toggle = (point: PointId): void =>
    setChosen(before => new Set(before.has(point) ? [...before].filter(id => id !== point) : [...before, point]));
  const restore = async (): Promise<void> => {
    setIsSending(true);
    const reason = await bringBack(
      live,
      past,
      possible.filter(({ point }) => chosen.has(point)),
      source,
    );
    setIsSending(false);
    setProblem(reason);
    if (reason === null) onClose();
  };
  return (
    <dialog ref={dialog} className="restore-dialog" aria-labelledby="restore-title" onClose={onClose}>
      <h2 id="restore-title" className="dialog-title">
        Bring words back as they stood at “{source}”
      </h2>
      {differences.length === 0 && <p>All points read now as they read then.</p>}
      {possible.length > 1 && (
        <button
          type="button"
          className="button-quiet"
          onClick={() =>
            setChosen(chosen.size === possible.length ? new Set() : new Set(possible.map(({ point }) => point)))
          }
        >
          {chosen.size === possible.length ? 'Choose none' : `Choose all ${possible.length}`}
        </button>
      )}
      <ul className="restore-points">
        {differences.map(each => (
          <li key={each.point}>
            <label>
              <input
                type="checkbox"
                disabled={each.obstacle !== null}
                checked={chosen.has(each.point)}
                onChange={() => toggle(each.point)}
              />{' '}
              <strong>
                {each.number} {each.title}
              </strong>
              {each.isRemoved && ', removed since'}
              {each.obstacle !== null && <span className="quiet"> {each.obstacle}</span>}
            </label>
            <WordDifference before={each.now} after={each.then} />
          </li>
        ))}
      </ul>
      {problem !== null && <p role="alert">{problem}</p>}
      <p className="dialog-verbs">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={chosen.size === 0 || isSending}
          onClick={() => void restore()}
        >
          Bring back {chosen.size === 1 ? '1 point' : `${chosen.size} points`}, for everyone
        </button>
      </p>
    </dialog>
  );
}

function differencesOf(live: Session, past: PastSession): readonly Difference[] {
  const { rows } = live.snapshot();
  return outlineOf(past.snapshot().rows)
    .themes.flatMap(({ points }) => points)
    .flatMap(({ row: { id: point, title }, number }): Difference[] => {
      const state = rows.get('points', point)?.state.kind;
      const then = canonicalText(bodyOf(past.text, point));
      const now = state === 'removed' ? '' : canonicalText(bodyOf(live.text, point));
      if (state === undefined || (now === then && state !== 'removed')) return [];
      const obstacle = then.includes('▒')
        ? 'It has words that are not shown to you.'
        : state === 'locked'
          ? 'It is locked now.'
          : null;
      return [{ point, number, title, now, then, isRemoved: state === 'removed', obstacle }];
    });
}

/** Removed points come back first. Answers why it did not happen, or null. */
async function bringBack(
  live: Session,
  past: PastSession,
  chosen: readonly Difference[],
  source: string,
): Promise<string | null> {
  for (const { point, isRemoved } of chosen) {
    if (!isRemoved) continue;
    const outcome = await live.act({ kind: 'point.restore', point }).outcome;
    if (outcome.kind === 'refused') return outcome.reason;
  }
  const points = chosen
    .filter(({ point, then }) => canonicalText(bodyOf(live.text, point)) !== then)
    .map(({ point }) => ({ point, blocks: blocksOf(bodyOf(past.text, point)), basis: live.wordingOf(point) }));
  if (points.length === 0) return null;
  const outcome = await live.act({ kind: 'words.restore', source, points }).outcome;
  return outcome.kind === 'refused' ? outcome.reason : null;
}
