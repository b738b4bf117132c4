// Adding or amending a red line: statement, theme, points, source. What was typed stays when the server refuses.
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PartyId, PointId } from '../../shared/ids.ts';
import { statementCharsMax, titleCharsMax } from '../../shared/limits.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import type { RedLineRow } from '../../shared/rows/schema.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { LimitedField } from '../ui/limited-field.tsx';

type FormProps = { readonly party: PartyId; readonly line: RedLineRow | null; readonly onClose: () => void };

export function RedLineForm({ party, line, onClose }: FormProps): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const { themes } = outlineOf(rows);
  const [statement, setStatement] = useState(line?.statement ?? '');
  const [theme, setTheme] = useState<string>(line?.theme ?? '');
  const [points, setPoints] = useState<readonly PointId[]>(line?.points ?? []);
  const [source, setSource] = useState(
    line?.source ?? { who: '', where: '', date: new Date(session.serverNow()).toISOString().slice(0, 10) },
  );
  const [problem, setProblem] = useState<string | null>(null);
  const isReady = statement.trim() !== '' && source.who.trim() !== '' && source.date !== '';
  const save = async (): Promise<void> => {
    const words = {
      statement: statement.trim(),
      theme: themes.find(({ row }) => row.id === theme)?.row.id ?? null,
      points: [...points],
      source: { ...source, who: source.who.trim(), where: source.where.trim() },
    };
    const act = line
      ? session.act({ kind: 'red-line.amend', redLine: line.id, ...words })
      : session.act({ kind: 'red-line.add', party, ...words });
    const answer = await act.outcome;
    if (answer.kind === 'refused') setProblem(answer.reason);
    else onClose();
  };
  return (
    <form
      className="red-line-form"
      onSubmit={event => {
        event.preventDefault();
        if (isReady) void save();
      }}
    >
      <LimitedField
        label="What the delegation will not cross"
        rows={2}
        most={statementCharsMax}
        value={statement}
        onChange={setStatement}
      />
      <div className="red-line-fields">
        <LimitedField
          label="Who said or reported it"
          most={titleCharsMax}
          value={source.who}
          onChange={who => setSource({ ...source, who })}
        />
        <LimitedField
          label="Where"
          most={titleCharsMax}
          value={source.where}
          onChange={where => setSource({ ...source, where })}
        />
        <label className="dialog-line">
          When
          <input
            type="date"
            className="field"
            value={source.date}
            onChange={event => setSource({ ...source, date: event.target.value })}
          />
        </label>
        <label className="dialog-line">
          Theme
          <select className="field" value={theme} onChange={event => setTheme(event.target.value)}>
            <option value="">The draft as a whole</option>
            {themes.map(({ row, number }) => (
              <option key={row.id} value={row.id}>
                {number} {row.title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset className="red-line-points">
        <legend>Points it bears on</legend>
        {themes.flatMap(each =>
          each.points.map(({ row, number }) => (
            <label key={row.id} title={row.title}>
              <input
                type="checkbox"
                checked={points.includes(row.id)}
                onChange={event =>
                  setPoints(event.target.checked ? [...points, row.id] : points.filter(id => id !== row.id))
                }
              />
              {number}
              <span className="visually-hidden">{row.title}</span>
            </label>
          )),
        )}
      </fieldset>
      {problem !== null && (
        <p role="alert" className="form-problem">
          {problem}
        </p>
      )}
      <p className="red-line-verbs">
        <button type="submit" className="button button-main" disabled={!isReady}>
          {line ? 'Amend it for everyone to see' : 'Register it for everyone to see'}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </p>
    </form>
  );
}
