// The hash chain of one document's entries (rules L4 to L6 of PROTOCOL.md, with test vectors). Pure.
import { hash as oneShotHash } from 'node:crypto';
import type { Head } from '../../shared/rows/schema.ts';
import type { Entry } from './update-log.ts';

const format = 'nonpaper-log-1';
const saltBytes = 16;
export const emptyHead: Head = { seq: 0, hash: '0'.repeat(64) };

export type Unchained = Omit<Entry, 'seq' | 'hash'>;

/** The entry that follows `head`, and the head it makes. */
export function nextEntry(head: Head, entry: Unchained): { readonly entry: Entry; readonly head: Head } {
  const seq = head.seq + 1;
  const hash = chainHash(Buffer.from(head.hash, 'hex'), { ...entry, seq });
  return { entry: { ...entry, seq, hash }, head: { seq, hash: hash.toString('hex') } };
}

function chainHash(previous: Uint8Array, entry: Omit<Entry, 'hash'>): Buffer {
  return sha256(
    field(format),
    previous,
    field(entry.doc),
    number(entry.seq),
    number(entry.at),
    field(entry.actor),
    field(entry.kind),
    // Salted, so that a redacted entry's digest tells nothing of what it held.
    ...digestsOf(entry),
  );
}

/** What the hash rests on: of the content, or what was kept of it when it was redacted. */
export function digestsOf({ salts, detail, update, digests }: Omit<Entry, 'hash'>): readonly [Uint8Array, Uint8Array] {
  if (digests) return [digests.detail, digests.update];
  return [sha256(salts.subarray(0, saltBytes), Buffer.from(detail)), sha256(salts.subarray(saltBytes), update)];
}

/** In one call: for a few hundred bytes a streaming hash costs more to make than to fill. */
const sha256 = (...parts: readonly Uint8Array[]): Buffer => oneShotHash('sha256', Buffer.concat(parts), 'buffer');

export type ChainCheck =
  | { readonly kind: 'intact'; readonly head: Head }
  | { readonly kind: 'broken'; readonly seq: number; readonly why: string };

/** Whether entries, oldest first, follow from `head` without a gap or a change. */
export function checkChain(entries: Iterable<Entry>, head: Head = emptyHead): ChainCheck {
  let { seq } = head;
  let hash: Uint8Array = Buffer.from(head.hash, 'hex');
  for (const entry of entries) {
    if (entry.seq !== seq + 1) return { kind: 'broken', seq: entry.seq, why: `entry ${seq + 1} was expected` };
    const expected = chainHash(hash, entry);
    if (!expected.equals(entry.hash))
      return { kind: 'broken', seq: entry.seq, why: 'its hash does not follow from its content and the entry before' };
    ({ seq } = entry);
    hash = expected;
  }
  return { kind: 'intact', head: { seq, hash: Buffer.from(hash).toString('hex') } };
}

/** UTF-8 after its length in four bytes, so that no two lists of fields read the same. */
function field(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
