// The data folder, opened: claimed for this process, its files and what reads and writes them. Knows no request.
import { join } from 'node:path';
import { storingRetryMs } from '../shared/limits.ts';
import { openAccounts, tryWrite } from './access/accounts.ts';
import { Membership } from './access/membership.ts';
import { Readers } from './access/readers.ts';
import { ReadingMarks } from './access/reading.ts';
import type { DraftRecord } from './record/draft-record.ts';
import { openDraftRecord } from './record/draft-record.ts';
import { HeadSigner } from './record/head-signer.ts';
import { claimDataFolder } from './storage/data-folder.ts';
import type { DraftStorage } from './storage/draft-storage.ts';
import { openSqliteStorage } from './storage/sqlite/sqlite-storage.ts';
import { isStorageFailure } from './storage/storage-failure.ts';
import { Storing } from './storage/storing.ts';

export type OpenedData = {
  readonly storage: DraftStorage;
  readonly storing: Storing;
  readonly record: DraftRecord;
  readonly signer: HeadSigner;
  readonly membership: Membership;
  readonly reading: ReadingMarks;
  readonly readers: Readers;
  readonly accounts: Awaited<ReturnType<typeof openAccounts>>;
  /** Flushes everything, but leaves the folder claimed. */
  close(): Promise<void>;
  /** Another process may open the folder now. */
  release(): void;
};

export type OpeningParts = {
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told, in a sentence, of what was damaged and is made anew. */
  readonly onDamage: (damage: string) => void;
  /** Told when storing fails, and with null when it works again. */
  readonly onStoring: (error: unknown) => void;
  readonly onError: (what: string, error: unknown) => void;
};

/** Rejects with a sentence where a file cannot be opened. */
export async function openData({ folder, now, onDamage, onStoring, onError }: OpeningParts): Promise<OpenedData> {
  const release = claimDataFolder(folder);
  const log = join(folder, 'log.sqlite');
  const signer = new HeadSigner(join(folder, 'signing-key.pem'));
  const { sealKey } = signer;
  const storage = await openSqliteStorage(log, sealKey);
  const opened = openDraftRecord({ log, checkpoints: join(folder, 'record.sqlite'), sealKey, onDamage });
  const accounts = await openAccounts(join(folder, 'accounts.sqlite'));
  const storing = new Storing({
    tryWrite: async () => {
      await storage.log.tryWrite();
      await tryWrite(accounts);
    },
    retryMs: storingRetryMs,
    onChange: onStoring,
  });
  const onNotStored = (error: unknown): void =>
    isStorageFailure(error) ? storing.failed(error) : onError('membership', error);
  return {
    storage,
    storing,
    record: opened.record,
    signer,
    accounts,
    membership: new Membership({ accounts, log: storage.log, sealKey, onDamage, onNotStored }),
    reading: new ReadingMarks(accounts, now),
    readers: new Readers(accounts, now),
    release,
    close: async () => {
      storing.close();
      await opened.close();
      await storage.close();
      await accounts.destroy();
    },
  };
}
