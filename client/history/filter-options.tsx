// Whom, and which themes and points, the history can be narrowed to: those that are here, and those that were.
import type { ReactNode } from 'react';
import { Children } from 'react';
import type { MemberId, PartyId } from '../../shared/ids.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import type { ThemeRow } from '../../shared/rows/schema.ts';
import { useDensity } from '../session/use-density.ts';
import { useDraft } from '../session/use-session.tsx';
import { densityBuckets } from './voices.ts';

type Person = {
  readonly id: MemberId;
  readonly name: string;
  readonly party: PartyId | null;
  readonly isReader: boolean;
};

/** Whoever did something stays in the history: former members, and readers of a circulated version. */
export function PeopleOptions(): ReactNode {
  const { rows, members } = useDraft();
  const people = useDensity(densityBuckets).data?.people ?? [];
  const options = (all: readonly Pick<Person, 'id' | 'name' | 'party'>[]): ReactNode =>
    all.map(({ id, name, party }) => (
      <option key={id} value={id}>
        {party === null ? name : `${rows.get('parties', party)?.code ?? ''} ${name}`}
      </option>
    ));
  const others = people
    .filter(({ member }) => !members.has(member))
    .map(({ member: id, name, party, role }): Person => ({ id, name, party, isReader: role === 'reader' }));
  return (
    <>
      {options([...members.values()])}
      <OptionGroup label="No longer members">{options(others.filter(({ isReader }) => !isReader))}</OptionGroup>
      <OptionGroup label="Readers of a version">{options(others.filter(({ isReader }) => isReader))}</OptionGroup>
    </>
  );
}

export function ThemeOptions(): ReactNode {
  const { rows } = useDraft();
  const removed = rows.all('themes').filter(({ state }) => state.kind === 'removed');
  const option = ({ id, title }: ThemeRow): ReactNode => (
    <option key={id} value={id}>
      {title}
    </option>
  );
  return (
    <>
      {outlineOf(rows).themes.map(({ row }) => option(row))}
      <OptionGroup label="Removed">{removed.map(option)}</OptionGroup>
    </>
  );
}

export function PointOptions(): ReactNode {
  const { rows } = useDraft();
  const { themes, removed } = outlineOf(rows);
  return (
    <>
      {themes.flatMap(({ points }) =>
        points.map(({ row, number }) => (
          <option key={row.id} value={row.id}>
            {number} {row.title}
          </option>
        )),
      )}
      <OptionGroup label="Removed">
        {removed.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </OptionGroup>
    </>
  );
}

const OptionGroup = ({ label, children }: { label: string; children: ReactNode }): ReactNode =>
  Children.count(children) > 0 && <optgroup label={label}>{children}</optgroup>;
