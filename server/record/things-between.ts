// What was done to threads, flags, stances and red lines between two moments: who did what comes from the record, how
// it reads and stands from the rows. Pure.
import type { Done, Thing } from '../../shared/api/record.ts';
import { unreachable } from '../../shared/assert.ts';
import type { PointId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By, CommentRow } from '../../shared/rows/schema.ts';
import { stanceNames } from '../../shared/rows/stances.ts';
import { threadsOf } from '../../shared/rows/threads.ts';

/** What one person did to one thing, `times` over; from the history's lines. */
export type DoneBetween = {
  readonly kind: string;
  readonly by: By;
  readonly times: number;
  readonly point: string | null;
  readonly thread: string | null;
  readonly row: string | null;
};

export type PlacedThing = Thing & { readonly point: PointId | null };

/** `done`: in the order in which it was last done. */
export function thingsBetween(
  done: readonly DoneBetween[],
  before: RowReader,
  after: RowReader,
): readonly PlacedThing[] {
  const found = new Map<string, { readonly kind: Thing['kind']; readonly id: string; readonly done: Done[] }>();
  for (const each of done)
    for (const { kind, id } of thingsOf(each)) {
      const key = `${kind} ${id}`;
      const thing = found.get(key) ?? { kind, id, done: [] };
      found.set(key, thing);
      thing.done.push({ kind: each.kind, by: each.by, times: each.times });
    }
  const sides: Sides = {
    before,
    after,
    begins: new Map(threadsOf(after).map(({ row, comments: [first] }) => [row.id, first])),
  };
  return [...found.values()].flatMap(({ kind, id, done }) => {
    const told = toldOf(kind, id, sides);
    return told ? [{ kind, id, done, ...told }] : [];
  });
}

/** Beginning to discuss a flag opens a thread too. */
function thingsOf({ kind, thread, row }: DoneBetween): readonly Pick<Thing, 'kind' | 'id'>[] {
  const [subject] = kind.split('.');
  const things: Pick<Thing, 'kind' | 'id'>[] = [];
  if (thread !== null) things.push({ kind: 'thread', id: thread });
  if (row !== null && (subject === 'flag' || subject === 'stance' || subject === 'red-line'))
    things.push({ kind: subject, id: row });
  return things;
}

type Told = Omit<PlacedThing, 'kind' | 'id' | 'done'>;
/** `begins`: each thread's first comment. */
type Sides = {
  readonly before: RowReader;
  readonly after: RowReader;
  readonly begins: ReadonlyMap<string, CommentRow | undefined>;
};

function toldOf(kind: Thing['kind'], id: string, { before, after, begins }: Sides): Told | null {
  switch (kind) {
    case 'thread':
      return threadTold(id, after, begins.get(id));
    case 'flag':
      return flagTold(id, after);
    case 'stance':
      return stanceTold(id, before, after);
    case 'red-line':
      return lineTold(id, after);
    default:
      return unreachable(kind);
  }
}

function threadTold(id: string, rows: RowReader, first: CommentRow | undefined): Told | null {
  const thread = rows.get('threads', id);
  if (!thread) return null;
  const words = first?.body.kind === 'said' ? `“${first.body.text}”` : '';
  const outcome = thread.state.kind === 'open' ? null : thread.state.outcome;
  return { point: thread.point, words, state: thread.state.kind, outcome };
}

function flagTold(id: string, rows: RowReader): Told | null {
  const flag = rows.get('flags', id);
  if (!flag) return null;
  const owner = rows.get('parties', flag.owner)?.code ?? flag.owner;
  const words = `${flag.severity} a red line of ${owner}, “${rows.get('redLines', flag.redLine)?.statement ?? ''}”`;
  if (flag.state.kind === 'open') return { point: flag.point, words, state: flag.answer.kind, outcome: null };
  const outcome = flag.state.kind === 'settled' ? flag.state.outcome : null;
  return { point: flag.point, words, state: flag.state.kind, outcome };
}

function stanceTold(id: string, before: RowReader, after: RowReader): Told | null {
  const stance = after.get('stances', id);
  if (!stance) return null;
  const was = before.get('stances', id);
  const now = stanceNames[stance.stance];
  const words = !was
    ? now
    : was.stance === stance.stance
      ? `${now}, again`
      : `${now}, before that ${stanceNames[was.stance]}`;
  return { point: stance.point, words, state: stance.stance, outcome: stance.reason };
}

function lineTold(id: string, rows: RowReader): Told | null {
  const line = rows.get('redLines', id);
  if (!line) return null;
  const code = rows.get('parties', line.party)?.code ?? line.party;
  const last = line.states.at(-1);
  return {
    point: null,
    words: `of ${code}, “${line.statement}”`,
    state: last?.state ?? 'held',
    outcome: last?.note ?? null,
  };
}
