// Raising a flag: which red line of whom, searchable and grouped by party; risks or crosses; why. Whoever keeps red lines may write a new one here.
// A refusal keeps what was typed.
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { PointId, RedLineId } from '../../shared/ids.ts';
import { RedLineId as RedLineIdSchema } from '../../shared/ids.ts';
import { reasonCharsMax, statementCharsMax } from '../../shared/limits.ts';
import { isLineLive, presentParties } from '../../shared/rows/positions.ts';
import type { Severity } from '../../shared/rows/schema.ts';
import type { Anchor } from '../../shared/text/anchors.ts';
import { anchorNeeds } from '../../shared/text/anchors.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { audienceOf } from '../ui/audience.ts';
import { LimitedField } from '../ui/limited-field.tsx';
import { PartyBadge } from '../ui/party-badge.tsx';
import { SeverityChoice } from './severity-choice.tsx';
import './flags.css';

/**
 * The point as a whole, or words of it: an anchor, since others may edit around them before the flag is raised.
 * `goBack`: where the keyboard came from.
 */
export type FlagTarget = {
  readonly point: PointId;
  readonly number: number;
  readonly words: { readonly anchor: Anchor; readonly quote: string } | null;
  readonly goBack: (() => void) | null;
};

/** The choice of "a new red line of ours". */
const newLine = 'new';

export function RaiseFlag({ target, onClose }: { target: FlagTarget; onClose: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const session = useSession();
  const anchor = target.words?.anchor ?? null;
  const [chosen, setChosen] = useState<string | null>(null);
  const [statement, setStatement] = useState('');
  const [severity, setSeverity] = useState<Severity>('risks');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const isReady = chosen !== null && (chosen !== newLine || statement.trim() !== '');

  const lineToFlag = async (): Promise<RedLineId | null> => {
    if (chosen !== newLine) return RedLineIdSchema.parse(chosen);
    const { party } = session.me;
    if (party === null) return null;
    const source = {
      who: session.me.name,
      where: 'In this draft',
      date: new Date(session.serverNow()).toISOString().slice(0, 10),
    };
    const theme = session.snapshot().rows.get('points', target.point)?.theme ?? null;
    const line = { party, statement: statement.trim(), theme, source, points: [target.point] };
    const { id, outcome } = session.act({ kind: 'red-line.add', ...line });
    const answer = await outcome;
    if (answer.kind === 'refused') setProblem(answer.reason);
    return answer.kind === 'done' ? RedLineIdSchema.parse(id) : null;
  };
  const raise = async (): Promise<void> => {
    const redLine = await lineToFlag();
    if (redLine === null) return;
    setChosen(redLine); // a new line is not written twice when the flag is refused
    const words = reason.trim() === '' ? null : reason.trim();
    const needs = anchor ? anchorNeeds(anchor) : [];
    const act = { kind: 'flag.raise' as const, point: target.point, anchor, needs, redLine, severity, reason: words };
    const answer = await session.act(act).outcome;
    if (answer.kind === 'refused') setProblem(answer.reason);
    else dialog.current?.close();
  };
  const closed = (): void => {
    onClose();
    target.goBack?.();
  };
  return (
    <dialog ref={dialog} className="raise-flag" onClose={closed} aria-labelledby="raise-flag">
      <form
        onSubmit={event => {
          event.preventDefault();
          if (isReady) void raise();
        }}
      >
        <h2 id="raise-flag" className="dialog-title">
          Flag point {target.number} against a red line
        </h2>
        {target.words && <blockquote className="flag-quote">{target.words.quote}</blockquote>}
        <RedLineChoice chosen={chosen} onChoose={setChosen} />
        {chosen === newLine && (
          <LimitedField
            label="What your delegation will not cross"
            rows={2}
            most={statementCharsMax}
            value={statement}
            onChange={setStatement}
          />
        )}
        <SeverityChoice value={severity} onChange={setSeverity} />
        <LimitedField
          label="Why (asked for, not required)"
          rows={2}
          most={reasonCharsMax}
          value={reason}
          onChange={setReason}
        />
        {problem !== null && (
          <p role="alert" className="form-problem">
            {problem}
          </p>
        )}
        <p className="dialog-verbs">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" className="button button-main" disabled={!isReady}>
            Flag for {audienceOf(session.me)} to see
          </button>
        </p>
      </form>
    </dialog>
  );
}

function RedLineChoice({ chosen, onChoose }: { chosen: string | null; onChoose: (line: string) => void }): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const lines = rows.all('redLines').filter(isLineLive);
  const found = presentParties(rows).map(party => ({
    party,
    lines: lines.filter(
      ({ party: owner, statement }) =>
        owner === party.id && `${party.code} ${party.name} ${statement}`.toLowerCase().includes(wanted),
    ),
  }));
  const mayKeep =
    session.me.party !== null &&
    mayAct({ kind: 'red-line.add', party: session.me.party }, session.me, rows).kind === 'yes';
  const isNone = found.every(group => group.lines.length === 0);
  return (
    <fieldset className="red-line-choice">
      <legend>Which red line</legend>
      <input
        type="search"
        className="field"
        placeholder="Search red lines"
        aria-label="Search red lines"
        value={search}
        onChange={event => setSearch(event.target.value)}
      />
      <div className="red-line-options">
        {isNone && (
          <p className="quiet">{lines.length === 0 ? 'No red lines are registered yet.' : 'No red line matches.'}</p>
        )}
        {found.map(({ party, lines: own }) =>
          own.length === 0 ? null : (
            <section key={party.id} aria-label={`Red lines of ${party.code}`}>
              <h3>
                <PartyBadge code={party.code} colour={party.colour} shape={party.shape} name={party.name} />
              </h3>
              {own.map(({ id, statement }) => (
                <label key={id}>
                  <input type="radio" name="red-line" checked={chosen === id} onChange={() => onChoose(id)} />{' '}
                  {statement}
                </label>
              ))}
            </section>
          ),
        )}
        {mayKeep && (
          <label>
            <input type="radio" name="red-line" checked={chosen === newLine} onChange={() => onChoose(newLine)} /> New
            red line of your delegation
          </label>
        )}
      </div>
    </fieldset>
  );
}
