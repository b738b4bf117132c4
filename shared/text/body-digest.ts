// A short digest of a point's words, to notice two copies that differ. Not cryptographic: it guards against accidents,
// not attackers.
import type * as Y from 'yjs';
import { canonicalText } from './point-text.ts';

/** FNV-1a over the UTF-16 code units of the canonical text, in two halves with different seeds, as 16 hex digits. */
export function bodyDigest(root: Y.XmlElement): string {
  const text = canonicalText(root);
  return half(text, 0x811c9dc5) + half(text, 0x01000193);
}

function half(text: string, seed: number): string {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
