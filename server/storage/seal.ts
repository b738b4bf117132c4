// The seal of a stored copy (a snapshot, a checkpoint, a draft's members): shows that this server made it of the log,
// at this entry (rule L12 of PROTOCOL.md). Whoever holds the server's key can seal anything. Pure.
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { DocName } from '../../shared/ids.ts';

const format = 'nonpaper-seal-1';

/** 32 bytes. */
export type SealKey = Uint8Array;

export type StoredCopy = {
  readonly kind: 'snapshot' | 'checkpoint' | 'members' | 'head';
  readonly doc: DocName;
  readonly seq: number;
  /** Of the entry `seq`, as the log has it; empty before the first, and where the content does not rest on it. */
  readonly entryHash: Uint8Array;
  /** In the order in which they are stored. */
  readonly content: readonly Uint8Array[];
};

/** `secret`: the bytes of the server's private key. */
export const sealKeyFrom = (secret: Uint8Array): SealKey => new Uint8Array(hkdfSync('sha256', secret, '', format, 32));

/** 32 bytes: HMAC-SHA-256 over all that the copy says of itself and the digests of its content. */
export function sealOf(key: SealKey, { kind, doc, seq, entryHash, content }: StoredCopy): Uint8Array {
  const told = JSON.stringify([format, kind, doc, seq, hex(entryHash), content.map(digestOf)]);
  return createHmac('sha256', key).update(told).digest();
}

export function isSealed(key: SealKey, copy: StoredCopy, seal: Uint8Array): boolean {
  const expected = sealOf(key, copy);
  return seal.length === expected.length && timingSafeEqual(seal, expected);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
