// The data folder belongs to one process at a time: two writers of one log would each think they are the only order.
// The lock is an SQLite transaction held open, so that it ends with the process however that ends.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../config.ts';

/** Makes and claims the folder; returns what gives it back. Throws StartError with a sentence for the operator. */
export function claimDataFolder(folder: string): () => void {
  try {
    mkdirSync(folder, { recursive: true });
    const lock = new DatabaseSync(join(folder, 'lock.sqlite'));
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (x);');
    return () => lock.close();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (/locked|busy/.test(why))
      throw new StartError(`NONPAPER_DATA="${folder}" is in use by another running Nonpaper.`);
    throw new StartError(`NONPAPER_DATA="${folder}" cannot be written: ${why}.`);
  }
}
