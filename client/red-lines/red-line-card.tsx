// One red line in the register: what it says, who said so and when, what the flags make it now; its history on demand;
// verbs for whoever keeps it.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { PointId } from '../../shared/ids.ts';
import type { LineStanding } from '../../shared/rows/positions.ts';
import { lineStanding } from '../../shared/rows/positions.ts';
import type { FlagRow, RedLineRow } from '../../shared/rows/schema.ts';
import { useGoOn } from '../forms/use-form.ts';
import { isAbout } from '../local/act-words.ts';
import { useDraft, useSession, useUnanswered } from '../session/use-session.tsx';
import { FlagMark } from '../ui/marks/flag-mark.tsx';
import { WaitingMark } from '../ui/marks/waiting-mark.tsx';
import { nameOfPoint } from '../ui/point-name.ts';
import { ThingHistory } from '../ui/thing-history.tsx';
import { ChangeForm } from './change-form.tsx';
import { RedLineForm } from './red-line-form.tsx';

const standingWords: { readonly [S in LineStanding]: string } = {
  respected: 'respected',
  'at-risk': 'at risk',
  crossed: 'crossed',
  withdrawn: 'withdrawn',
};

type CardProps = {
  readonly line: RedLineRow;
  readonly flags: readonly FlagRow[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly onPoint: (point: PointId) => void;
};

export function RedLineCard({ line, flags, numbers, onPoint }: CardProps): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const [doing, setDoing] = useState<'amend' | 'change' | null>(null);
  useGoOn(form => {
    if (form === `red-line.amend/${line.id}`) setDoing('amend');
    if (form === `red-line.change/${line.id}`) setDoing('change');
  });
  const isWaiting = useUnanswered().some(act => isAbout(act, line.id));
  const standing = lineStanding(line, flags);
  const open = flags.filter(({ state }) => state.kind === 'open');
  const state = line.states.at(-1)?.state ?? 'held';
  const mayKeep = mayAct({ kind: 'red-line.amend', redLine: line.id }, session.me, rows).kind === 'yes';
  const theme = line.theme === null ? null : rows.get('themes', line.theme);
  return (
    <li className="red-line" tabIndex={-1} data-standing={standing} data-red-line={line.id}>
      <p className="red-line-statement">{line.statement}</p>
      <p className="red-line-standing">
        <strong data-standing={standing}>{standingWords[standing]}</strong>
        {state === 'softened' && ', softened'}
        {theme && <span className="quiet"> · {theme.title}</span>} {isWaiting && <WaitingMark />}
      </p>
      <p className="quiet small">
        {line.source.who}
        {line.source.where !== '' && `, ${line.source.where}`}, {line.source.date}
      </p>
      {(line.points.length > 0 || open.length > 0) && (
        <p className="red-line-links">
          {line.points.length > 0 && <span className="quiet">Concerns</span>}
          {line.points.map(point => (
            <PointLink key={point} point={point} number={numbers.get(point)} onPoint={onPoint} />
          ))}
          {open.length > 0 && <span className="quiet">Flagged in</span>}
          {open.map(flag => (
            <span key={flag.id} className="red-line-flag">
              <FlagMark severity={flag.severity} />
              <PointLink point={flag.point} number={numbers.get(flag.point)} onPoint={onPoint} />
              <span className="quiet small">
                {flag.severity}, {flag.answer.kind}
              </span>
            </span>
          ))}
        </p>
      )}
      <ThingHistory thing={{ kind: 'row', id: line.id }} label="History of this red line" />
      {doing === null && mayKeep && (
        <p className="red-line-verbs">
          <button type="button" className="button-quiet" onClick={() => setDoing('amend')}>
            Amend
          </button>
          <button type="button" className="button-quiet" onClick={() => setDoing('change')}>
            Change status
          </button>
        </p>
      )}
      {doing === 'amend' && <RedLineForm party={line.party} line={line} onClose={() => setDoing(null)} />}
      {doing === 'change' && <ChangeForm line={line} onClose={() => setDoing(null)} />}
    </li>
  );
}

type LinkProps = { point: PointId; number: number | undefined; onPoint: (point: PointId) => void };

function PointLink({ point, number, onPoint }: LinkProps): ReactNode {
  const { rows } = useDraft();
  if (number === undefined) return <span className="quiet">{nameOfPoint(rows, point)}</span>;
  return (
    <button type="button" className="link-button" onClick={() => onPoint(point)}>
      point {number}
    </button>
  );
}
