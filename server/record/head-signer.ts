// Signs heads with the server's own Ed25519 key, made on first start: whoever holds a signed head can show that this
// server stood by it. Verifies nothing.
import type { KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { DocName } from '../../shared/ids.ts';
import type { Head } from '../../shared/rows/schema.ts';
import type { SealKey } from '../storage/seal.ts';
import { sealKeyFrom } from '../storage/seal.ts';
import { setAside } from '../storage/sqlite/derived-file.ts';

const format = 'nonpaper-head-1';

export class HeadSigner {
  readonly #key: KeyObject;
  /** The raw public key, base64url. */
  readonly publicKey: string;
  /** Another key, made of the same secret: for what this server stores for itself alone. */
  readonly sealKey: SealKey;

  /** Opens the key file, or makes it, readable by its owner alone. One that is no key is set aside: `tell` is told. */
  constructor(path: string, tell: (damage: string) => void) {
    this.#key = existsSync(path) ? readOrMake(path, tell) : makeKey(path);
    this.sealKey = sealKeyFrom(this.#key.export({ type: 'pkcs8', format: 'der' }));
    this.publicKey = z.object({ x: z.string() }).parse(createPublicKey(this.#key).export({ format: 'jwk' })).x;
  }

  /** Base64url, over the bytes that rule V2 of PROTOCOL.md names. */
  sign(doc: DocName, head: Head, at: number): string {
    return sign(null, headBytes(doc, head, at), this.#key).toString('base64url');
  }
}

function readOrMake(path: string, tell: (damage: string) => void): KeyObject {
  try {
    return createPrivateKey(readFileSync(path));
  } catch (error) {
    setAside(path, error, tell);
    return makeKey(path);
  }
}

function makeKey(path: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return privateKey;
}

function headBytes(doc: DocName, { seq, hash }: Head, at: number): Buffer {
  const numbers = Buffer.alloc(16);
  numbers.writeBigUInt64BE(BigInt(seq), 0);
  numbers.writeBigUInt64BE(BigInt(at), 8);
  return Buffer.concat([field(format), field(doc), numbers, Buffer.from(hash, 'hex')]);
}

function field(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
