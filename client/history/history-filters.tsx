// The filters of the history: they combine, and each says what it leaves.
import type { ReactNode } from 'react';
import { useId, useRef, useState } from 'react';
import { historyWordsMax } from '../../shared/limits.ts';
import { useDraft } from '../session/use-session.tsx';
import { isTooLong, LimitedField } from '../ui/limited-field.tsx';
import { PeopleOptions, PointOptions, ThemeOptions } from './filter-options.tsx';
import type { HistoryFilter, Subject } from './history-filter.ts';
import { subjects } from './history-filter.ts';
import { voicesWithoutParty } from './voices.ts';

const typingRestMs = 250;

const subjectNames: { readonly [S in Subject]: string } = {
  annotations: 'Discussion, positions, outline',
  threads: 'Discussion only',
  standing: 'Red lines, flags, stances',
  outline: 'Outline only',
  versions: 'Versions, circulated or restored',
  people: 'Parties and members',
  text: 'Text edits only',
  all: 'Everything done',
};

export function HistoryFilters({
  filter,
  onChange,
}: {
  filter: HistoryFilter;
  onChange: (change: Partial<HistoryFilter>) => void;
}): ReactNode {
  const { rows } = useDraft();
  const set = onChange;
  const hasText = filter.withText || filter.subject === 'text';
  return (
    <fieldset className="history-filters">
      <legend className="visually-hidden">Which entries to show</legend>
      <label>
        What
        <select
          className="field"
          value={filter.subject}
          onChange={event => set({ subject: subjects.find(each => each === event.target.value) ?? 'annotations' })}
        >
          {subjects.map(subject => (
            <option key={subject} value={subject}>
              {subjectNames[subject]}
            </option>
          ))}
        </select>
      </label>
      <label>
        Party
        <select className="field" value={filter.party} onChange={event => set({ party: event.target.value })}>
          <option value="">All parties</option>
          {rows.all('parties').map(({ id, code }) => (
            <option key={id} value={id}>
              {code}
            </option>
          ))}
          {Object.entries(voicesWithoutParty).map(([voice, name]) => (
            <option key={voice} value={voice}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Who
        <select className="field" value={filter.member} onChange={event => set({ member: event.target.value })}>
          <option value="">Everyone</option>
          <PeopleOptions />
        </select>
      </label>
      <label>
        Theme
        <select className="field" value={filter.theme} onChange={event => set({ theme: event.target.value })}>
          <option value="">All themes</option>
          <ThemeOptions />
        </select>
      </label>
      <label>
        Point
        <select className="field" value={filter.point} onChange={event => set({ point: event.target.value })}>
          <option value="">All points</option>
          <PointOptions />
        </select>
      </label>
      <label className="history-switch">
        <input
          type="checkbox"
          role="switch"
          aria-checked={hasText}
          checked={hasText}
          disabled={filter.subject === 'text'}
          onChange={event => set({ withText: event.target.checked })}
        />
        Text edits
      </label>
      <Words words={filter.words} onChange={words => set({ words })} />
    </fieldset>
  );
}

/** Asks once the typing rests. */
function Words({ words, onChange }: { words: string; onChange: (words: string) => void }): ReactNode {
  const [typed, setTyped] = useState(words);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const type = (next: string): void => {
    setTyped(next);
    clearTimeout(timer.current);
    if (!isTooLong(next, historyWordsMax)) timer.current = setTimeout(() => onChange(next), typingRestMs);
  };
  const hint = useId();
  return (
    <div className="history-words">
      <LimitedField
        label="Words"
        type="search"
        aria-describedby={hint}
        most={historyWordsMax}
        verb="search"
        value={typed}
        onChange={type}
      />
      <p id={hint} className="quiet small">
        Searches what was said and decided, names included; not what was typed in the text. For that, compare two
        moments above.
      </p>
    </div>
  );
}
