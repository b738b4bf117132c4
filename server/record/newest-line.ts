// Which line of the history tells of the newest entry up to a moment. Pure but for what it looks up.
import { z } from 'zod';
import type { DraftId } from '../../shared/ids.ts';
import type { Entry, HistoryEntry } from '../storage/update-log.ts';

export type HistoryLines = {
  line(draft: DraftId, run: string): HistoryEntry | null;
  typingAt(
    draft: DraftId,
    asked: { readonly member: string; readonly at: number; readonly points: readonly string[] | null },
  ): HistoryEntry | null;
};

const Actor = z.object({ member: z.string() });
const Typed = z.object({ points: z.record(z.string(), z.unknown()) });

/** `text`, `shared`: each document's newest entry up to the moment. */
export function newestLine(
  lines: HistoryLines,
  draft: DraftId,
  { text, shared }: { readonly text: Entry | undefined; readonly shared: Entry | undefined },
): HistoryEntry | null {
  // Of the same moment the act is told: it may have written into the text by itself.
  if (shared && shared.at >= (text?.at ?? 0)) return lines.line(draft, `shared:${shared.seq}`);
  if (!text) return null;
  const { member } = Actor.parse(JSON.parse(text.actor));
  const typed = Typed.safeParse(JSON.parse(text.detail)).data; // a redacted entry does not say where
  return lines.typingAt(draft, { member, at: text.at, points: typed ? Object.keys(typed.points) : null });
}
