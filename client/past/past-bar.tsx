// Above a draft that is shown as it stood: which moment this is, the way to others, who wrote which words, and the way back. Never to be mistaken for now.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Moment } from '../../shared/api/record.ts';
import { api } from '../session/api-client.ts';
import { useDraft, useSession } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/party-badge.tsx';
import { momentWords } from '../ui/relative-time.tsx';
import type { AuthorsBy } from './author-marks.ts';
import { authorsOf, useAuthorMarks } from './author-marks.ts';
import './past.css';

/** A drag asks for moments no faster than this. */
const dragRestMs = 120;

export type PastBarProps = {
  readonly moment: Moment;
  /** The version's name, where one was asked for. */
  readonly name: string | null;
  readonly isLoading: boolean;
  readonly onMoment: (moment: string | null) => void;
  /** What may be done with this moment, beside looking. */
  readonly verbs: ReactNode;
};

export function PastBar({ moment, name, isLoading, onMoment, verbs }: PastBarProps): ReactNode {
  const { previous, next } = moment;
  const go = (at: number | null) => (at === null ? undefined : () => onMoment(String(at)));
  useStepKeys(go(previous), go(next));
  return (
    <section className="past-bar" aria-label="The draft as it stood">
      <p aria-live="polite">
        <strong>As it stood on {momentWords(moment.at)}</strong>
        {name !== null && `, “${name}”`}. You are looking back: nothing here can be changed.
        {moment.isCovered &&
          ' Words that came and went between two versions are covered (▒): they are not shown to you.'}
      </p>
      <p className="past-steps">
        <button type="button" className="button" disabled={previous === null || isLoading} onClick={go(previous)}>
          Change before <kbd>[</kbd>
        </button>
        <MomentSlider at={moment.at} onMoment={onMoment} />
        <button type="button" className="button" disabled={next === null || isLoading} onClick={go(next)}>
          Change after <kbd>]</kbd>
        </button>
        <button type="button" className="button button-main" onClick={() => onMoment(null)}>
          Back to now
        </button>
        {verbs}
      </p>
      <Authors moment={moment} />
    </section>
  );
}

function useStepKeys(before: (() => void) | undefined, after: (() => void) | undefined): void {
  const steps = useRef({ before, after });
  steps.current = { before, after };
  useEffect(() => {
    const onKey = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): void => {
      if (
        ctrlKey ||
        metaKey ||
        altKey ||
        (target instanceof HTMLElement && target.matches('input[type=text], textarea'))
      )
        return;
      if (key === '[') steps.current.before?.();
      if (key === ']') steps.current.after?.();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function MomentSlider({ at, onMoment }: { at: number; onMoment: (moment: string) => void }): ReactNode {
  const { seat } = useSession();
  const density = useQuery({
    queryKey: ['density', seat.id, 1],
    queryFn: () => api.density(seat.draft, seat.id, 1),
  });
  const [dragged, setDragged] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another moment has come: the handle stands there
  useEffect(() => setDragged(null), [at]);
  const { from, to } = density.data ?? { from: at, to: at };
  const shown = dragged ?? at;
  const drag = (value: number): void => {
    setDragged(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onMoment(String(value)), dragRestMs);
  };
  return (
    <input
      type="range"
      className="past-slider"
      aria-label="Moment"
      aria-valuetext={momentWords(shown)}
      title={momentWords(shown)}
      min={from}
      max={Math.max(to, at)}
      step={Math.max(1, Math.round((to - from) / 500))}
      value={shown}
      onChange={event => drag(event.target.valueAsNumber)}
    />
  );
}

const modes = { none: 'Do not show', party: 'By party', person: 'By person' } as const;

function Authors({ moment }: { moment: Moment }): ReactNode {
  const { rows } = useDraft();
  const [mode, setMode] = useState<keyof typeof modes>('none');
  const by: AuthorsBy = mode === 'person' ? 'person' : 'party';
  const legend = useMemo(() => (mode === 'none' ? null : authorsOf(moment, rows, by)), [moment, rows, mode, by]);
  useAuthorMarks(moment, legend, by);
  const id = useId();
  const all = legend?.reduce((sum, { chars }) => sum + chars, 0) ?? 0;
  return (
    <p className="past-authors">
      <label htmlFor={id}>Who wrote which words</label>
      <select
        id={id}
        className="field"
        value={mode}
        onChange={event =>
          setMode(event.target.value === 'party' || event.target.value === 'person' ? event.target.value : 'none')
        }
      >
        {Object.entries(modes).map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
      {legend?.map(({ key, by: { name, party: id }, style, chars }) => {
        const party = id === null ? undefined : rows.get('parties', id);
        return (
          <span key={key} className="past-author">
            {party && <PartyBadge code={party.code} colour={party.colour} shape={party.shape} />}
            <span className="author-sample" data-style={style}>
              {mode === 'person' ? name : (party?.name ?? 'Secretariat')}
            </span>{' '}
            {shareWords(chars / all)}
          </span>
        );
      })}
    </p>
  );
}

const shareWords = (share: number): string => (share < 0.01 ? 'under 1 %' : `${Math.round(100 * share)} %`);
