// The discussion as the margin draws it, made from rows, anchors, unposted texts and the reader's state. Reads only;
// changes nothing.
import type { MemberId, ThreadId } from '../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import type { OverlayRows } from '../../shared/rows/row-store.ts';
import type { PartyRow, ThreadRow } from '../../shared/rows/schema.ts';
import type { ThreadView } from '../../shared/rows/threads.ts';
import { threadsOf } from '../../shared/rows/threads.ts';
import type { DraftSnapshot } from '../session/session.ts';
import type { Anchored, PlacedAnchors } from '../ui/word-marks/placed-anchors.ts';
import { startOf } from '../ui/word-marks/placed-anchors.ts';
import type { Card, ThreadCounts } from './thread-list.ts';
import { countCards, reuseCards, shownCards, sortedCards } from './thread-list.ts';
import type { ThreadsState } from './threads-state.ts';
import { activeThread, isComposing } from './threads-state.ts';
import type { NewTarget, Unposted } from './unposted.ts';
import { targetKey } from './unposted.ts';

/** Keeps its identity until something in it changes, and so do its cards. */
export type DiscussionView = {
  readonly isLoaded: boolean;
  readonly state: ThreadsState;
  /** All threads in the chosen order, and those that the filter shows. */
  readonly all: readonly Card[];
  readonly shown: readonly Card[];
  readonly counts: ThreadCounts;
  /** Point id to number. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly parties: ReadonlyMap<string, PartyRow>;
  /** New comments that were begun and closed, or came back refused; without the one being written. */
  readonly begun: readonly Begun[];
};

/** A comment on new words that was begun and is not posted. */
export type Begun = { readonly target: NewTarget; readonly text: string; readonly refusal: string | null };

export const emptyView = (state: ThreadsState): DiscussionView => ({
  isLoaded: false,
  state,
  all: [],
  shown: [],
  counts: { open: 0, resolved: 0, all: 0, mine: 0 },
  numbers: new Map(),
  parties: new Map(),
  begun: [],
});

export type ViewParts = {
  readonly snapshot: DraftSnapshot;
  readonly state: ThreadsState;
  readonly me: MemberId;
  readonly unposted: readonly Unposted[];
  readonly places: PlacedAnchors;
  readonly refusals: ReadonlyMap<ThreadId, string>;
  readonly before: DiscussionView;
};

export function discussionView({ snapshot, state, me, unposted, places, refusals, before }: ViewParts): DiscussionView {
  const { rows, isLoaded } = snapshot;
  const threads = threadsOf(rows);
  const begun = unposted.flatMap(each => asBegun(each, rows));
  places.show([...threads.flatMap(({ row }) => anchoredThread(row)), ...anchoredTargets(begun, state)]);
  const numbers = numbersOf(outlineOf(rows));
  const touched = new Set([...rows.touched('threads'), ...rows.touched('comments')]);
  const cards = threads.map(thread => cardOf(thread, { places, numbers, touched, refusals }));
  const placeOf = (card: Card): number => startOf(places.placeOf(card.row.id));
  const all = reuseCards(before.all, sortedCards(cards, state.sort, placeOf));
  return reuseView(before, {
    isLoaded,
    state,
    all,
    shown: shownCards(all, { filter: state.filter, me, active: activeThread(state) }),
    counts: countCards(all, me),
    numbers: isSameMap(before.numbers, numbers) ? before.numbers : numbers,
    parties: reuseParties(before.parties, rows.all('parties')),
    begun: begun.filter(({ target }) => !isComposing(state, target)),
  });
}

/** The same picture keeps its identity: another's typing reaches the session, and must draw nothing here. */
function reuseView(before: DiscussionView, now: DiscussionView): DiscussionView {
  const isSame =
    before.isLoaded === now.isLoaded &&
    before.state === now.state &&
    before.all === now.all &&
    before.numbers === now.numbers &&
    before.parties === now.parties &&
    before.begun.length === now.begun.length &&
    now.begun.every(({ target, text, refusal }, i) => {
      const old = before.begun[i];
      return old?.target === target && old.text === text && old.refusal === refusal;
    });
  return isSame ? before : now;
}

const isSameMap = <V>(a: ReadonlyMap<string, V>, b: ReadonlyMap<string, V>): boolean =>
  a.size === b.size && [...b].every(([key, value]) => a.get(key) === value);

function cardOf(
  { row, comments }: ThreadView,
  from: Pick<ViewParts, 'places' | 'refusals'> & { numbers: ReadonlyMap<string, number>; touched: ReadonlySet<string> },
): Card {
  const ids = [row.id, ...comments.map(({ id }) => id)];
  return {
    row,
    comments,
    standing: row.anchor === null ? 'point' : (from.places.placeOf(row.id)?.kind ?? 'exact'),
    number: from.numbers.get(row.point) ?? null,
    waiting: new Set(ids.filter(id => from.touched.has(id))),
    refusal: from.refusals.get(row.id) ?? null,
  };
}

const anchoredThread = ({ id, point, anchor }: ThreadRow): readonly Anchored[] =>
  anchor ? [{ key: id, point, anchor }] : [];

function anchoredTargets(begun: readonly Begun[], { focus }: ThreadsState): readonly Anchored[] {
  const targets = new Map(begun.map(({ target }) => [targetKey(target), target]));
  if (focus.kind === 'composing') targets.set(targetKey(focus.target), focus.target);
  return [...targets].flatMap(([key, target]) =>
    target.kind === 'words' ? [{ key, point: target.point, anchor: target.anchor }] : [],
  );
}

/** Also those whose point was removed: they can be copied, or opened elsewhere. */
function asBegun({ target, text, refusal }: Unposted, rows: OverlayRows): readonly Begun[] {
  if (target.kind !== 'point' && target.kind !== 'words') return [];
  const point = rows.get('points', target.point);
  return point ? [{ target, text, refusal }] : [];
}

function reuseParties(
  before: ReadonlyMap<string, PartyRow>,
  parties: readonly PartyRow[],
): ReadonlyMap<string, PartyRow> {
  const now = new Map(parties.map(party => [party.id, party]));
  return isSameMap(before, now) ? before : now;
}
