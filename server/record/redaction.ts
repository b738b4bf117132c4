// What is to be taken out of the record where a line of the history is redacted: which entries, and what stands in their place. Decides nothing about who may.

import { z } from 'zod';
import type { DraftId } from '../../shared/ids.ts';
import { docName } from '../../shared/ids.ts';
import { replayRowsAtOnce } from '../../shared/limits.ts';
import { digestsOf } from '../storage/chain.ts';
import type { Redaction, UpdateLog } from '../storage/update-log.ts';
import type { LiveDraft } from '../sync/live-draft.ts';
import { withoutContent } from './without-content.ts';

export type Prepared =
  | { readonly kind: 'ready'; readonly redactions: readonly Redaction[] }
  | { readonly kind: 'refused'; readonly reason: string };

type Log = Pick<UpdateLog, 'line' | 'read'>;

/** Words that were typed, or said: whatever else is in the record tells what was done, and stays. */
const redactable: readonly string[] = ['text', 'thread.open', 'thread.reply', 'comment.edit', 'flag.discuss'];
const Typed = z.object({ points: z.record(z.string(), z.unknown()) });
const Said = z.object({ act: z.object({ text: z.string() }) });
const Actor = z.object({ member: z.string() });

export async function prepareRedaction(log: Log, draft: LiveDraft, run: string): Promise<Prepared> {
  const line = await log.line(draft.id, run);
  if (!line) return refused('There is no such entry.');
  if (!redactable.includes(line.kind)) return refused('Only words that were typed or said can be redacted.');
  const entries = await entriesOf(log, draft.id, line);
  if (entries.every(({ digests }) => digests)) return refused('This entry is redacted already.');
  const redactions: Redaction[] = [];
  for (const entry of entries.filter(({ digests }) => !digests)) {
    const isText = entry.doc === draft.text.name;
    const { update, stands } = withoutContent(entry.update, (isText ? draft.text : draft.shared).doc);
    if (isText && stands) return refused('Some of these words still stand in the text. Take them out first.');
    if (!isText && holds(update, entry.detail))
      return refused('This still stands in the discussion. Remove or reword it first.');
    const [detail, content] = digestsOf(entry);
    const { doc, seq } = entry;
    redactions.push({ doc, seq, detail: '{"isRedacted":true}', update, digests: { detail, update: content }, run });
  }
  return { kind: 'ready', redactions };
}

/** Whether what is left of an act still has what was said in it: a thread's row stays, its comment has to be gone. */
function holds(update: Uint8Array, detail: string): boolean {
  const said = Said.safeParse(JSON.parse(detail)).data?.act.text ?? '';
  return said === '' || Buffer.from(update).includes(said);
}

const refused = (reason: string): Prepared => ({ kind: 'refused', reason });

/** An act is one entry, which its run names; a run of typing is all that its member typed in its point meanwhile. */
async function entriesOf(log: Log, draft: DraftId, line: NonNullable<Awaited<ReturnType<Log['line']>>>) {
  const [part = '', first = ''] = line.run.split(':');
  const doc = docName(draft, part === 'text' ? 'text' : 'shared');
  const start = Number(first);
  if (line.kind !== 'text') return log.read(doc, start - 1, 1);
  const found = [];
  for (let after = start - 1; ; ) {
    const rows = await log.read(doc, after, replayRowsAtOnce);
    for (const entry of rows) {
      if (entry.at > line.toAt) return found;
      if (entry.kind !== 'text' || Actor.parse(JSON.parse(entry.actor)).member !== line.member) continue;
      const points = entry.digests ? null : Typed.parse(JSON.parse(entry.detail)).points;
      if (points === null || (line.point !== null && line.point in points)) found.push(entry);
    }
    const last = rows.at(-1);
    if (!last) return found;
    after = last.seq;
  }
}
