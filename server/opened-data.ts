// The data folder, opened: claimed for this process, its files and what reads and writes them. Knows no request.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { storingRetryMs } from '../shared/limits.ts';
import { openAccountsOrNew, tryWrite } from './access/accounts.ts';
import { Membership } from './access/membership.ts';
import { Readers } from './access/readers.ts';
import { ReadingMarks } from './access/reading.ts';
import type { LossParts } from './data-losses.ts';
import { accountsGone, listDrafts, lostFile, sayDoubtful, sayLost } from './data-losses.ts';
import type { DraftRecord } from './record/draft-record.ts';
import { openDraftRecord } from './record/draft-record.ts';
import { HeadSigner } from './record/head-signer.ts';
import { claimDataFolder } from './storage/data-folder.ts';
import type { DraftStorage } from './storage/draft-storage.ts';
import { RememberedHeads } from './storage/remembered-heads.ts';
import { openSqliteStorage } from './storage/sqlite/sqlite-storage.ts';
import { isStorageFailure } from './storage/storage-failure.ts';
import { Storing } from './storage/storing.ts';
import { WatchedFiles } from './storage/watched-files.ts';

export type OpenedData = {
  readonly storage: DraftStorage;
  readonly storing: Storing;
  readonly heads: RememberedHeads;
  readonly record: DraftRecord;
  readonly signer: HeadSigner;
  readonly membership: Membership;
  readonly reading: ReadingMarks;
  readonly readers: Readers;
  readonly accounts: Awaited<ReturnType<typeof openAccountsOrNew>>;
  /** Flushes everything, but leaves the folder claimed. */
  close(): Promise<void>;
  /** Another process may open the folder now. */
  release(): void;
};

export type OpeningParts = LossParts & {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told when storing fails, and with null when it works again. */
  readonly onStoring: (error: unknown) => void;
  readonly onError: (what: string, error: unknown) => void;
  /** Told, in a sentence, of what the operator should know of the data. */
  readonly onTold: (told: string) => void;
};

/** Rejects with a sentence where a file cannot be opened, or has lost what was acknowledged. */
export async function openData(parts: OpeningParts): Promise<OpenedData> {
  const { folder, now, onDamage, onError } = parts;
  const release = claimDataFolder(folder, onDamage);
  const [log, accountsPath] = [join(folder, 'log.sqlite'), join(folder, 'accounts.sqlite')];
  const signer = new HeadSigner(join(folder, 'signing-key.pem'), onDamage);
  const { sealKey } = signer;
  const hadAccounts = existsSync(accountsPath);
  const storage = await openSqliteStorage(log, sealKey);
  const accounts = await openAccountsOrNew(accountsPath, onDamage);
  const storing = new Storing({
    tryWrite: async () => {
      await storage.log.tryWrite();
      await tryWrite(accounts);
    },
    retryMs: storingRetryMs,
    onChange: parts.onStoring,
  });
  const onNotStored = (error: unknown): void =>
    isStorageFailure(error) ? storing.failed(error) : onError('membership', error);
  const heads = new RememberedHeads({
    path: join(folder, 'heads.sqlite'),
    key: sealKey,
    tell: onDamage,
    onNotStored: error => onError('heads', error), // where the log stores, nothing has to wait for this file
  });
  const standing = await storage.log.heads();
  await sayLost(storage.log, standing, heads, parts).catch(async error => {
    heads.close();
    await Promise.all([storage.close(), accounts.destroy()]);
    release();
    throw error;
  });
  const membership = new Membership({ accounts, log: storage.log, sealKey, onDamage, onNotStored });
  if (!hadAccounts && standing.length > 0) onDamage(`${accountsPath} ${accountsGone}`);
  sayDoubtful(standing, now(), parts.onTold);
  await listDrafts(membership, standing, onDamage);
  const opened = openDraftRecord({ log, checkpoints: join(folder, 'record.sqlite'), sealKey, onDamage });
  const files = new WatchedFiles([log, `${log}-wal`, accountsPath], path => void lostFile(path, log, storage, parts));
  return {
    ...{ storage, storing, heads, signer, accounts, membership, release },
    record: opened.record,
    reading: new ReadingMarks(accounts, now),
    readers: new Readers(accounts, now),
    close: async () => {
      files.close();
      storing.close();
      heads.close();
      await opened.close();
      await storage.close();
      await accounts.destroy();
    },
  };
}
