// What of a draft's bounds each side may use up: every party, the secretariat, and the readers have equal shares, so
// that nobody takes the others' places; of its side's share, one member takes a part. Readers by link have bounds of
// their own besides (circulations.ts).
import { memberPart } from '../limits.ts';
import type { RowReader } from '../rows/row-store.ts';
import type { By } from '../rows/schema.ts';
import type { ActResult } from './act.ts';
import { refused } from './act.ts';
import type { ActContext } from './act-context.ts';

type Rows = 'redLines' | 'flags' | 'threads';
const names: { readonly [R in Rows]: string } = { redLines: 'red lines', flags: 'flags', threads: 'threads' };

const sideOf = ({ party, role }: By): string => party ?? (role === 'reader' ? '.readers' : '.secretariat');

/** Of a bound; rounded down, and never nothing. */
const shareOf = (bound: number, rows: RowReader): number => {
  const parties = rows.all('parties').filter(({ state }) => state.kind === 'present').length;
  return Math.max(1, Math.floor(bound / (parties + 2)));
};

/** Why this actor's side, or the actor, may make no more of them, or undefined. */
export function hasUsedShare(table: Rows, bound: number, { rows, actor }: ActContext): ActResult | undefined {
  const share = shareOf(bound, rows);
  const ours = rows.all(table).filter(({ by }) => sideOf(by) === sideOf(actor));
  if (ours.length >= share)
    return refused(
      'too-many',
      `${whose(actor)} has made ${ours.length} ${names[table]}, its share of a draft’s ${bound}.`,
    );
  const mine = ours.filter(({ by }) => by.member === actor.member).length;
  // A register of red lines is kept by whoever speaks for the party.
  if (table === 'redLines' || mine < Math.ceil(share * memberPart)) return undefined;
  return refused(
    'too-many',
    `You have made ${mine} ${names[table]}. The rest of your side’s share is for the others on it.`,
  );
}

const whose = ({ party, role }: By): string => {
  if (party !== null) return 'Your delegation';
  return role === 'reader' ? 'Whoever read this by a link' : 'The secretariat';
};
