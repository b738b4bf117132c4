// Whose link this browser has opened, by a digest of its secret: when it has ended, the server does not say it any
// more, and what its reader had not sent is found by that.
import { toHexString } from 'lib0/buffer';
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';
import { z } from 'zod';
import { DraftId, MemberId } from '../../shared/ids.ts';
import type { BrowserStores } from './browser-stores.ts';

const ReaderPlace = z.object({ draft: DraftId, member: MemberId });
type ReaderPlace = z.infer<typeof ReaderPlace>;

const key = (secret: string): string => `nonpaper/reader-link/${toHexString(digest(encodeUtf8(secret)))}`;

export const readerOf = (stores: BrowserStores, secret: string): ReaderPlace | null =>
  stores.read(key(secret), ReaderPlace);
export const noteReader = (stores: BrowserStores, secret: string, { draft, member }: ReaderPlace): void =>
  void stores.write(key(secret), { draft, member });
