// The storage in a data folder as a server opens it: with the key that the folder has, or gets.
import { join } from 'node:path';
import { HeadSigner } from '../../server/record/head-signer.ts';
import type { DraftStorage } from '../../server/storage/draft-storage.ts';
import type { SealKey } from '../../server/storage/seal.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/sqlite-storage.ts';

export const openStorageIn = (folder: string): Promise<DraftStorage> =>
  openSqliteStorage(
    join(folder, 'log.sqlite'),
    new HeadSigner(join(folder, 'signing-key.pem'), () => undefined).sealKey,
  );

/** Where no server opens the file. */
export const someSealKey: SealKey = new Uint8Array(32).fill(7);
