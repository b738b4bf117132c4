// Which errors mean that nothing can be stored just now: a full disk, one that fails, a folder that may only be read.
// The same may succeed a moment later.
import { UpdateLogError } from './update-log.ts';

/** READONLY, IOERR, FULL, CANTOPEN: https://sqlite.org/rescode.html */
const unstorable = [8, 10, 13, 14];
/** CORRUPT, NOTADB. */
const damaged = [11, 26];

export const isStorageFailure = (error: unknown): boolean =>
  error instanceof UpdateLogError ? error.kind === 'disk' : unstorable.includes(primaryCode(error));

export class DamagedFile extends Error {
  override name = 'DamagedFile';
  constructor(path: string) {
    super(`${path} is not whole`);
  }
}

export const isDamagedFile = (error: unknown): boolean =>
  error instanceof DamagedFile || damaged.includes(primaryCode(error));

/** Of an error of node:sqlite, without what extends it; -1: it is none. */
const primaryCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : -1;
