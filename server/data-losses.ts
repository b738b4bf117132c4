// What is said, and done, where files of the data folder are missing or have lost something (rule L15 of PROTOCOL.md):
// at the start before anybody works on, and while the server runs. Opens no file.
import { join } from 'node:path';
import { isDoubtful } from '../shared/doubtful-time.ts';
import type { Membership } from './access/membership.ts';
import { StartError } from './config.ts';
import { draftOf } from './storage/doc-name.ts';
import { lostEntries, timeOf } from './storage/lost-entries.ts';
import type { RememberedHeads } from './storage/remembered-heads.ts';
import type { SqliteStorage } from './storage/sqlite/sqlite-storage.ts';
import type { StandingHead, UpdateLog } from './storage/update-log.ts';

export type LossParts = {
  readonly folder: string;
  /** Told, in a sentence, of what was damaged and is made anew. */
  readonly onDamage: (damage: string) => void;
  /** Whether to go on where the log has lost what was acknowledged. */
  readonly acceptsLoss: boolean;
  /** Told, in sentences, that the server must end: what it stores from now on would be in no file. */
  readonly onLostFile: (why: string) => void;
};

/** Behind the path of the accounts. */
export const accountsGone =
  'is missing, and is made anew: who is a member is read from the record. People sit down again, the links of circulated versions have ended, and what each had read is forgotten. A copy that is put back while the server is stopped brings these back.';

/** Rejects with a sentence where acknowledged entries are gone and that is not accepted. */
export async function sayLost(
  log: UpdateLog,
  standing: readonly StandingHead[],
  heads: RememberedHeads,
  { folder, acceptsLoss, onDamage }: LossParts,
): Promise<void> {
  const lost = await lostEntries(log, new Map(standing.map(each => [each.doc, each])), heads.all());
  if (lost !== null && !acceptsLoss)
    throw new StartError(
      `${lost}. Put back a whole copy of ${join(folder, 'log.sqlite')} with its log.sqlite-wal, or go on without what is lost: NONPAPER_ACCEPT_LOSS=1.`,
    );
  if (lost !== null) onDamage(`${lost}. The server goes on without it, as NONPAPER_ACCEPT_LOSS says.`);
  for (const { doc, head, at } of standing) heads.note(doc, head, at);
}

/** Drafts whose record was stamped by a clock far ahead: `tell` is told of each in a sentence. */
export function sayDoubtful(standing: readonly StandingHead[], now: number, tell: (told: string) => void): void {
  const newest = new Map<string, number>();
  for (const { doc, at } of standing)
    if (isDoubtful(at, now)) newest.set(draftOf(doc), Math.max(at, newest.get(draftOf(doc)) ?? 0));
  for (const [draft, at] of newest)
    tell(
      `The record of ${draft} has times up to ${timeOf(at)}: the server's clock was ahead. It goes on in order, and such times are shown as doubtful.`,
    );
}

/** A draft that the accounts do not name is listed by nobody. */
export async function listDrafts(
  membership: Membership,
  standing: readonly StandingHead[],
  onDamage: (damage: string) => void,
): Promise<void> {
  const listed = new Set(await membership.drafts());
  for (const draft of new Set(standing.map(({ doc }) => draftOf(doc))))
    if (!listed.has(draft))
      await membership
        .of(draft)
        .catch(error => onDamage(`Who is a member of ${draft} cannot be read: ${wordsOf(error)}.`));
}

/** Everything stored is still in the files that are open: closing them folds the write-ahead file in. */
export async function lostFile(
  path: string,
  log: string,
  storage: SqliteStorage,
  { onDamage, onLostFile }: LossParts,
): Promise<void> {
  const what = `${path} was deleted or replaced while the server runs`;
  if (path === `${log}-wal`)
    return onLostFile(`${what}. It is folded into the log, and the server ends: start it again.`);
  if (path !== log)
    return onDamage(`${what}. Who sits down from now on sits down again when the server starts the next time.`);
  const copy = `${log}.rescued-${new Date().toISOString().replaceAll(':', '-')}`;
  const rescued = await storage.copyTo(copy).then(
    () => `All that was stored is in ${copy}: put it in its place, and start the server again.`,
    error => `It could not be copied: ${wordsOf(error)}.`,
  );
  onLostFile(`${what}. ${rescued}`);
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
