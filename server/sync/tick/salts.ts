// Salts for the digests of one entry, drawn from the system many at a time: one draw costs as much as hashing the
// entry.
import { randomFillSync } from 'node:crypto';

const saltsBytes = 32;
const pool = Buffer.alloc(saltsBytes * 256);
let used = pool.length;

/** 32 random bytes that nobody else gets. */
export function freshSalts(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += saltsBytes;
  return Uint8Array.prototype.slice.call(pool, used - saltsBytes, used); // a copy: the pool is filled anew
}
