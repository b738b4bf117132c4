// From an address to a live draft: asks the server who sits in this seat, or, where it cannot be reached, remembers; takes over what closed pages have left;
// and notices where the server's past is not the one that this browser has seen. Draws nothing.
import * as Y from 'yjs';
import type { DraftView } from '../../shared/api/contract.ts';
import type { DraftId, MemberId, SeatId } from '../../shared/ids.ts';
import { actRetryMs } from '../../shared/limits.ts';
import { ApiProblem, api } from './api-client.ts';
import { BrowserDraft } from './browser-draft.ts';
import { browserStores } from './browser-stores.ts';
import { DraftSession } from './draft-session.ts';
import { fallbackSocket } from './fallback-socket.ts';
import { keptFrom } from './kept-words.ts';
import type { LocalDraft } from './local-draft.ts';
import type { KeptWords, UnsentPoint } from './own-work.ts';
import { forgetView, noteView, seenView } from './seen-views.ts';
import type { SessionParts } from './session-parts.ts';
import type { Unsent } from './text-link.ts';
import { textOf } from './text-link.ts';

/** The seat is gone, and with it what was synced; what its member had not sent is kept. */
export class SeatLost extends Error {
  override name = 'SeatLost';
  readonly kept: readonly KeptWords[];
  constructor(reason: string, kept: readonly KeptWords[]) {
    super(reason);
    this.kept = kept;
  }
}

const socket = fallbackSocket({ WebSocket, ask: (url, init) => fetch(url, init) });

/** `onOtherPast`: the draft has to be opened anew. Rejects with SeatLost, ApiProblem, or a TypeError where nothing is remembered. */
export async function openDraft(
  draft: DraftId,
  seat: SeatId,
  onOtherPast: () => void,
  until: AbortSignal,
): Promise<DraftSession> {
  const { view, seenAt } = await whoSits(draft, seat);
  const local = await openLocal(draft, view.seat.member);
  const left = await local.work.left();
  const past = seenAt === null ? pastOf(view, seenView(browserStores, seat)?.view ?? null, local) : 'same';
  let unsent: SessionParts['unsent'] = { words: [], reason: '' };
  if (past !== 'same') {
    unsent = { words: await wordsIn(local, left.points), reason: pastReasons[past] };
    await local.forgetCopies();
  }
  if (seenAt === null) noteView(browserStores, view, Date.now());
  return new DraftSession({
    view,
    seenAt,
    local,
    left: past === 'same' ? left : { ...left, kept: [...left.kept, pastNotice(past)] },
    unsent,
    server: {
      url: `${location.origin.replace(/^http/, 'ws')}/sync/${draft}`,
      socket,
      reachable:
        seenAt === null
          ? Promise.resolve(null)
          : untilReached(draft, seat, view, local, until).then(fresh => fresh ?? reopens(onOtherPast)),
      act: act => api.act(draft, seat, act),
      draft: () => api.draft(draft, seat),
    },
    onNetworkChange: (listener, signal) => {
      for (const event of ['online', 'offline']) addEventListener(event, listener, { signal });
    },
    onOtherPast,
  });
}

/** A tab keeps its slot as long as it lives, also when a draft is opened anew in it. */
const locals = new Map<string, Promise<BrowserDraft>>();

function openLocal(draft: DraftId, member: MemberId): Promise<BrowserDraft> {
  const key = `${draft} ${member}`;
  const opened = locals.get(key) ?? BrowserDraft.open(browserStores, draft, member);
  locals.set(key, opened);
  return opened;
}

async function whoSits(draft: DraftId, seat: SeatId): Promise<{ view: DraftView; seenAt: number | null }> {
  try {
    return { view: await api.draft(draft, seat), seenAt: null };
  } catch (error) {
    const seen = seenView(browserStores, seat);
    if (!seen || seen.view.seat.draft !== draft) throw error;
    if (!(error instanceof ApiProblem) || error.status >= 500) return { view: seen.view, seenAt: seen.at };
    if (error.status === 401 || error.status === 403) throw await giveUpSeat(seen.view, error.problem.detail);
    throw error;
  }
}

/** A page that was opened from memory waits for the server. Null: its past is not the one that is remembered, or the seat is gone. */
async function untilReached(
  draft: DraftId,
  seat: SeatId,
  seen: DraftView,
  local: LocalDraft,
  until: AbortSignal,
): Promise<DraftView | null> {
  while (!until.aborted) {
    try {
      const view = await api.draft(draft, seat);
      if (pastOf(view, seen, local) !== 'same') return null;
      noteView(browserStores, view, Date.now());
      return view;
    } catch (error) {
      if (error instanceof ApiProblem && error.status < 500) return null;
      await new Promise(resolve => setTimeout(resolve, actRetryMs));
    }
  }
  return new Promise(() => {}); // nobody waits any more
}

/** Opening anew sorts it out; this session joins no room. */
function reopens(onOtherPast: () => void): Promise<never> {
  onOtherPast();
  return new Promise(() => {});
}

/** What was synced is deleted; own words that were not sent are kept to copy. */
async function giveUpSeat(view: DraftView, reason: string): Promise<SeatLost> {
  const { draft, member, id } = view.seat;
  const local = await openLocal(draft, member);
  const left = await local.work.left();
  const words = await wordsIn(local, left.points);
  const kept = keptFrom(words, left.acts, Date.now());
  for (const each of kept) local.work.putKept(each);
  for (const { point } of words) local.work.removePoint(point);
  for (const { id: act } of left.acts) local.work.removeAct(act);
  await local.forgetCopies();
  forgetView(browserStores, id);
  return new SeatLost(reason, [...left.kept, ...kept]);
}

type Past = 'same' | 'restored' | 'anew';

/** Whether what this browser has seen of the draft is a part of what the server has. */
function pastOf(view: DraftView, seen: DraftView | null, local: LocalDraft): Past {
  if (seen && seen.madeAt !== view.madeAt) return 'anew';
  for (const part of ['text', 'shared'] as const) {
    const [was, is] = [local.head(part), view.heads[part]];
    if (was && (is.seq < was.seq || (is.seq === was.seq && is.hash !== was.hash))) return 'restored';
  }
  return 'same';
}

const pastReasons = {
  restored: 'The server has come back with an older copy of the draft, and these words could not be put back into it.',
  anew: 'The draft was made anew, and the point that these words belong to is gone.',
};

function pastNotice(past: Exclude<Past, 'same'>): KeptWords {
  const reason = {
    restored:
      'The server has come back with an older copy of this draft: what was written since that copy is not in it. What you had not sent was put back where that was possible.',
    anew: 'This draft was made anew since you last saw it.',
  }[past];
  return { id: `past-${Date.now()}`, point: null, words: '', reason, at: Date.now() };
}

/** Each point's text as the stored copy has it, beside what it was before the first unsent word. */
async function wordsIn(local: LocalDraft, points: readonly UnsentPoint[]): Promise<readonly Unsent[]> {
  if (points.length === 0) return [];
  const doc = new Y.Doc();
  const copy = local.openCopy('text', 'present', doc);
  await copy.loaded;
  copy.close();
  return points.map(({ point, base }) => ({ point, base, mine: textOf(doc, point) }));
}
