// The history as people ask for it: the log's derived entries, chosen by subject and turned into items of the API.
import { z } from 'zod';
import { actKinds, mayReadPassing } from '../../shared/acts/permissions.ts';
import type { HistoryItem, HistoryPage, HistoryQuery } from '../../shared/api/contract.ts';
import type { DraftId, ThemeId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { By } from '../../shared/rows/schema.ts';
import { searchedWords } from '../storage/searched-words.ts';
import type { HistoryEntry, UpdateLog } from '../storage/update-log.ts';

const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const kindsThereAre: readonly string[] = ['text', ...actKinds];

export async function historyPage(
  log: Pick<UpdateLog, 'history'>,
  draft: DraftId,
  query: HistoryQuery,
  rows: RowReader,
  reader: By,
): Promise<HistoryPage> {
  const { limit, cursor, member, party, point, thread, theme, row, kind, from, to, words } = query;
  const chosen = kind === undefined ? undefined : kindsOf(kind);
  const read = (after: string | undefined) =>
    log.history({
      draft,
      limit,
      ...(after === undefined ? {} : { cursor: after }),
      ...(chosen === undefined ? {} : { kinds: chosen }),
      ...(member === undefined ? {} : { member }),
      ...(party === undefined ? {} : { party }),
      ...(point === undefined ? {} : { point }),
      ...(thread === undefined ? {} : { thread }),
      ...(row === undefined ? {} : { row }),
      ...(theme === undefined ? {} : { points: pointsOf(rows, theme) }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(words === undefined ? {} : { words }),
    });
  if (mayReadPassing(reader, rows).kind === 'yes') {
    const { entries, next } = await read(cursor);
    return { entries: entries.map(itemOf), next };
  }
  const stands = wordsThatStand(rows);
  const found: HistoryItem[] = [];
  for (let after = cursor; ; ) {
    const { entries, next } = await read(after);
    const items = entries.map(entry => withoutPassing(itemOf(entry), stands));
    // A search must not tell that somewhere covered words were found: what matches by them alone is no match, and leaves no gap in a page.
    found.push(...items.filter(item => words === undefined || item.facts['isCovered'] !== true || says(item, words)));
    if (next === null || found.length >= limit || words === undefined) return { entries: found, next };
    after = next;
  }
}

const says = ({ by, facts }: HistoryItem, words: string): boolean =>
  searchedWords({ name: by.name, detail: JSON.stringify(facts) }).includes(words.toLocaleLowerCase());

const pointsOf = (rows: RowReader, theme: ThemeId): readonly string[] =>
  rows
    .all('points')
    .filter(point => point.theme === theme)
    .map(({ id }) => id);

/** What comments say now, by their threads. */
const wordsThatStand = (rows: RowReader): ReadonlyMap<string, readonly string[]> => {
  const said = Map.groupBy(rows.all('comments'), ({ thread }) => thread);
  return new Map(
    [...said].map(([thread, all]) => [thread, all.flatMap(({ body }) => (body.kind === 'said' ? [body.text] : []))]),
  );
};

/** What was said and has been removed or reworded since is not told (rule H5). */
function withoutPassing(item: HistoryItem, stands: ReadonlyMap<string, readonly string[]>): HistoryItem {
  const { text, ...facts } = item.facts;
  if (item.thread === null || typeof text !== 'string' || stands.get(item.thread)?.includes(text)) return item;
  return { ...item, facts: { ...facts, isCovered: true } };
}

/** `thread,comment.edit` means every kind of the subject `thread`, and that one kind. What does not exist matches nothing. */
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
  facts: Facts.parse(JSON.parse(entry.detail)),
});
