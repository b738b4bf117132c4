// Above a draft that is shown as it stood, or as it stands: which moment this is, which change one stands at, the way
// to others, who wrote which words, and the way back. Never to be mistaken for the draft that one works in.
import type { ReactNode } from 'react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Moment } from '../../shared/api/record.ts';
import { useDensity } from '../session/use-density.ts';
import { useDraft } from '../session/use-session.tsx';
import { PartyBadge } from '../ui/marks/party-badge.tsx';
import { useIsPrinting } from '../ui/printing/printing.ts';
import { momentWords, paperWords } from '../ui/relative-time.tsx';
import type { Shortcut } from '../ui/shortcut.ts';
import type { AuthorsBy } from './author-marks.ts';
import { authorsOf, useAuthorMarks } from './author-marks.ts';
import './past.css';

/** A drag asks for moments no faster than this. */
const dragRestMs = 120;

/** What one asked to see: the draft as it stands, a moment, or a version by its name. */
export type Looked =
  | { readonly kind: 'now' }
  | { readonly kind: 'moment' }
  | { readonly kind: 'version'; readonly name: string };

export type PastBarProps = {
  readonly moment: Moment;
  readonly looked: Looked;
  /** The newest change, in words. */
  readonly newest: ReactNode;
  readonly isLoading: boolean;
  readonly onMoment: (moment: string | null) => void;
  /** What may be done with this moment, beside looking. */
  readonly verbs: ReactNode;
};

/** For the page's table of shortcuts. */
export const pastShortcuts = (
  { previous, next }: Pick<Moment, 'previous' | 'next'>,
  onMoment: (moment: string) => void,
): readonly Shortcut[] => [
  {
    keys: '[',
    second: 'B',
    label: 'The change before',
    where: 'outside-text',
    run: () => previous !== null && onMoment(String(previous)),
  },
  {
    keys: ']',
    second: 'A',
    label: 'The change after',
    where: 'outside-text',
    run: () => next !== null && onMoment(String(next)),
  },
];

export function PastBar({ moment, looked, newest, isLoading, onMoment, verbs }: PastBarProps): ReactNode {
  const { previous, next } = moment;
  const isPrinting = useIsPrinting();
  const whenWords = isPrinting ? paperWords : momentWords;
  const go = (at: number | null) => (at === null ? undefined : () => onMoment(String(at)));
  return (
    <section className="past-bar" aria-label="The draft as it stood">
      <p aria-live="polite">
        {looked.kind === 'now' ? (
          <>
            <strong>As it stands now</strong>. Here you see who wrote which words
            {!isPrinting && '; nothing can be changed in this view'}.
          </>
        ) : (
          <>
            <strong>{moment.at === 0 ? 'Before the first change' : `As it stood on ${whenWords(moment.at)}`}</strong>
            {looked.kind === 'version' && `, “${looked.name}”`}.{' '}
            {isPrinting
              ? 'This is the past, not the draft as it stands now.'
              : 'You are looking back: nothing here can be changed.'}
          </>
        )}
        {moment.isCovered &&
          ' Words that came and went between two versions are covered (▒): they are not shown to you.'}
        {newest}
      </p>
      <div className="past-steps">
        <button type="button" className="button" disabled={previous === null || isLoading} onClick={go(previous)}>
          Change before <kbd>[</kbd>
        </button>
        <MomentSlider at={moment.at} onMoment={onMoment} />
        <button type="button" className="button" disabled={next === null || isLoading} onClick={go(next)}>
          Change after <kbd>]</kbd>
        </button>
        <button type="button" className="button button-main" onClick={() => onMoment(null)}>
          {looked.kind === 'now' ? 'Back to the draft' : 'Back to now'}
        </button>
        {verbs}
      </div>
      <Authors moment={moment} first={looked.kind === 'now' ? 'party' : 'none'} />
    </section>
  );
}

function MomentSlider({ at, onMoment }: { at: number; onMoment: (moment: string) => void }): ReactNode {
  const density = useDensity(1);
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

type Mode = keyof typeof modes;

function Authors({ moment, first }: { moment: Moment; first: Mode }): ReactNode {
  const { rows } = useDraft();
  const [mode, setMode] = useState<Mode>(first);
  const by: AuthorsBy = mode === 'person' ? 'person' : 'party';
  const legend = useMemo(() => (mode === 'none' ? null : authorsOf(moment, rows, by)), [moment, rows, mode, by]);
  useAuthorMarks(moment, legend, by);
  const id = useId();
  const all = legend?.reduce((sum, { chars }) => sum + chars, 0) ?? 0;
  return (
    <p className="past-authors">
      <label htmlFor={id}>Authors</label>
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
