// Whether a chain that the server shows leads on from what it told before: each entry's hash is computed anew from the
// one before it (rule L4 of PROTOCOL.md). Pure, and without the browser's own cryptography, which pages by plain http
// do not have.
import { fromHexString, toHexString } from 'lib0/buffer';
import * as encoding from 'lib0/encoding';
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';
import type { Link } from '../../shared/api/record.ts';
import type { DocName } from '../../shared/ids.ts';
import type { SeenHead } from '../local/local-draft.ts';

const format = 'nonpaper-log-1';

export type Followed =
  | { readonly kind: 'leads'; readonly to: SeenHead }
  /** Where an entry stands that was told, stands another one. */
  | { readonly kind: 'other'; readonly told: SeenHead; readonly shown: SeenHead }
  /** An entry does not follow from the one before it. */
  | { readonly kind: 'broken' };

/** `links` begin with the entry at `from`; `told`: heads that have to be met on the way. */
export function followLinks(doc: DocName, from: SeenHead, links: readonly Link[], told: readonly SeenHead[]): Followed {
  const hashTold = new Map(told.map(({ seq, hash }) => [seq, hash]));
  let to = from;
  for (const [i, link] of links.entries()) {
    const shown = { seq: link.seq, hash: link.hash };
    const hash = hashTold.get(link.seq);
    if (hash !== undefined && hash !== link.hash) return { kind: 'other', told: { seq: link.seq, hash }, shown };
    const fits =
      i === 0
        ? link.seq === from.seq && link.hash === from.hash
        : link.seq === to.seq + 1 && link.hash === hashOf(doc, to.hash, link);
    if (!fits) return { kind: 'broken' };
    to = shown;
  }
  return { kind: 'leads', to };
}

export function hashOf(doc: DocName, previous: string, { seq, at, actor, act, detail, update }: Link): string {
  const encoder = encoding.createEncoder();
  writeField(encoder, format);
  encoding.writeUint8Array(encoder, fromHexString(previous));
  writeField(encoder, doc);
  encoding.writeBigUint64(encoder, BigInt(seq));
  encoding.writeBigUint64(encoder, BigInt(at));
  writeField(encoder, actor);
  writeField(encoder, act);
  encoding.writeUint8Array(encoder, fromHexString(detail));
  encoding.writeUint8Array(encoder, fromHexString(update));
  return toHexString(digest(encoding.toUint8Array(encoder)));
}

/** UTF-8 after its length in four bytes. */
function writeField(encoder: encoding.Encoder, text: string): void {
  const bytes = encodeUtf8(text);
  encoding.writeUint32BigEndian(encoder, bytes.length);
  encoding.writeUint8Array(encoder, bytes);
}

/**
 * Whether what is shown cannot come after what was told. That it may does not say that it does: that is for the links.
 */
export const cannotFollow = (told: SeenHead, shown: SeenHead): boolean =>
  shown.seq < told.seq || (shown.seq === told.seq && shown.hash !== told.hash);
