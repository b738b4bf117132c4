// Versions: moments that the chair named, and those that stood before a quiet hour. From here one names a moment, looks at one, and sets two side by side.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { mayAct } from '../../shared/acts/permissions.ts';
import type { VersionId } from '../../shared/ids.ts';
import { titleCharsMax } from '../../shared/limits.ts';
import { api } from '../session/api-client.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { momentWords } from '../ui/relative-time.tsx';

/** Older quiet hours are reached through the timeline. */
const quietShown = 20;

/** A moment that can be chosen; `name` is its address. */
type MomentChoice = { readonly name: string; readonly label: string; readonly version: VersionId | null };

function useMomentChoices(): readonly MomentChoice[] {
  const { rows } = useDraft();
  const { seat } = useSession();
  const density = useQuery({
    queryKey: ['density', seat.id, 1],
    queryFn: () => api.density(seat.draft, seat.id, 1),
  });
  const named = rows
    .all('versions')
    .toSorted((a, b) => b.at - a.at)
    .map(({ id, name, at }) => ({ name: `version-${id}`, label: `${name} (${momentWords(at)})`, version: id }));
  const quiet = (density.data?.quiet ?? [])
    .slice(-quietShown)
    .toReversed()
    .map(at => ({ name: String(at), label: `Before the pause, ${momentWords(at)}`, version: null }));
  return [...named, ...quiet];
}

export type VersionsProps = {
  readonly onMoment: (moment: string) => void;
  readonly onCompare: (from: string, to: string) => void;
  /** What stands beside a named version: to whom it was sent. */
  readonly sent: (version: VersionId) => ReactNode;
};

export function Versions({ onMoment, onCompare, sent }: VersionsProps): ReactNode {
  const choices = useMomentChoices();
  const named = choices.flatMap(choice => (choice.version === null ? [] : [{ ...choice, version: choice.version }]));
  return (
    <section className="versions" aria-labelledby="versions-title">
      <h2 id="versions-title">Versions</h2>
      {named.length === 0 && (
        <p className="quiet">
          No moment of this draft has a name yet. What stood before a pause of an hour can be compared too.
        </p>
      )}
      <ul className="versions-list">
        {named.map(({ name, label, version }) => (
          <li key={name}>
            <button type="button" className="button" onClick={() => onMoment(name)}>
              {label}
            </button>
            {sent(version)}
          </li>
        ))}
      </ul>
      <NameMoment />
      <Compare choices={choices} onCompare={onCompare} />
    </section>
  );
}

function NameMoment(): ReactNode {
  const session = useSession();
  const { rows } = useDraft();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  if (mayAct({ kind: 'version.name' }, session.me, rows).kind === 'no') return null;
  const save = async (): Promise<void> => {
    setProblem(null);
    const outcome = await session.act({ kind: 'version.name', name: name.trim() }).outcome;
    if (outcome.kind === 'refused') setProblem(outcome.reason);
    else setName('');
  };
  return (
    <form
      className="versions-form"
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      <label htmlFor={id}>Name the draft as it stands now</label>
      <input
        id={id}
        className="field"
        placeholder="Rev. 3, after plenary 2"
        maxLength={titleCharsMax}
        value={name}
        onChange={event => setName(event.target.value)}
      />
      <button type="submit" className="button" disabled={name.trim() === ''}>
        Name it, for everyone
      </button>
      {problem !== null && <span role="alert">{problem}</span>}
    </form>
  );
}

function Compare({
  choices,
  onCompare,
}: {
  choices: readonly MomentChoice[];
  onCompare: VersionsProps['onCompare'];
}): ReactNode {
  const [first] = choices;
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState('now');
  const chosen = from ?? first?.name ?? '0';
  const select = (label: string, value: string, onChange: (name: string) => void): ReactNode => (
    <label>
      {label}{' '}
      <select className="field" value={value} onChange={event => onChange(event.target.value)}>
        <option value="now">Now</option>
        {choices.map(choice => (
          <option key={choice.name} value={choice.name}>
            {choice.label}
          </option>
        ))}
        <option value="0">The very beginning</option>
      </select>
    </label>
  );
  return (
    <form
      className="versions-form"
      onSubmit={event => {
        event.preventDefault();
        onCompare(chosen, to);
      }}
    >
      {select('Compare', chosen, setFrom)}
      {select('with', to, setTo)}
      <button type="submit" className="button" disabled={chosen === to}>
        Compare
      </button>
    </form>
  );
}
