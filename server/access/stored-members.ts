// A draft's members as SQL has them, on a connection of one's own: for whoever compares them with the record.
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Member } from '../../shared/acts/act.ts';
import type { DraftId } from '../../shared/ids.ts';

/** Up to `seq` of the shared document. `misfit`: a row says what no member can be. */
export type StoredMembers = { readonly seq: number; readonly members: readonly Member[] | 'misfit' };

/** Null: none are stored yet. */
export function storedMembers(accounts: DatabaseSync, draft: DraftId): StoredMembers | null {
  const row = accounts.prepare('SELECT seq FROM membership WHERE draft = ?').get(draft);
  if (!row) return null;
  const rows = accounts.prepare('SELECT id, name, role, party FROM member WHERE draft = ?').all(draft);
  return { seq: Number(row['seq']), members: z.array(Member).safeParse(rows).data ?? 'misfit' };
}
