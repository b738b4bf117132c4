// What of the history is shown, as the address says it: filters combine, and a link to them shows the same to whoever
// may read it.
import { useMemo } from 'react';
import { actKinds } from '../../shared/acts/permissions.ts';
import type { HistoryQuery } from '../../shared/api/contract.ts';
import { Voice } from '../../shared/api/voice.ts';
import { MemberId, PointId, ThemeId } from '../../shared/ids.ts';
import { setSearchParams, useSearchParam } from '../ui/search-params.ts';

export const subjects = ['annotations', 'threads', 'standing', 'outline', 'versions', 'people', 'text', 'all'] as const;
export type Subject = (typeof subjects)[number];

/** Ids, words and times as they stand in the address; empty for everyone and everything. */
export type HistoryFilter = {
  readonly subject: Subject;
  readonly withText: boolean;
  readonly member: string;
  /** A party, or people of none: a Voice. */
  readonly party: string;
  readonly theme: string;
  readonly point: string;
  readonly words: string;
  /** Milliseconds since 1970, or null: from the beginning, until now. */
  readonly from: number | null;
  readonly to: number | null;
};

const names = {
  subject: 'show',
  withText: 'edits',
  member: 'who',
  party: 'party',
  theme: 'theme',
  point: 'point',
  words: 'words',
  from: 'since',
  to: 'until',
} as const;

export function useHistoryFilter(): readonly [HistoryFilter, (change: Partial<HistoryFilter>) => void] {
  const [show, edits, member, party, theme, point, words, since, until] = [
    useSearchParam(names.subject),
    useSearchParam(names.withText),
    useSearchParam(names.member),
    useSearchParam(names.party),
    useSearchParam(names.theme),
    useSearchParam(names.point),
    useSearchParam(names.words),
    useSearchParam(names.from),
    useSearchParam(names.to),
  ];
  const filter = useMemo(
    (): HistoryFilter => ({
      subject: subjects.find(each => each === show) ?? 'annotations',
      withText: edits === '1',
      member: member ?? '',
      party: party ?? '',
      theme: theme ?? '',
      point: point ?? '',
      words: words ?? '',
      from: timeOf(since),
      to: timeOf(until),
    }),
    [show, edits, member, party, theme, point, words, since, until],
  );
  return [filter, change];
}

const timeOf = (word: string | null): number | null => (word !== null && /^\d{1,15}$/.test(word) ? Number(word) : null);

/** Typing a word or dragging a period makes no step that "back" would go to. */
function change(given: Partial<HistoryFilter>): void {
  const words = Object.entries(given).map(([key, value]): [string, string | null] => {
    const name = names[key as keyof HistoryFilter]; // the keys of a partial filter are the filter's
    if (value === null || value === false || (key === 'subject' && value === 'annotations')) return [name, null];
    return [name, value === true ? '1' : String(value)];
  });
  setSearchParams(Object.fromEntries(words), 'replace');
}

export function askedBy(filter: HistoryFilter): Partial<Omit<HistoryQuery, 'seat'>> {
  return {
    kind: kindsAsked(filter),
    member: MemberId.safeParse(filter.member).data,
    party: Voice.safeParse(filter.party).data,
    theme: ThemeId.safeParse(filter.theme).data,
    point: PointId.safeParse(filter.point).data,
    words: filter.words.trim() === '' ? undefined : filter.words.trim(),
    from: filter.from ?? undefined,
    to: filter.to ?? undefined,
  };
}

/** Subjects as the server filters them. */
function kindsAsked({ subject, withText }: HistoryFilter): string {
  const kinds: { readonly [S in Subject]: readonly string[] } = {
    annotations: [
      'thread',
      'comment',
      'red-line',
      'flag',
      'stance',
      'point',
      'theme',
      'draft',
      'version',
      'circulation',
      'words',
      'outline',
      'record',
    ],
    standing: ['red-line', 'flag', 'stance'],
    threads: ['thread', 'comment'],
    outline: ['point', 'theme', 'draft', 'outline'],
    versions: ['version', 'circulation', 'words'],
    people: ['member', 'party', 'record'],
    text: [],
    all: [...new Set(actKinds.map(kind => kind.split('.')[0] ?? kind))],
  };
  return [...kinds[subject], ...(withText || subject === 'text' ? ['text'] : [])].join(',');
}
