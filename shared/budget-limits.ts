// What one member, draft or address may ask and cost: budgets by kind, turns, and the times after which the server says
// that something held it. What drafts hold stands in limits.ts.
import { readerActsBurst, readerActsPerSecond, readerLooksBurst, readerLooksPerSecond } from './limits.ts';
import { bytesBurst, bytesPerSecond, framesBurst, framesPerSecond } from './wire-limits.ts';

/**
 * What one member may ask of a draft, by kind: a second, and at once (server/budgets). `draftTimes`: how many members
 * at their most one draft may hold; what members take turns at, or costs little, is bound by each alone. Whoever is
 * over waits and loses nothing, so these bound programs, not people.
 */
export const allowances = {
  frames: { perSecond: framesPerSecond, burst: framesBurst, draftTimes: 200 },
  bytes: { perSecond: bytesPerSecond, burst: bytesBurst, draftTimes: 200 },
  /** Sockets and lines that are opened: 20 tabs come back at once after a restart, each with two. */
  sockets: { perSecond: 1, burst: 80, draftTimes: 200 },
  /**
   * Rooms that are asked for: one for each of those sockets. A state vector that no cache serves costs by the size of
   * the draft.
   */
  joins: { perSecond: 0.5, burst: 80, draftTimes: 200 },
  /** A person does a few a second at most; an outbox after a day without a connection brings hundreds. */
  acts: { perSecond: 4, burst: 400, draftTimes: 200 },
  /** What a page asks when it opens, and when its person looks at something. */
  requests: { perSecond: 20, burst: 300, draftTimes: 200 },
  /** Waiting for what a line has to say: each answer is followed by another request. */
  polls: { perSecond: 100, burst: 1_000, draftTimes: 200 },
  /**
   * The history searched for words: up to 0.1 s of the thread that reads it. One at each word typed, and then pages of
   * it.
   */
  searches: { perSecond: 1, burst: 30, draftTimes: 20 },
  /** Moments, comparisons, the density of the timeline: 0.1 s of the record's thread. Somebody walks through a day. */
  lookBacks: { perSecond: 2, burst: 100, draftTimes: 20 },
  /** Each reads all of a draft, or of its record. */
  exports: { perSecond: 0.1, burst: 20, draftTimes: 10 },
  /** Files and outlines that are brought in: 10 s of a thread each, at most. */
  documents: { perSecond: 0.2, burst: 20, draftTimes: 10 },
  /** A reader's page looks every ten seconds and after each act; the whole copy counts as `wholeCopyLooks`. */
  readerLooks: { perSecond: readerLooksPerSecond, burst: readerLooksBurst, draftTimes: 50 },
  readerActs: { perSecond: readerActsPerSecond, burst: readerActsBurst, draftTimes: 50 },
  /** Milliseconds of the main thread, as measured: a twentieth of it, and half a second at once. */
  workMs: { perSecond: 50, burst: 500, draftTimes: 200 },
  /**
   * Likewise of all from one address of whom nobody knows who they are: a tenth of the main thread. Who has taken a
   * seat is not among them; a page that opens takes 15 ms of it, so that some sixty people open theirs at once.
   */
  strangerMs: { perSecond: 100, burst: 1_000, draftTimes: 1, addressTimes: 1 },
  /**
   * Bytes of bodies that were refused before they had come, and are thrown away so that the answer is read; by address.
   * Beyond that the connection is cut.
   */
  refusedBytes: { perSecond: 2 ** 20, burst: 16 * 2 ** 20, draftTimes: 1, addressTimes: 1 },
  /** How the server is, asked by whoever watches over it. Beyond that one waits as strangers do. */
  healthChecks: { perSecond: 5, burst: 20, draftTimes: 1, addressTimes: 1 },
  /** The sample made afresh, by address: 0.08 s of the main thread, and 0.4 s until it is on the disk. */
  resets: { perSecond: 0.5, burst: 30, draftTimes: 1, addressTimes: 1 },
} as const;
/**
 * What a stranger's request takes at least, with what no clock tells apart: its connection, its head, the answer on its
 * way out. In ms.
 */
export const strangerMsEach = 0.5;
/** What it takes beside that to open and to close a connection, at which no clock is read. In ms. */
export const connectionMs = 0.5;
/** Requests of strangers that begin in one round of the event loop: 2 ms of it, then everybody else comes first. */
export const strangersAtOnce = 4;
/** Strangers that wait are looked at after this at the latest. */
export const strangersLookedAtMs = 250;
/** What a request costs that came before the answers to those ahead of it, and is read for nothing. In ms. */
export const requestAheadMs = 0.05;
/** So long the answer to a member waits who owes time on the main thread. */
export const owingWaitMsMax = 500;
/** Keys (cookies and links) that opened something lately, and are let in at once: of more, the latest. */
export const knownKeysMax = 20_000;
/**
 * How many members at their most may come from one address: a whole conference behind one, with a proxy that was not
 * named.
 */
export const addressTimes = 400;
/**
 * Members, drafts and addresses whose budgets are remembered, each: whoever fills that up is forgotten before those who
 * asked lately.
 */
export const pursesMax = 20_000;
/**
 * What holds the main thread for longer is logged with its kind and author: more than the whole tick of a busy server.
 */
export const slowWorkMs = 40;
/**
 * What waits is judged for so long in one tick of one draft, and those who joined are answered for so long; the rest
 * has its turn in the next.
 */
export const tickWorkMs = 25;
export const joinWorkMs = 15;
/** Whoever has held a tick for longer than this comes after those who have not. */
export const turnMs = 5;
/** Frames of one writer that are judged together, and changes of one member that may wait for their turn. */
export const framesPerTurnMax = 64;
export const pendingPerMemberMax = 1_000;
/**
 * Presence states of one frame that are read: a client speaks for itself; stock clients echo what they hear, which
 * means nothing here.
 */
export const presenceStatesMax = 8;
/** Messages of one parcel: more than a page sends at once. */
export const parcelMessagesMax = 512;
/** A socket that is not read is looked at again after this at the latest. */
export const restMsMax = 5_000;
/**
 * A page waits so long for a busy server, as often as that, before it says so to its person. Acts and words wait for
 * ever.
 */
export const busyPatienceMs = 15_000;
export const busyTriesMax = 4;
/**
 * Kept words that were dismissed can be brought back so long: as long as somebody may take to see that they were wrong.
 */
export const dismissedShownMs = 30_000;
/**
 * A stance that was taken by mistake can be undone so long, by the server's clock. The page offers it for less.
 */
export const stanceUndoMs = 30_000;
export const undoOfferedMs = 5_000;
/** Stances of one draft that can be undone at a time; of more, the newest. */
export const takenStancesMax = 1_000;
