// The files of a data folder, opened to be checked and never written: also while a server works with them. A file that
// is missing has nothing to check; whoever needs it says so.
import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DocName, DraftId } from '../../shared/ids.ts';
import { storedMembers } from '../access/stored-members.ts';
import { draftOf } from '../storage/doc-name.ts';
import { headsIn } from '../storage/remembered-heads.ts';
import type { SealKey } from '../storage/seal.ts';
import { sealKeyFrom } from '../storage/seal.ts';
import { checkpointAt, checkpointSeqs } from '../storage/sqlite/checkpoints.ts';
import { openLogFile } from '../storage/sqlite/sqlite-file.ts';
import { SqliteReads } from '../storage/sqlite/sqlite-read.ts';
import { entriesAfter } from '../storage/sqlite/stored-entries.ts';
import { storedSnapshot } from '../storage/sqlite/stored-snapshot.ts';
import type { StoredDraft } from './check-draft.ts';

export type OpenedForCheck = {
  readonly drafts: () => readonly DraftId[];
  readonly stored: StoredDraft;
  close(): void;
};

/** Throws where the log cannot be opened. */
export function openForCheck(folder: string, sealKey: SealKey): OpenedForCheck {
  const log = openLogFile(join(folder, 'log.sqlite'), 'read');
  const [record, accounts, heads] = ['record.sqlite', 'accounts.sqlite', 'heads.sqlite'].map(file =>
    openToRead(join(folder, file)),
  );
  const remembered = heads ? headsIn(heads, sealKey) : [];
  const reads = new SqliteReads(log, sealKey);
  return {
    drafts: () => [...new Set([...reads.heads(), ...remembered].map(({ doc }) => draftOf(doc)))],
    stored: {
      entries: (doc, after, limit) => entriesAfter(log, doc, after, limit),
      snapshot: doc => {
        const stored = storedSnapshot(log, sealKey, doc);
        return stored.kind === 'sealed' ? stored.snapshot : stored.kind === 'misfit' ? 'misfit' : null;
      },
      checkpointSeqs: doc => (record ? checkpointSeqs(record, doc) : []),
      checkpoint: (doc, seq) => (record ? checkpointAt(record, doc, seq) : null),
      members: draft => (accounts ? storedMembers(accounts, draft) : null),
      remembered: (doc: DocName) => remembered.find(standing => standing.doc === doc) ?? null,
    },
    close: () => {
      for (const database of [log, record, accounts, heads]) database?.close();
    },
  };
}

/** Throws where it is missing or no key. */
export const readSealKey = (folder: string): SealKey =>
  sealKeyFrom(createPrivateKey(readFileSync(join(folder, 'signing-key.pem'))).export({ type: 'pkcs8', format: 'der' }));

const openToRead = (path: string): DatabaseSync | null =>
  existsSync(path) ? new DatabaseSync(path, { readOnly: true, timeout: 5_000 }) : null;
