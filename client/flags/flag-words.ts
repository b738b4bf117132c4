// What a flag says, in plain words: severity, whose line, who says so, and what became of it. Pure.
import { unreachable } from '../../shared/assert.ts';
import { versionNameOf } from '../../shared/rows/circulations.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By, FlagRow, Severity } from '../../shared/rows/schema.ts';

export const severityWords: { readonly [S in Severity]: string } = { risks: 'risks', crosses: 'crosses' };

export const nameOf = (by: By, rows: RowReader): string => {
  const code = by.party === null ? undefined : rows.get('parties', by.party)?.code;
  if (by.role === 'reader') return `${by.name}, reader,`;
  return code === undefined ? by.name : `${code} ${by.name}`;
};

/** "claimed by RUS", "claimed by A. Reader on Rev. 3", "affirmed by UKR", "disputed by UKR", "settled", "withdrawn". */
export function standingWords({ state, answer, by, on }: FlagRow, rows: RowReader): string {
  if (state.kind !== 'open') return state.kind;
  const version = versionNameOf(rows, on === undefined ? {} : { on });
  const sideOf = (who: By): string =>
    (who.party === null ? undefined : rows.get('parties', who.party)?.code) ?? who.name;
  switch (answer.kind) {
    case 'claimed':
      return `claimed by ${sideOf(by)}${version === undefined ? '' : ` on “${version}”`}`;
    case 'affirmed':
    case 'disputed':
      return `${answer.kind} by ${sideOf(answer.by)}`;
    default:
      return unreachable(answer);
  }
}
