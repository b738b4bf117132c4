// What the log has lost, by the heads that are remembered beside it (rule L15 of PROTOCOL.md), in a sentence for the
// operator. Reads; mends nothing.
import type { StandingHead, UpdateLog } from './update-log.ts';

/** Null: all that is remembered is there. */
export async function lostEntries(
  log: Pick<UpdateLog, 'read'>,
  standing: ReadonlyMap<string, StandingHead>,
  remembered: readonly StandingHead[],
): Promise<string | null> {
  const lost: string[] = [];
  for (const known of remembered) {
    const there = standing.get(known.doc);
    const missing = known.head.seq - (there?.head.seq ?? 0);
    if (missing > 0) lost.push(`${known.doc} lacks ${countOf(missing)}${there ? ` after ${timeOf(there.at)}` : ''}`);
    else if (!(await hasEntry(log, known, there))) lost.push(`${known.doc} has another entry ${known.head.seq}`);
  }
  if (lost.length === 0) return null;
  const newest = Math.max(...remembered.map(({ at }) => at));
  const told = lost.length > namedMax ? [...lost.slice(0, namedMax), `${lost.length - namedMax} more`] : lost;
  return `log.sqlite lacks what this server has acknowledged, the last of it at ${timeOf(newest)}: ${told.join('; ')}`;
}

const namedMax = 5;

async function hasEntry(
  log: Pick<UpdateLog, 'read'>,
  { doc, head }: StandingHead,
  there: StandingHead | undefined,
): Promise<boolean> {
  if (there?.head.seq === head.seq) return there.head.hash === head.hash;
  // A damaged entry is told by whoever opens its draft: nothing of it is lost.
  const [entry] = await log.read(doc, head.seq - 1, 1).catch(() => []);
  return entry === undefined || Buffer.from(entry.hash).toString('hex') === head.hash;
}

const countOf = (entries: number): string => (entries === 1 ? '1 entry' : `${entries} entries`);

/** "2026-12-01 01:20:00 UTC". */
export const timeOf = (at: number): string =>
  new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
