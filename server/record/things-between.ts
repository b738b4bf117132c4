// What became of threads, flags and stances between two moments, from the rows of both. Pure.
import type { Thing } from '../../shared/api/record.ts';
import type { PartyId, PointId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { FlagRow, StanceRow, ThreadRow } from '../../shared/rows/schema.ts';
import { stanceNames } from '../../shared/rows/stances.ts';

type Placed = Thing & { readonly point: PointId };

export function thingsBetween(before: RowReader, after: RowReader): readonly Placed[] {
  return [
    ...after.all('threads').flatMap(thread => threadChange(thread, before, after)),
    ...after.all('flags').flatMap(flag => flagChange(flag, before, after)),
    ...after.all('stances').flatMap(stance => stanceChange(stance, before)),
  ];
}

/** How many red lines a flag says something of that none did before. */
export function touchedLines(before: RowReader, after: RowReader, party: PartyId | null): number {
  const open = (rows: RowReader): ReadonlySet<string> =>
    new Set(
      rows
        .all('flags')
        .filter(({ state, by }) => state.kind === 'open' && (party === null || by.party === party))
        .map(({ redLine }) => redLine),
    );
  const were = open(before);
  return [...open(after)].filter(line => !were.has(line)).length;
}

function threadChange(thread: ThreadRow, before: RowReader, after: RowReader): Placed[] {
  const was = before.get('threads', thread.id);
  const isClosed = thread.state.kind === 'resolved';
  const base = { kind: 'thread', id: thread.id, point: thread.point } as const;
  if (!was) {
    const first = after.all('comments').find(comment => comment.thread === thread.id);
    const said = first?.body.kind === 'said' ? first.body.text : '';
    const words = isClosed ? `${said} (resolved since)` : said;
    return [{ ...base, change: 'appeared', by: thread.by, words }];
  }
  if (thread.state.kind !== 'open' && thread.state.kind !== was.state.kind)
    return [
      { ...base, change: isClosed ? 'closed' : 'changed', by: thread.state.by, words: thread.state.outcome ?? '' },
    ];
  const newer = after.all('comments').filter(({ thread: id, at }) => id === thread.id && at > was.lastAt);
  const last = newer.toSorted((a, b) => a.at - b.at).at(-1);
  if (thread.state.kind === 'open' && was.state.kind !== 'open')
    return [{ ...base, change: 'reopened', by: last?.by ?? thread.by, words: '' }];
  if (!last) return [];
  return [{ ...base, change: 'changed', by: last.by, words: last.body.kind === 'said' ? last.body.text : '' }];
}

function flagChange(flag: FlagRow, before: RowReader, after: RowReader): Placed[] {
  const was = before.get('flags', flag.id);
  const statement = after.get('redLines', flag.redLine)?.statement ?? '';
  const base = { kind: 'flag', id: flag.id, point: flag.point, words: `${flag.severity}: ${statement}` } as const;
  if (!was) return [{ ...base, change: 'appeared', by: flag.by }];
  if (flag.state.kind !== was.state.kind)
    return [
      flag.state.kind === 'open'
        ? { ...base, change: 'reopened', by: flag.by }
        : { ...base, change: 'closed', by: flag.state.by },
    ];
  if (flag.answer.kind !== 'claimed' && flag.answer.kind !== was.answer.kind)
    return [{ ...base, change: 'changed', by: flag.answer.by, words: `${flag.answer.kind}: ${statement}` }];
  if (flag.severity !== was.severity || flag.reason !== was.reason)
    return [{ ...base, change: 'changed', by: flag.by }];
  return [];
}

function stanceChange(stance: StanceRow, before: RowReader): Placed[] {
  const was = before.get('stances', stance.id);
  if (was && was.at === stance.at) return [];
  const words = was ? `${stanceNames[was.stance]}, now ${stanceNames[stance.stance]}` : stanceNames[stance.stance];
  return [
    { kind: 'stance', id: stance.id, point: stance.point, change: was ? 'changed' : 'appeared', by: stance.by, words },
  ];
}
