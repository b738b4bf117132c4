// The data folder, opened: claimed for this process, its files and what reads and writes them. Knows no request.
import { join } from 'node:path';
import { openAccounts } from './access/accounts.ts';
import { Membership } from './access/membership.ts';
import { Readers } from './access/readers.ts';
import { ReadingMarks } from './access/reading.ts';
import type { DraftRecord } from './record/draft-record.ts';
import { openDraftRecord } from './record/draft-record.ts';
import { HeadSigner } from './record/head-signer.ts';
import { claimDataFolder } from './storage/data-folder.ts';
import type { DraftStorage } from './storage/draft-storage.ts';
import { openSqliteStorage } from './storage/sqlite/sqlite-storage.ts';

export type OpenedData = {
  readonly storage: DraftStorage;
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

/**
 * `now`: ms since 1970. `onDamage` is told, in a sentence, of what was damaged and is made anew.
 * Rejects with a sentence where a file cannot be opened.
 */
export async function openData(
  folder: string,
  now: () => number,
  onDamage: (damage: string) => void,
): Promise<OpenedData> {
  const release = claimDataFolder(folder);
  const log = join(folder, 'log.sqlite');
  const signer = new HeadSigner(join(folder, 'signing-key.pem'));
  const { sealKey } = signer;
  const storage = await openSqliteStorage(log, sealKey);
  const opened = openDraftRecord({ log, checkpoints: join(folder, 'record.sqlite'), sealKey, onDamage });
  const accounts = await openAccounts(join(folder, 'accounts.sqlite'));
  return {
    storage,
    record: opened.record,
    signer,
    accounts,
    membership: new Membership({ accounts, log: storage.log, sealKey, onDamage }),
    reading: new ReadingMarks(accounts, now),
    readers: new Readers(accounts, now),
    release,
    close: async () => {
      await opened.close();
      await storage.close();
      await accounts.destroy();
    },
  };
}
