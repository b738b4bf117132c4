// The rows that the readers of a circulation are sent, field by field. Whoever gives a row a new field is told by the
// compiler to decide here whether it is sent: nothing goes along by itself. Pure.
import { MemberId } from '../../shared/ids.ts';
import type {
  By,
  CirculationRow,
  CommentRow,
  FlagRow,
  PartyRow,
  PointRow,
  RedLineRow,
  ThemeRow,
  ThreadRow,
  VersionRow,
} from '../../shared/rows/schema.ts';

/** What is left of a row when all its fields have been named. A field that was not does not compile. */
type NothingElse = Record<string, never>;
const andNothing = (_: NothingElse): void => undefined;

const never = { seq: 0, hash: '' };

export function sentTheme({ id, title, rank: _, state: __, ...rest }: ThemeRow, rank: string): ThemeRow {
  andNothing(rest);
  return { id, title, rank, state: { kind: 'present' } };
}

export function sentPoint({ id, theme, title, rank: _, state: __, ...rest }: PointRow, rank: string): PointRow {
  andNothing(rest);
  return { id, theme, title, rank, state: { kind: 'open' } };
}

export function sentParty(
  { id, code, name, colour, shape, rank: _, state: __, ...rest }: PartyRow,
  rank: string,
): PartyRow {
  andNothing(rest);
  return { id, code, name, colour, shape, rank, state: { kind: 'present' } };
}

export function sentVersion({ id, name, by, at, text: _, shared: __, ...rest }: VersionRow): VersionRow {
  andNothing(rest);
  return { id, name, by, at, text: never, shared: never };
}

/** Of its readers, the one it is for. */
export function sentCirculation(
  { id, version, by, at, until, parties, readers, ...rest }: CirculationRow,
  reader: MemberId,
): CirculationRow {
  andNothing(rest);
  return { id, version, by, at, until, parties, readers: readers.filter(each => each.id === reader) };
}

type Sent = { readonly code: string; readonly points: RedLineRow['points']; readonly at: number };

/** The party's words and their source; not who wrote them down, nor how they came to stand so. */
export function sentRedLine(line: RedLineRow, { code, points, at }: Sent): RedLineRow {
  const { id, party, theme, statement, source, states, points: _, by: __, at: ___, earlier: ____, ...rest } = line;
  andNothing(rest);
  const by: By = { member: MemberId.parse('nobody'), name: code, party, role: 'head' };
  const state = states.at(-1)?.state ?? 'held';
  return { id, party, theme, statement, source, points, by, at, states: [{ state, note: null, by, at }], earlier: [] };
}

export function sentThread(thread: ThreadRow, anchor: ThreadRow['anchor'], lastAt: number): ThreadRow {
  const { id, point, by, at, on, anchor: _, lastAt: __, state: ___, ...rest } = thread;
  andNothing(rest);
  return { id, point, anchor, by, at, lastAt, ...(on && { on }), state: { kind: 'open' } };
}

export function sentComment({ id, thread, by, at, rewritten, body, ...rest }: CommentRow): CommentRow {
  andNothing(rest);
  return { id, thread, by, at, ...(rewritten !== undefined && { rewritten }), body };
}

/** What became of it in the draft is the draft's own: to the readers it stands as it was said. */
export function sentFlag(flag: FlagRow, anchor: FlagRow['anchor']): FlagRow {
  const { id, point, redLine, owner, severity, reason, by, at, on, rewritten, state, ...others } = flag;
  const { anchor: _, lastAt: __, answer: ___, thread: ____, ...rest } = others;
  andNothing(rest);
  return {
    id,
    point,
    anchor,
    redLine,
    owner,
    severity,
    reason,
    by,
    at,
    lastAt: at,
    ...(on && { on }),
    ...(rewritten !== undefined && { rewritten }),
    answer: { kind: 'claimed' },
    state: state.kind === 'withdrawn' ? state : { kind: 'open' },
    thread: null,
  };
}
