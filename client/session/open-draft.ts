// From an address to a live draft: asks the server who sits in this seat, or, where it cannot be reached, remembers;
// takes over what closed pages have left; and notices where the server's past is not the one that this browser has
// seen. Draws nothing.
import type { DraftView } from '../../shared/api/contract.ts';
import type { DraftId, MemberId, SeatId } from '../../shared/ids.ts';
import { actRetryMs } from '../../shared/limits.ts';
import { ApiProblem, api } from '../api/api-client.ts';
import { rest } from '../api/retry-after.ts';
import { cannotFollow } from '../evidence/chain-links.ts';
import { browserStores } from '../local/browser-stores.ts';
import type { HeldPlace } from '../local/held-place.ts';
import type { LocalDraft } from '../local/local-draft.ts';
import type { KeptWords } from '../local/own-work.ts';
import { lostSeat, noteView, seenView } from '../local/seen-views.ts';
import { fallbackSocket } from '../sync/fallback-socket.ts';
import { storedWords } from '../sync/stored-words.ts';
import { BrowserDraft } from './browser-draft.ts';
import { DraftSession } from './draft-session.ts';
import type { SessionParts } from './session-parts.ts';

/** Whose it was: what they had not sent is kept for them (seat/lost-seat.ts). */
export class SeatLost extends Error {
  override name = 'SeatLost';
  readonly place: HeldPlace;
  constructor(reason: string, place: HeldPlace) {
    super(reason);
    this.place = place;
  }
}

const socket = fallbackSocket({ WebSocket, ask: (url, init) => fetch(url, init) });

/**
 * `onOtherPast`: the draft has to be opened anew. Rejects with SeatLost, ApiProblem, or NotReached where nothing is
 * remembered.
 */
export async function openDraft(
  draft: DraftId,
  seat: SeatId,
  onOtherPast: () => void,
  until: AbortSignal,
): Promise<DraftSession> {
  const first = await whoSits(draft, seat);
  const local = await openLocal(draft, first.view.seat.member);
  // What does not fit is asked for again: another tab may have been told of more since the first answer.
  const { view, seenAt } = pastOf(first, local, false) === 'same' ? first : await whoSits(draft, seat);
  const left = await local.work.left();
  const stored = await storedWords(local, left.points);
  const past = pastOf({ view, seenAt }, local, stored.isNested);
  let unsent: SessionParts['unsent'] = { words: [], reason: '' };
  if (past !== 'same') {
    keepDisputes(view, past, local);
    unsent = { words: stored.words, reason: pastReasons[past] };
    await local.deleteCopies();
  }
  if (seenAt === null) noteView(browserStores, view, Date.now());
  return new DraftSession({
    view,
    seenAt,
    local,
    receipts: local.receipts,
    left: past === 'anew' ? { ...left, kept: [...left.kept, anewNotice(local)] } : left,
    unsent,
    server: {
      url: `${location.origin.replace(/^http/, 'ws')}/sync/${draft}`,
      socket,
      reachable:
        seenAt === null
          ? Promise.resolve(null)
          : untilReached(draft, seat, local, until).then(fresh => fresh ?? reopens(onOtherPast)),
      act: act => api.act(draft, seat, act),
      draft: () => api.draft(draft, seat),
      links: async (part, after) => (await api.links(draft, seat, part, after)).links,
      key: async () => (await api.key()).key,
    },
    onNetworkChange: (listener, signal) => {
      for (const event of ['online', 'offline']) addEventListener(event, listener, { signal });
    },
    onOtherPast,
  });
}

/** A tab keeps its slot as long as it lives, also when a draft is opened anew in it. */
const locals = new Map<string, Promise<BrowserDraft>>();

export function openLocal(draft: DraftId, member: MemberId): Promise<BrowserDraft> {
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
    const place = seen?.view.seat ?? lostSeat(browserStores, seat);
    if (place?.draft !== draft) throw error;
    if (seen && (!(error instanceof ApiProblem) || error.status >= 500 || error.status === 429))
      return { view: seen.view, seenAt: seen.at };
    if (error instanceof ApiProblem && (error.status === 401 || error.status === 403))
      throw new SeatLost(error.problem.detail, { id: seat, draft, member: place.member });
    throw error;
  }
}

/**
 * A page that was opened from memory waits for the server. Null: its past is not the one that is remembered, or the
 * seat is gone.
 */
async function untilReached(
  draft: DraftId,
  seat: SeatId,
  local: BrowserDraft,
  until: AbortSignal,
): Promise<DraftView | null> {
  while (!until.aborted) {
    try {
      const view = await api.draft(draft, seat);
      const { isNested } = await storedWords(local, (await local.work.left()).points);
      if (pastOf({ view, seenAt: null }, local, isNested) !== 'same') return null;
      noteView(browserStores, view, Date.now());
      return view;
    } catch (error) {
      const isBusy = error instanceof ApiProblem && error.status === 429;
      if (error instanceof ApiProblem && error.status < 500 && !isBusy) return null;
      await rest((isBusy ? error.retryAfterMs : null) ?? actRetryMs, until);
    }
  }
  return new Promise(() => {}); // nobody waits any more
}

/** Opening anew sorts it out; this session joins no room. */
function reopens(onOtherPast: () => void): Promise<never> {
  onOtherPast();
  return new Promise(() => {});
}

type Past = 'same' | 'nested' | 'other' | 'anew';
type Sits = Awaited<ReturnType<typeof whoSits>>;

/**
 * Whether what this browser was told of the draft, and holds of it, can be a part of what the server has. Nobody can
 * tell without the server. `isNested`: it holds words in a form that the server has given up (stored-words.ts).
 */
function pastOf({ view, seenAt }: Sits, local: BrowserDraft, isNested: boolean): Past {
  if (seenAt !== null) return 'same';
  const { madeAt } = local.receipts;
  if (madeAt !== null && madeAt !== view.madeAt) return 'anew';
  const isOther = parts.some(part =>
    [local.receipts.newest(part), local.head(part)].some(told => told && cannotFollow(told, view.heads[part])),
  );
  if (isOther || local.areCopiesStale) return 'other';
  return isNested ? 'nested' : 'same';
}

const parts = ['text', 'shared'] as const;

function keepDisputes({ heads }: DraftView, past: Past, { receipts }: BrowserDraft): void {
  if (past !== 'other') return;
  for (const part of parts) {
    const told = receipts.newest(part);
    if (told && cannotFollow(told, heads[part])) receipts.dispute(part, told, heads[part], Date.now());
  }
}

const pastReasons = {
  nested: 'Since these words were written the program keeps words in another form, and they could not be put into it.',
  other: 'The server shows another past than it told, and these words could not be put back into it.',
  anew: 'The draft was made anew, and the point that these words belong to is gone.',
};

/** Until its member dismisses it, also after a reload. */
function anewNotice({ work }: LocalDraft): KeptWords {
  const at = Date.now();
  const notice = {
    id: `past-${at}`,
    point: null,
    words: '',
    reason: 'This draft was made anew since you last saw it.',
    at,
  };
  work.putKept(notice);
  return notice;
}
