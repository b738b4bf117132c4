// The history as people ask for it: the log's derived entries, chosen by subject and turned into items of the API.
import { z } from 'zod';
import { actKinds } from '../../shared/acts/permissions.ts';
import type { HistoryItem, HistoryPage, HistoryQuery } from '../../shared/api/contract.ts';
import type { DraftId } from '../../shared/ids.ts';
import { By } from '../../shared/rows/schema.ts';
import type { HistoryEntry, UpdateLog } from '../storage/update-log.ts';

const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const kindsThereAre: readonly string[] = ['text', ...actKinds];

export async function historyPage(
  log: Pick<UpdateLog, 'history'>,
  draft: DraftId,
  query: HistoryQuery,
): Promise<HistoryPage> {
  const { limit, cursor, member, party, point, thread, row, kind } = query;
  const chosen = kind === undefined ? undefined : kindsOf(kind);
  const { entries, next } = await log.history({
    draft,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
    ...(chosen === undefined ? {} : { kinds: chosen }),
    ...(member === undefined ? {} : { member }),
    ...(party === undefined ? {} : { party }),
    ...(point === undefined ? {} : { point }),
    ...(thread === undefined ? {} : { thread }),
    ...(row === undefined ? {} : { row }),
  });
  return { entries: entries.map(itemOf), next };
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
