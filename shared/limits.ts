// Every other bound in one place, unit in the name, reason beside it: what drafts hold, what requests and people may
// ask. Those of the wire and of the gate
// stand in wire-limits.ts, those of time and turns in budget-limits.ts. Nothing else in the code holds a bare limit.

/**
 * A file that is brought in, and an outline made of one: all letters that a draft takes, of three bytes each, in short
 * paragraphs. A Word file of 300 points is about 200 kB.
 */
export const importBytesMax = 10 * 1024 * 1024;
export const outlineBytesMax = 5 * 1024 * 1024;
/**
 * Braces of an outline that is brought in: one for each paragraph, list item and run of one style, those in its words
 * too. The largest draft, of 20,000 paragraphs of 60 letters, has 40,000; so many take 45 ms of the main thread,
 * however few their bytes.
 */
export const outlineBracesMax = 60_000;
/** What a Word file may hold unpacked, how much more that may be than packed, and how many parts. */
export const unpackedBytesMax = 100 * 1024 * 1024;
export const unpackRatioMax = 100;
export const archiveEntriesMax = 2_000;
/** One file is read for at most this long, in at most this much memory, two at a time while a few wait. */
export const importMs = 10_000;
export const importMegabytesMax = 256;
export const importsAtOnceMax = 2;
export const importsWaitingMax = 8;

/** JSON body of one request. A comment is at most 20,000 characters, in UTF-8 at most 80 kB. */
export const bodyBytesMax = 256 * 1024;
/**
 * Bodies on their way at once, in the whole server and of one who asks; and files apart, each of which may be an
 * importBytesMax. What was announced counts.
 */
export const bodiesHeldBytesMax = 32 * 1024 * 1024;
export const bodiesHeldPerAskerBytesMax = 8 * 1024 * 1024;
export const filesHeldBytesMax = 96 * 1024 * 1024;
export const filesHeldPerAskerBytesMax = 24 * 1024 * 1024;
/** A body brings this much in each such stretch of time, or is given up: a tenth of what a poor line brings. */
export const bodyPaceMs = 10_000;
export const bodyPaceBytesMin = 40 * 1024;
/** A file by the poorest line that keeps that pace; and how often that is looked at. */
export const requestMaxMs = 5 * 60_000;
export const requestsLookedAtMs = 5_000;
/** Headers are small: whoever takes longer for them sends none. */
export const headersMaxMs = 10_000;
/**
 * After an answer that did not wait for the rest of the body, so long that rest is thrown away unread: a browser reads
 * the answer when it has sent all.
 */
export const refusedBodyMaxMs = 30_000;
/** Wrong places of a request that its answer names, and what it says of them. */
export const issuesToldMax = 5;
export const issuesToldCharsMax = 1_000;
export const commentCharsMax = 20_000;
export const titleCharsMax = 200;
export const nameCharsMax = 80;
export const outcomeCharsMax = 2_000;
/** Letters of one point's words, however they came there: sixty pages. */
export const pointTextCharsMax = 100_000;
/** Letters of all points that stand: 150,000 words of eight. A page shows so many in some seconds. */
export const draftTextCharsMax = 1_200_000;
/**
 * Bytes of the words' document with what was deleted: a page reads all of it before it shows any. So many letters,
 * typed and corrected by people, take 3 MB to 5 MB.
 */
export const draftTextBytesMax = 16 * 1024 * 1024;
/**
 * Times as many letters are taken from whoever types: of words that replace others the new ones arrive first, and for a
 * moment both stand.
 */
export const replacingTimes = 2;
/** The share of these bounds from which a page says how much is left. */
export const nearlyFull = 0.9;
/**
 * Paragraphs, quotes and list items of a point that is brought in or back, and runs of one style in each: none honest
 * comes near.
 */
export const blocksPerPointMax = 20_000;
export const runsPerBlockMax = 20_000;
/** Quoted words of an anchor; of a longer selection the beginning is quoted. */
export const quoteCharsMax = 2_000;
/** What is kept of the words before and after them: enough to know them by when a line break has written them anew. */
export const anchorContextChars = 64;
/**
 * Words that stand in a point more often than this are not looked for again, and so far from them at most their
 * neighbours are.
 */
export const twinsMax = 200;
export const neighbourLettersMax = 2_000;
/**
 * How long a page looks for words that their anchors lost, in one frame; once for what is said and once for flags. With
 * half a frame left, nobody's typing waits.
 */
export const wordSearchMs = 4;
/** What a party says it will not cross, in one or two sentences. */
export const statementCharsMax = 1_000;
/** Why a flag was raised, a stance taken, a red line softened. */
export const reasonCharsMax = 2_000;
/**
 * A key this soon after it was let go is pressed twice, and what came to its place meanwhile is not meant. Whoever
 * sends with two keys takes up to 700 ms from one press to the next.
 */
export const doublePressMs = 800;
/** The same of a pointer: as long as systems let the two halves of a double click be apart. */
export const doubleClickMs = 500;
export const redLinesPerDraftMax = 500;
export const flagsPerDraftMax = 5_000;
/** What one member may use up of their side's share of flags and of threads (shared/acts/quotas.ts). */
export const memberPart = 3 / 4;
/** Changes of one red line's state, and earlier wordings of one red line or flag, that its own history keeps. */
export const changesPerRowMax = 100;
/** Points that one red line bears on. */
export const pointsPerRedLineMax = 50;
export const pointsPerDraftMax = 1_000;
/** Beyond this the ranks of siblings are made anew: some 600 moves into one gap. */
export const rankCharsMax = 100;
export const themesPerDraftMax = 100;
export const partiesPerDraftMax = 40;
export const threadsPerDraftMax = 20_000;
export const commentsPerThreadMax = 1_000;
/** Entries of one page of history. */
export const historyPageMax = 200;
/** A pause that ends a run of typing by one person in one point. */
export const typingRunGapMs = 5 * 60_000;
/**
 * A growing run moves to the top of history once in this long: moving it at every letter would rewrite six more pages
 * of disk.
 */
export const historyMoveMs = 2_000;
/** From SIGTERM to exit at most this long. */
export const drainMs = 8_000;
/** Seats one browser session may hold. */
export const seatsPerSessionMax = 24;
/** Quiet after the last edit before clients are told what the touched bodies should read. */
export const bodyCheckQuietMs = 1_500;
/** Wait between two acts of a client that its outbox retries. */
export const actRetryMs = 1_000;
/** Between two tries of a page to store what its browser did not store, e.g. on a full disk. */
export const storeRetryMs = 3_000;
/**
 * Times that the server answers one act with an error of its own, or misses its words, before it is given back to its
 * author and the next one goes: half a minute.
 */
export const actTriesMax = 30;
/**
 * Acts of this draft whose answers are remembered in memory, so that a resend while the first is in flight meets it.
 */
export const actsRememberedMax = 2_000;
/** A state vector: 2,000 client ids at ten bytes each, with room. */
export const stateVectorBytesMax = 64 * 1024;

/**
 * Rows of a document between two checkpoints: what a moment replays at most, about 60 ms of typing with its authors.
 */
export const checkpointEveryRows = 2_500;
/**
 * Lines of the history that one search for words looks at, from its cursor on: the thread that reads them also lets
 * people in.
 */
export const historySearchedLinesMax = 10_000;
/** Pages of the history that are read at once in the whole server, in turns, and those that wait of one member. */
export const historyAtOnceMax = 2;
export const historyWaitingMax = 16;
/** Counts over a draft's whole history that are kept until it changes: two of each draft that is looked at. */
export const draftAnswersKept = 64;
/** Free words that the history is searched for. */
export const historyWordsMax = 200;
/** Away for longer than this, a member's next coming is another visit. */
export const visitGapMs = 30 * 60_000;
/**
 * A member's presence is noted no more often than this; so much may be shown again that they saw at the end of a visit.
 */
export const visitNoteMs = 5 * 60_000;
/** Points and threads that one request may mark as read: all of a large draft. */
export const readingMarksMax = 5_000;
/** Stretches of time that the density of the timeline is counted in: more than a wide screen has columns for. */
export const densityBucketsMax = 400;
/** Named versions of one draft. */
export const versionsPerDraftMax = 500;
/** Circulated versions, of one draft, and readers of each: a circle one still knows by name. */
export const circulationsPerDraftMax = 500;
export const readersPerCirculationMax = 50;
/** So long a link may lead to a version: a season of talks. */
export const circulationMsMax = 180 * 86_400_000;
/**
 * Threads, comments and flags of one reader, each counted again when it is rewritten: whoever found a link cannot fill
 * the draft, nor the disk.
 */
export const saidPerReaderMax = 300;
/**
 * What one reader may ask and say, a second and at once. A page looks every ten seconds and after each act; the whole
 * copy counts as ten looks.
 */
export const readerLooksPerSecond = 1;
export const readerLooksBurst = 100;
export const wholeCopyLooks = 10;
export const readerActsPerSecond = 0.2;
export const readerActsBurst = 30;
/** A page that reads a circulated version asks this often what its other readers said. */
export const circulatedPollMs = 10_000;
/** A pause after which the next change begins another sitting: what stood before it is a version by itself. */
export const quietHourMs = 3_600_000;
/**
 * Differing words of one point beyond which a look back takes it for rewritten as a whole: its cost grows with their
 * square.
 */
export const pastEditsMax = 150;
/**
 * Looks back that wait for the record at once, or for their asker to take the answer, in the whole server and of one
 * member; each takes a tenth of a second.
 */
export const looksBackMax = 32;
export const looksBackPerMemberMax = 8;
/**
 * Likewise of readers by link, apart from members, so that a link that went astray keeps nobody from the record; each
 * has one at a time.
 */
export const readersLookBackMax = 16;
/** Exports of the record at once, in the whole server and of one member: each reads all of it. */
export const exportsAtOnceMax = 8;
export const exportsPerMemberMax = 2;
/** Entries of the record that one order redacts: a long run of typing. */
export const redactedEntriesMax = 5_000;
/**
 * Entries whose links one request gives, about 200 kB; and requests for links that wait for the record at once, in the
 * whole server.
 */
export const linksPageMax = 500;
export const linksAtOnceMax = 16;
export const linksPerMemberMax = 4;
/**
 * A page asks how the chain led to where it stands so long after it was told (the sync comes first), and no more often
 * than that; between two pages of links it rests.
 */
export const linksSoonMs = 2_000;
export const linksAgainMs = 5 * 60_000;
export const linksRestMs = 50;
/** Heads that a page was told of and has not yet found in the chain: of more, the newest count. */
export const toldHeadsMax = 1_000;
/** Other pasts of one draft that a member's browser keeps: beyond that, the oldest of those that were noted go. */
export const disputesMax = 50;
/** Rows that a replay holds at once. */
export const replayRowsAtOnce = 500;
/**
 * Moments of texts, and of annotations, that are kept for whoever looks again: some megabytes each in a large draft.
 */
export const replaysKept = 6;
/** A body that comes in pieces smaller than this on average is refused, beyond so many pieces: each costs some time. */
export const bodyPieceBytesMin = 128;
export const bodyPiecesFree = 1_000;
/** What a body is read into at first; it grows as the body does. */
export const bodyStartBytes = 16 * 1024;
/** A piece of a refused body counts as so many bytes at least. */
export const refusedPieceBytesMin = 1024;
/** An answer that is packed on its way is packed within 64 kB: a larger window costs megabytes for each. */
export const packingWindowBits = 16;
/**
 * Memory that a rush has left is collected at rest: looked at so often, from so much on, where the thread worked less
 * than this part of the time. A collection takes some 20 ms, and more in a house of many drafts.
 */
export const spareMemoryLookedAtMs = 5_000;
export const spareMemoryBytes = 48 * 2 ** 20;
export const restingShare = 0.1;

/** How far the heads that are remembered beside the log may lag behind it. */
export const headsRememberedMs = 2_000;

/** How often the server looks whether its files are still there. */
export const filesLookedAtMs = 2_000;

/** After each draft the sweep rests this many times as long as the draft took. */
export const sweepRestTimes = 20;

/** A clock is set back by less: a time of the record that is further ahead than this was a mistake. */
export const clockDoubtMs = 30 * 86_400_000;

/** While the server cannot store, it tries again so often. */
export const storingRetryMs = 1_000;

/** For so long a draft whose record is damaged is not read again, whoever asks. */
export const damagedDraftMs = 10_000;
