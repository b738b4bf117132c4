// The filters of the history: they combine, and each says what it leaves.
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { historyWordsMax } from '../../shared/limits.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { useDraft } from '../session/use-session.tsx';
import type { HistoryFilter, Subject } from './history-filter.ts';
import { subjects } from './history-filter.ts';

const typingRestMs = 250;

const subjectNames: { readonly [S in Subject]: string } = {
  annotations: 'Discussion, positions, outline',
  threads: 'Discussion only',
  standing: 'Red lines, flags, stances',
  outline: 'Outline only',
  versions: 'Versions, sent round or brought back',
  people: 'Parties and members',
  all: 'Everything done',
};

export function HistoryFilters({
  filter,
  onChange,
}: {
  filter: HistoryFilter;
  onChange: (change: Partial<HistoryFilter>) => void;
}): ReactNode {
  const { rows, members } = useDraft();
  const codes = new Map(rows.all('parties').map(party => [party.id, party.code]));
  const { themes } = outlineOf(rows);
  const points = themes.flatMap(theme => theme.points);
  // No members: they are known by what they said.
  const said = [...rows.all('comments'), ...rows.all('flags')].filter(({ by }) => by.role === 'reader');
  const readers = new Map(said.map(({ by }) => [by.member, by.name]));
  const set = onChange;
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
          {[...codes].map(([id, code]) => (
            <option key={id} value={id}>
              {code}
            </option>
          ))}
        </select>
      </label>
      <label>
        Who
        <select className="field" value={filter.member} onChange={event => set({ member: event.target.value })}>
          <option value="">Everyone</option>
          {[...members.values()].map(member => (
            <option key={member.id} value={member.id}>
              {[member.party === null ? undefined : codes.get(member.party), member.name].filter(Boolean).join(' ')}
            </option>
          ))}
          {[...readers].map(([id, name]) => (
            <option key={id} value={id}>
              {name}, reader
            </option>
          ))}
        </select>
      </label>
      <label>
        Theme
        <select className="field" value={filter.theme} onChange={event => set({ theme: event.target.value })}>
          <option value="">All themes</option>
          {themes.map(({ row }) => (
            <option key={row.id} value={row.id}>
              {row.title}
            </option>
          ))}
        </select>
      </label>
      <label>
        Point
        <select className="field" value={filter.point} onChange={event => set({ point: event.target.value })}>
          <option value="">All points</option>
          {points.map(({ row, number }) => (
            <option key={row.id} value={row.id}>
              {number} {row.title}
            </option>
          ))}
        </select>
      </label>
      <Words words={filter.words} onChange={words => set({ words })} />
      <label className="history-switch">
        <input
          type="checkbox"
          role="switch"
          aria-checked={filter.withText}
          checked={filter.withText}
          onChange={event => set({ withText: event.target.checked })}
        />
        Text edits
      </label>
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
    timer.current = setTimeout(() => onChange(next), typingRestMs);
  };
  return (
    <label>
      Words
      <input
        type="search"
        className="field"
        maxLength={historyWordsMax}
        value={typed}
        onChange={event => type(event.target.value)}
      />
    </label>
  );
}
