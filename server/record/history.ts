// The history as people ask for it: the log's derived entries, chosen by subject and turned into items of the API.
import { actKinds, mayRead } from '../../shared/acts/permissions.ts';
import type { HistoryItem, HistoryPage, HistoryQuery } from '../../shared/api/contract.ts';
import type { DraftId, ThemeId } from '../../shared/ids.ts';
import { historyPageMax, historySearchedLinesMax } from '../../shared/limits.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { By } from '../../shared/rows/schema.ts';
import { typedKind } from '../storage/entry-detail.ts';
import type { HistoryAsked, HistoryEntry, HistoryQueries } from '../storage/history-queries.ts';
import { readFacts, writeFacts } from '../storage/line-facts.ts';
import { searchedWords } from '../storage/searched-words.ts';

const kindsThereAre: readonly string[] = [typedKind, ...actKinds];

type Lines = Pick<HistoryQueries, 'lines' | 'cursorAfter'>;

export async function historyPage(
  history: Lines,
  draft: DraftId,
  query: HistoryQuery,
  rows: RowReader,
  viewer: By,
): Promise<HistoryPage> {
  const { seat: _, theme: themeId, kind, words, limit, ...narrowed } = query;
  const kinds = kind === undefined ? undefined : kindsOf(kind);
  const theme = themeId === undefined ? undefined : { id: themeId, points: pointsOf(rows, themeId) };
  const asked = { draft, ...narrowed, kinds, theme, limit };
  const itemOf = itemsFor(viewer, rows);
  if (words !== undefined) return search(history, { ...asked, words }, itemOf);
  const { entries, next } = await history.lines(asked);
  return { entries: entries.map(itemOf), next };
}

/**
 * Looks at so many lines and no more. Where it stops must not tell that covered words were found on the way: what
 * matches by them alone is no match, leaves no gap in a page, and moves no cursor.
 */
async function search(
  history: Lines,
  asked: HistoryAsked & { readonly words: string },
  itemOf: (line: HistoryEntry) => HistoryItem,
): Promise<HistoryPage> {
  const end = await history.cursorAfter(asked.draft, asked.cursor, historySearchedLinesMax);
  const found: HistoryEntry[] = [];
  for (let cursor = asked.cursor; ; ) {
    const { entries, next } = await history.lines({ ...asked, cursor, until: end ?? undefined, limit: historyPageMax });
    found.push(...entries.filter(line => isFoundIn(itemOf(line), asked.words)));
    const page = found.slice(0, asked.limit);
    if (found.length > asked.limit) return { entries: page.map(itemOf), next: String(page.at(-1)?.position) };
    if (next === null) return { entries: page.map(itemOf), next: end };
    cursor = next;
  }
}

/** What the log found in words that are covered for this viewer is not there. */
const isFoundIn = (item: HistoryItem, words: string): boolean =>
  (item.facts['isCovered'] !== true && item.facts['isQuoteCovered'] !== true) || says(item, words);

/**
 * How lines are told to this viewer: what was said and has been removed or reworded since, and words that nothing hangs
 * on any more, are covered (rule H5).
 */
export function itemsFor(viewer: By, rows: RowReader): (line: HistoryEntry) => HistoryItem {
  if (mayRead('passing-words', viewer, rows).kind === 'yes') return itemOf;
  return line => withoutEarlierWords(withoutPassing(itemOf(line), rows), line, rows);
}

const says = ({ by, facts }: HistoryItem, words: string): boolean =>
  searchedWords({ name: by.name, detail: writeFacts(facts) }).includes(words.toLocaleLowerCase());

const pointsOf = (rows: RowReader, theme: ThemeId): readonly string[] =>
  rows
    .all('points')
    .filter(point => point.theme === theme)
    .map(({ id }) => id);

/** The comment itself has to say it still: that somebody repeats a guess uncovers nothing. */
function withoutPassing(item: HistoryItem, rows: RowReader): HistoryItem {
  const { text, ...facts } = item.facts;
  if (item.thread === null || typeof text !== 'string') return item;
  const stands = commentsOf(item, rows).some(comment => comment?.body.kind === 'said' && comment.body.text === text);
  return stands ? item : { ...item, facts: { ...facts, isCovered: true } };
}

/**
 * Words that a thread or flag hung on, unless it hangs on them still. `was` is such words where something was attached,
 * and elsewhere a title or a state.
 */
function withoutEarlierWords(item: HistoryItem, { kind, thread, row }: HistoryEntry, rows: RowReader): HistoryItem {
  const things = [thread && rows.get('threads', thread), row && rows.get('flags', row)];
  const hangsOn = things.map(thing => (thing ? thing.anchor?.quote : undefined));
  const keys = kind.endsWith('.attach') ? ['quote', 'was'] : ['quote'];
  const earlier = keys.filter(key => {
    const words = item.facts[key];
    return typeof words === 'string' && !hangsOn.includes(words);
  });
  if (earlier.length === 0) return item;
  const covered = Object.fromEntries(earlier.map(key => [key, null]));
  return { ...item, facts: { ...item.facts, ...covered, isQuoteCovered: true } };
}

/**
 * Which comment a line tells of: a thread's first one has the thread's id. Lines of before name none: then any of the
 * thread's.
 */
function commentsOf({ kind, thread, facts }: HistoryItem, rows: RowReader) {
  const isFirst = kind === 'thread.open' || kind === 'flag.discuss';
  const id = isFirst ? thread : facts['comment'];
  return typeof id === 'string'
    ? [rows.get('comments', id)]
    : rows.all('comments').filter(comment => comment.thread === thread);
}

/**
 * `thread,comment.edit` means every kind of the subject `thread`, and that one kind. What does not exist matches
 * nothing.
 */
function kindsOf(filter: string): readonly string[] {
  const wanted = filter.split(',').map(word => word.trim());
  return kindsThereAre.filter(kind => wanted.some(word => kind === word || kind.startsWith(`${word}.`)));
}

const itemOf = (entry: HistoryEntry): HistoryItem => ({
  id: entry.run,
  kind: entry.kind,
  by: By.parse({ member: entry.member, name: entry.name, party: entry.party, role: entry.role }),
  from: entry.fromAt,
  to: entry.toAt,
  point: entry.point,
  thread: entry.thread,
  inserted: entry.inserted,
  deleted: entry.deleted,
  facts: readFacts(entry),
});
