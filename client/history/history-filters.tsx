// The filters of the history: they combine, and each says what it leaves.
import type { ReactNode } from 'react';
import { outlineOf } from '../../shared/rows/outline.ts';
import { useDraft } from '../session/use-session.tsx';

const subjects = ['annotations', 'threads', 'standing', 'outline', 'people', 'all'] as const;
export type HistoryFilter = {
  readonly subject: (typeof subjects)[number];
  readonly withText: boolean;
  /** Ids, or empty for everyone and everything. */
  readonly member: string;
  readonly party: string;
  readonly point: string;
};

const subjectNames: { readonly [S in HistoryFilter['subject']]: string } = {
  annotations: 'Discussion, positions, outline',
  threads: 'Discussion only',
  standing: 'Red lines, flags, stances',
  outline: 'Outline only',
  people: 'Parties and members',
  all: 'Everything done',
};

export function HistoryFilters({
  filter,
  onChange,
}: {
  filter: HistoryFilter;
  onChange: (filter: HistoryFilter) => void;
}): ReactNode {
  const { rows, members } = useDraft();
  const codes = new Map(rows.all('parties').map(party => [party.id, party.code]));
  const points = outlineOf(rows).themes.flatMap(theme => theme.points);
  const set = (change: Partial<HistoryFilter>): void => onChange({ ...filter, ...change });
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
