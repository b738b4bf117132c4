// The data folder belongs to one process at a time: two writers of one log would each think they are the only order.
// The lock is an SQLite transaction held open, so that it ends with the process however that ends.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../config.ts';
import { setAside } from './sqlite/derived-file.ts';
import { isDamagedFile } from './storage-failure.ts';

/**
 * Makes and claims the folder; returns what gives it back. `tell` is told of a lock that was damaged. Throws StartError
 * with a sentence for the operator.
 */
export function claimDataFolder(folder: string, tell: (damage: string) => void): () => void {
  const path = join(folder, 'lock.sqlite');
  try {
    mkdirSync(folder, { recursive: true });
    return lock(path);
  } catch (error) {
    if (isDamagedFile(error)) {
      setAside(path, error, tell);
      return lock(path);
    }
    const why = error instanceof Error ? error.message : String(error);
    if (/locked|busy/.test(why))
      throw new StartError(`NONPAPER_DATA="${folder}" is in use by another running Nonpaper.`);
    throw new StartError(`NONPAPER_DATA="${folder}" cannot be written: ${why}.`);
  }
}

function lock(path: string): () => void {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (x);');
  } catch (error) {
    database.close();
    throw error;
  }
  return () => database.close();
}
