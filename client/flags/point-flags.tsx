// The flags on a point, under its words: one line each, which opens into the whole flag. Closed ones are counted and
// can be shown. On paper each open one has the words it hangs on and its reasons.
import type { ReactNode } from 'react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { FlagId, PartyId, PointId, ThreadId } from '../../shared/ids.ts';
import { ActId } from '../../shared/ids.ts';
import { flagsOn } from '../../shared/rows/flags.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { FlagRow } from '../../shared/rows/schema.ts';
import { useGoOn } from '../forms/use-form.ts';
import { isAbout } from '../local/act-words.ts';
import { useRow, useSession } from '../session/use-session.tsx';
import { FlagMark } from '../ui/marks/flag-mark.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';
import { WaitingMark } from '../ui/marks/waiting-mark.tsx';
import { useHeldWhilePressed } from '../ui/presses/held-while-pressed.ts';
import { useIsPrinting } from '../ui/printing/printing.ts';
import { askingOf } from './flag-asking.ts';
import { severityWords, standingWords } from './flag-words.ts';
import './flags.css';

const FlagCard = lazy(() => import('./flag-card.tsx').then(({ FlagCard }) => ({ default: FlagCard })));

type PointFlagsProps = {
  readonly point: PointId;
  readonly onThread: (thread: ThreadId) => void;
  /** Only flags against this party's red lines. */
  readonly owner?: PartyId;
};

export function PointFlags({ point, onThread, owner }: PointFlagsProps): ReactNode {
  const session = useSession();
  const [opened, setOpened] = useState<FlagId | null>(null);
  const [isAll, setIsAll] = useState(false);
  const isPrinting = useIsPrinting();
  const flagsOf = (rows: RowReader): readonly FlagRow[] =>
    flagsOn(rows, point).filter(flag => owner === undefined || flag.owner === owner);
  const isWaiting = (flag: FlagRow): boolean =>
    session.snapshot().pending.has(ActId.parse(flag.id)) ||
    (session.live?.unanswered() ?? []).some(act => isAbout(act, flag.id));
  // One plain value, so that 300 points are not drawn again at every act.
  useRow(({ rows }) =>
    flagsOf(rows)
      .map(flag => `${flag.id} ${flag.lastAt} ${isWaiting(flag)} ${rows.get('redLines', flag.redLine)?.statement}`)
      .join(),
  );
  const { rows } = session.snapshot();
  const flags = flagsOf(rows);
  const list = useRef<HTMLUListElement>(null);
  const shown = useHeldWhilePressed(
    list,
    flags.filter(flag => isAll || flag.state.kind === 'open' || flag.id === opened),
  );
  const closed = flags.length - flags.filter(flag => flag.state.kind === 'open').length;
  useGoOn(form => {
    const asked = flags.find(({ id }) => askingOf(form, id));
    if (asked) setOpened(asked.id);
  });
  if (flags.length === 0)
    return owner === undefined ? null : <p className="quiet">No flags against these red lines.</p>;
  return (
    <ul ref={list} className="point-flags" aria-label="Flags">
      {shown.map(flag => (
        <li key={flag.id} data-flag={flag.id} data-state={flag.state.kind}>
          <FlagLine
            flag={flag}
            rows={rows}
            isWaiting={isWaiting(flag)}
            isOpen={opened === flag.id}
            onToggle={() => setOpened(opened === flag.id ? null : flag.id)}
          />
          {isPrinting && <FlagOnPaper flag={flag} />}
          {opened === flag.id && (
            <Suspense>
              <FlagCard flag={flag} onThread={onThread} />
            </Suspense>
          )}
        </li>
      ))}
      {closed > 0 && (
        <li>
          <button type="button" className="button-quiet small" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>
            {isAll ? 'Hide closed flags' : closed === 1 ? '1 closed flag' : `${closed} closed flags`}
          </button>
        </li>
      )}
    </ul>
  );
}

type LineProps = { flag: FlagRow; rows: RowReader; isWaiting: boolean; isOpen: boolean; onToggle: () => void };

function FlagLine({ flag, rows, isWaiting, isOpen, onToggle }: LineProps): ReactNode {
  const owner = rows.get('parties', flag.owner);
  const line = rows.get('redLines', flag.redLine);
  return (
    <button type="button" className="flag-line" aria-expanded={isOpen} onClick={onToggle}>
      <span className="flag-owner" style={{ color: `var(--party-${owner?.colour ?? 8})` }}>
        <FlagMark severity={flag.severity} />
      </span>
      <span className="flag-what">
        {severityWords[flag.severity]}{' '}
        {owner && <PartyBadge code={owner.code} colour={owner.colour} shape={owner.shape} name={owner.name} />}{' '}
        {line?.statement}
      </span>
      <span className="flag-standing">{standingWords(flag, rows)}</span>
      {isWaiting && <WaitingMark />}
    </button>
  );
}

/** What its card says beyond its line, where nothing can be opened. */
function FlagOnPaper({ flag: { anchor, reason, answer } }: { flag: FlagRow }): ReactNode {
  const parts = [
    anchor && `On “${anchor.quote.replace(/\s+/g, ' ')}”.`,
    reason,
    answer.kind === 'disputed' && answer.reason !== null && `Disputed: ${answer.reason}`,
  ];
  const words = parts.filter(part => part).join(' ');
  return words === '' ? null : <p className="flag-on-paper">{words}</p>;
}
