// Which line of the history tells of the newest entry up to a moment. Pure but for what it looks up.
import type { DraftId } from '../../shared/ids.ts';
import { readActor, readDetail } from '../storage/entry-detail.ts';
import type { HistoryEntry } from '../storage/history-queries.ts';
import { actRun } from '../storage/run-name.ts';
import type { Entry } from '../storage/update-log.ts';

export type HistoryLines = {
  line(draft: DraftId, run: string): HistoryEntry | null;
  typingAt(
    draft: DraftId,
    asked: { readonly member: string; readonly at: number; readonly points: readonly string[] | null },
  ): HistoryEntry | null;
};

/** `text`, `shared`: each document's newest entry up to the moment. */
export function newestLine(
  lines: HistoryLines,
  draft: DraftId,
  { text, shared }: { readonly text: Entry | undefined; readonly shared: Entry | undefined },
): HistoryEntry | null {
  // Of the same moment the act is told: it may have written into the text by itself.
  if (shared && shared.at >= (text?.at ?? 0)) return lines.line(draft, actRun(shared.seq));
  if (!text) return null;
  const detail = readDetail(text);
  const points = detail?.kind === 'typed' ? Object.keys(detail.points) : null; // a redacted entry does not say where
  return lines.typingAt(draft, { member: readActor(text.actor).member, at: text.at, points });
}
