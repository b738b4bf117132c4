// The id of a wording: a hash of a point's canonical text, which a stance names as what it was given to. Pure.
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';

/** 128 bits of SHA-256, in hex: nobody can find other words with the same id. */
export function wordingId(canonicalText: string): string {
  let hex = '';
  for (const byte of digest(encodeUtf8(canonicalText)).subarray(0, 16)) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
