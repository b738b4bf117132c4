// The moments that can be chosen by a name: versions that somebody named, and what stood before each pause of an hour.
import type { ReactNode } from 'react';
import type { VersionId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { useDensity } from '../session/use-density.ts';
import { momentWords } from '../ui/relative-time.tsx';
import { densityBuckets } from './voices.ts';

/** `name` is its address. */
type MomentChoice = { readonly name: string; readonly label: string };
export type MomentChoices = {
  readonly versions: readonly (MomentChoice & { readonly version: VersionId })[];
  readonly pauses: readonly MomentChoice[];
};

/** Newest first. `rows`: of the present, which knows all versions. */
export function useMomentChoices(rows: RowReader): MomentChoices {
  const quiet = useDensity(densityBuckets).data?.quiet ?? [];
  return {
    versions: rows
      .all('versions')
      .toSorted((a, b) => b.at - a.at)
      .map(({ id, name, at }) => ({ name: `version-${id}`, label: `${name} (${momentWords(at)})`, version: id })),
    pauses: quiet.toReversed().map(at => ({ name: String(at), label: `Before the pause, ${momentWords(at)}` })),
  };
}

type SelectProps = {
  readonly label: string;
  readonly value: string;
  readonly choices: MomentChoices;
  /** What only this place offers, between now and the versions. */
  readonly more?: MomentChoice | null;
  readonly onChange: (name: string) => void;
};

export function MomentSelect({ label, value, choices, more, onChange }: SelectProps): ReactNode {
  const options = (moments: readonly MomentChoice[]): ReactNode =>
    moments.map(moment => (
      <option key={moment.name} value={moment.name}>
        {moment.label}
      </option>
    ));
  return (
    <label>
      {label}{' '}
      <select className="field" value={value} onChange={event => onChange(event.target.value)}>
        <option value="now">Now</option>
        {more && options([more])}
        {choices.versions.length > 0 && <optgroup label="Named versions">{options(choices.versions)}</optgroup>}
        {choices.pauses.length > 0 && <optgroup label="Before a pause of an hour">{options(choices.pauses)}</optgroup>}
        <option value="0">The very beginning</option>
      </select>
    </label>
  );
}
