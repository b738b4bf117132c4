// Every bound in one place, unit in the name, reason beside it. Nothing else in the code holds a bare limit.

/** One WebSocket frame. A first sync of a long offline stretch carries the whole delete set; 1 MiB holds 100,000 words of typing. */
export const frameBytesMax = 1024 * 1024;
/** Structs in one update: a frame of honest typing holds a handful, an offline day some thousands. */
export const updateStructsMax = 50_000;
/** Delete ranges in one update: a step 2 repeats the document's whole delete set. */
export const updateDeletesMax = 200_000;
/** Different client ids in one update. One client writes as itself; a reload before acknowledgement adds few. */
export const updateClientsMax = 64;
/** One string inside an update, in bytes. A paste of 50,000 words fits. */
export const updateStringBytesMax = 256 * 1024;
/** Nesting of Yjs types below a point's root: lists in lists eight deep take two each, and a link with its text stands within. */
export const nodeDepthMax = 20;
/** Letters, or deleted letters, that one struct covers. */
export const structLengthMax = 2 ** 20;
/**
 * What a page sends at once: a frame above the first is taken apart, into parts of the second. Far below a frame's
 * bound, since proxies have bounds of their own.
 */
export const wholeBytesMax = 64 * 1024;
export const partBytesMax = 128 * 1024;
/**
 * Letters of one string in a part (three bytes each at most, so below a string's bound), and deletions in a part (ten
 * bytes each at most).
 */
export const partStringCharsMax = 32 * 1024;
export const partDeletesMax = 10_000;
/** Client ids one member may own in one draft, so that Yjs's per-client cost stays flat (2,000 ids cost 0.5 ms a keystroke). */
export const clientIdsPerMemberMax = 256;
export const clientIdsPerDraftMax = 2_000;
/** Answers "send me what you have" before a client with clock gaps is refused. */
export const resyncsPerConnectionMax = 5;

/** Frames a second one connection may send, and its burst: fast typing with cursor moves is 20 to 30. */
export const framesPerSecond = 60;
export const framesBurst = 400;
/**
 * Frames a second that a page sends, and its burst, below what the server takes: a key that is held makes 60 words and
 * 60 carets, which are joined.
 */
export const pageFramesPerSecond = 40;
export const pageFramesBurst = 200;
/** Frames with which a page joins and brings its first words: no burst may be lower, or it would try for ever. */
export const joiningFrames = 20;
/** Bytes a second one connection may send beyond its burst. */
export const bytesPerSecond = 256 * 1024;
export const bytesBurst = 4 * 1024 * 1024;
/**
 * Bytes a second that a page sends, and its burst: below the server's, so that seconds of delay on the way make it no
 * more at once.
 */
export const pageBytesPerSecond = 240 * 1024;
export const pageBytesBurst = 3 * 1024 * 1024;
/** Bytes a socket may leave unread before it is dropped; Yjs lets it resync, so cutting loses nothing. */
export const unsentBytesMax = 4 * 1024 * 1024;
/** Sockets per member and in all: a member has a few tabs, two sockets each. */
export const socketsPerMemberMax = 40;
export const socketsMax = 5_000;
/** Ping interval, and silence after which a peer counts as dead. */
export const pingIntervalMs = 20_000;
export const silenceMaxMs = 45_000;
/** A y-websocket client hangs up after 30 s without a message; a quiet room speaks before that. */
export const keepAliveMs = 20_000;

/** A request that waits for what a line has to say is answered at the latest after this: proxies cut what is silent for 30 to 60 s. */
export const linePatienceMs = 20_000;
/** A connection that moves no byte for so long is closed: what waits to be read stays in memory. Longer than a line's patience, and than a file is waited for. */
export const socketSilenceMaxMs = 60_000;
/** What one request may bring to a line: a frame of the largest kind and some smaller ones. */
export const parcelBytesMax = frameBytesMax + 256 * 1024;
/** A WebSocket that has not opened after this is taken for blocked, and requests are tried. */
export const webSocketPatienceMs = 4_000;
/** So long WebSockets are not tried again where they were blocked. */
export const webSocketBlockedMs = 60_000;

/** One presence state, in bytes of JSON: a cursor is about 200. */
export const presenceBytesMax = 4 * 1024;
/** Widest tick of a busy server: words and carets of others arrive at most this much later, which no eye notices. Acts and joins never wait. */
export const tickMaxMs = 33;
/** An idle room leaves memory after this long; reopening costs about 30 ms. */
export const roomIdleMs = 60_000;
/** Rows since the last snapshot before a new one is written, so that a load replays few rows. */
export const snapshotEveryRows = 500;
/** Changes waiting for a commit in one draft before newcomers are told to slow down. */
export const pendingChangesMax = 5_000;

/** A file that is brought in, and an outline made of one; a Word file of 300 points is about 200 kB. */
export const importBytesMax = 10 * 1024 * 1024;
export const outlineBytesMax = 8 * 1024 * 1024;
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
export const commentCharsMax = 20_000;
export const titleCharsMax = 200;
export const nameCharsMax = 80;
export const outcomeCharsMax = 2_000;
/** A new point's text, for whoever adds one with words (the sample, an import). */
export const pointTextCharsMax = 100_000;
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
/** How long a page looks for words that their anchors lost, in one frame; once for what is said and once for flags. With half a frame left, nobody's typing waits. */
export const wordSearchMs = 4;
/** What a party says it will not cross, in one or two sentences. */
export const statementCharsMax = 1_000;
/** Why a flag was raised, a stance taken, a red line softened. */
export const reasonCharsMax = 2_000;
/** An Enter this soon after the one that sent a form, in milliseconds, is the same pressed twice: what lies below the form is not meant. */
export const doublePressMs = 500;
export const redLinesPerDraftMax = 500;
export const flagsPerDraftMax = 5_000;
/** Changes of one red line's state, and earlier wordings of one red line or flag, that its own history keeps. */
export const changesPerRowMax = 100;
/** Points that one red line bears on. */
export const pointsPerRedLineMax = 50;
export const pointsPerDraftMax = 1_000;
export const themesPerDraftMax = 100;
export const partiesPerDraftMax = 40;
export const threadsPerDraftMax = 20_000;
export const commentsPerThreadMax = 1_000;
/** Entries of one page of history. */
export const historyPageMax = 200;
/** A pause that ends a run of typing by one person in one point. */
export const typingRunGapMs = 5 * 60_000;
/** A growing run moves to the top of history once in this long: moving it at every letter would rewrite six more pages of disk. */
export const historyMoveMs = 2_000;
/** From SIGTERM to exit at most this long. */
export const drainMs = 8_000;
/** Seats one browser session may hold. */
export const seatsPerSessionMax = 24;
/** Quiet after the last edit before clients are told what the touched bodies should read. */
export const bodyCheckQuietMs = 1_500;
/** Wait between two acts of a client that its outbox retries. */
export const actRetryMs = 1_000;
/**
 * Times that the server answers one act with an error of its own, or misses its words, before it is given back to its
 * author and the next one goes: half a minute.
 */
export const actTriesMax = 30;
/** Acts of this draft whose answers are remembered in memory, so that a resend while the first is in flight meets it. */
export const actsRememberedMax = 2_000;
/** A state vector: 2,000 client ids at ten bytes each, with room. */
export const stateVectorBytesMax = 64 * 1024;

/** Rows of a document between two checkpoints: what a moment replays at most, about 60 ms of typing with its authors. */
export const checkpointEveryRows = 2_500;
/** Lines of the history that one search for words looks at, from its cursor on: the thread that reads them also lets people in. */
export const historySearchedLinesMax = 10_000;
/** Counts over a draft's whole history that are kept until it changes: two of each draft that is looked at. */
export const draftAnswersKept = 64;
/** Free words that the history is searched for. */
export const historyWordsMax = 200;
/** Away for longer than this, a member's next coming is another visit. */
export const visitGapMs = 30 * 60_000;
/** A member's presence is noted no more often than this; so much may be shown again that they saw at the end of a visit. */
export const visitNoteMs = 5 * 60_000;
/** Points and threads that one request may mark as read: all of a large draft. */
export const readingMarksMax = 5_000;
/** Stretches of time that the density of the timeline is counted in: more than a wide screen has columns for. */
export const densityBucketsMax = 400;
/** Named versions of one draft. */
export const versionsPerDraftMax = 500;
/** Versions that were sent round, of one draft, and readers of each: a circle one still knows by name. */
export const circulationsPerDraftMax = 500;
export const readersPerCirculationMax = 50;
/** So long a link may lead to a version: a season of talks. */
export const circulationMsMax = 180 * 86_400_000;
/** Threads, comments and flags of one reader, each counted again when it is rewritten: whoever found a link cannot fill the draft, nor the disk. */
export const saidPerReaderMax = 300;
/** What one reader may ask and say, a second and at once. A page looks every ten seconds and after each act; the whole copy counts as ten looks. */
export const readerLooksPerSecond = 1;
export const readerLooksBurst = 100;
export const wholeCopyLooks = 10;
export const readerActsPerSecond = 0.2;
export const readerActsBurst = 30;
/** Readers whose pace is remembered: more than come within the minutes that a burst takes to fill again. */
export const readersPacedMax = 5_000;
/** A page that reads a circulated version asks this often what its other readers said. */
export const circulatedPollMs = 10_000;
/** A pause after which the next change begins another sitting: what stood before it is a version by itself. */
export const quietHourMs = 3_600_000;
/** Differing words of one point beyond which a look back takes it for rewritten as a whole: its cost grows with their square. */
export const pastEditsMax = 150;
/** Looks back that wait for the record at once, or for their asker to take the answer, in the whole server and of one member; each takes a tenth of a second. */
export const looksBackMax = 32;
export const looksBackPerMemberMax = 8;
/** Likewise of readers by link, apart from members, so that a link that went astray keeps nobody from the record; each has one at a time. */
export const readersLookBackMax = 16;
/** Exports of the record at once, in the whole server and of one member: each reads all of it. */
export const exportsAtOnceMax = 8;
export const exportsPerMemberMax = 2;
/** Entries of the record that one order redacts: a long run of typing. */
export const redactedEntriesMax = 5_000;
/** Entries whose links one request gives, about 200 kB; and requests for links that wait for the record at once, in the whole server. */
export const linksPageMax = 500;
export const linksAtOnceMax = 16;
/** A page asks how the chain led to where it stands so long after it was told (the sync comes first), and no more often than that; between two pages of links it rests. */
export const linksSoonMs = 2_000;
export const linksAgainMs = 5 * 60_000;
export const linksRestMs = 50;
/** Heads that a page was told of and has not yet found in the chain: of more, the newest count. */
export const toldHeadsMax = 1_000;
/** Other pasts of one draft that a member's browser keeps: beyond that, the oldest of those that were noted go. */
export const disputesMax = 50;
/** Rows that a replay holds at once. */
export const replayRowsAtOnce = 500;
/** Moments of texts, and of annotations, that are kept for whoever looks again: some megabytes each in a large draft. */
export const replaysKept = 6;
