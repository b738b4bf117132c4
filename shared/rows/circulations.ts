// Views of what was circulated: whose reader somebody is, and what the readers of one circulation said. Pure; knows no
// clock.
import type { CirculationId, MemberId } from '../ids.ts';
import type { RowReader } from './row-store.ts';
import type { CirculationRow, CommentRow, FlagRow, RedLineRow, ThreadRow, VersionRow } from './schema.ts';

/** The circulation that a reader's link leads to, unless the chair has ended it. */
export const circulationOf = (rows: RowReader, reader: MemberId): CirculationRow | undefined =>
  rows
    .all('circulations')
    .find(({ readers }) => readers.some(({ id, state }) => id === reader && state.kind === 'invited'));

/** What the readers of a circulation said, and nobody else: replies of the draft's members stay in the draft. */
export type Said = {
  readonly threads: readonly ThreadRow[];
  readonly comments: readonly CommentRow[];
  readonly flags: readonly FlagRow[];
};

export function saidOn(rows: RowReader, circulation: CirculationId): Said {
  const threads = rows.all('threads').filter(({ on }) => on?.circulation === circulation);
  const ids = new Set<string>(threads.map(({ id }) => id));
  return {
    threads,
    comments: rows.all('comments').filter(({ thread, by }) => by.role === 'reader' && ids.has(thread)),
    flags: rows.all('flags').filter(({ on }) => on?.circulation === circulation),
  };
}

/**
 * Whether a red line went along: it stood at the version, and when that was sent. What became of it since is the
 * draft's own.
 */
export const wentAlong = (line: RedLineRow, { parties, at }: CirculationRow, version: VersionRow): boolean =>
  parties.includes(line.party) && [version.at, at].every(moment => stoodAt(line, moment));

function stoodAt({ states }: RedLineRow, moment: number): boolean {
  const last = states.findLast(({ at }) => at <= moment);
  return last !== undefined && last.state !== 'withdrawn';
}

/** How much a reader has said, and when last. */
type Answer = { readonly comments: number; readonly flags: number; readonly lastAt: number | null };
export const silent: Answer = { comments: 0, flags: 0, lastAt: null };

/**
 * Of all readers who said something, in one pass: a reader belongs to one circulation, and is asked for again and
 * again.
 */
export function answersOf(rows: RowReader): ReadonlyMap<MemberId, Answer> {
  const answers = new Map<MemberId, Answer>();
  const count = (what: 'comments' | 'flags'): void => {
    for (const { by, at } of rows.all(what)) {
      if (by.role !== 'reader') continue;
      const known = answers.get(by.member) ?? silent;
      answers.set(by.member, { ...known, [what]: known[what] + 1, lastAt: Math.max(known.lastAt ?? 0, at) });
    }
  };
  count('comments');
  count('flags');
  return answers;
}

/** "Rev. 3": the name of the version that a thing was said on. */
export const versionNameOf = (rows: RowReader, { on }: Pick<ThreadRow | FlagRow, 'on'>): string | undefined =>
  on === undefined ? undefined : rows.get('versions', on.version)?.name;
