// Bounds of what travels between page and server, of the gate and of rooms: unit in the name, reason beside it. What
// drafts hold is in limits.ts.

/**
 * One WebSocket frame. A first sync of a long offline stretch carries the whole delete set; 1 MiB holds 100,000 words
 * of typing.
 */
export const frameBytesMax = 1024 * 1024;
/**
 * Structs in one update, each value of an attribute counted: a frame of honest typing holds a handful, a page takes
 * more apart. Each costs up to 5 microseconds, so that a frame of so many stays below 25 ms.
 */
export const updateStructsMax = 5_000;
/**
 * Delete ranges in one update: a stock client's step 2 repeats the document's whole delete set. Looking up so many that
 * are known takes 25 ms.
 */
export const updateDeletesMax = 50_000;
/**
 * Steps that Yjs may take to find a place for the structs of one update, and to cut what stands there. What a page
 * sends takes some hundreds, at most a tenth of this where two wrote hours at one place. So many take 25 to 45 ms.
 */
export const updateStepsMax = 60_000;
/** What each costs whatever it meets: a struct, a cut within an item, a range of deletions that has an effect. */
export const stepsPerStruct = 10;
export const stepsPerCut = 8;
export const stepsPerRange = 5;
/** Bytes that are read for one step; these count for the price alone. */
export const bytesPerStep = 10;
/** Characters of a link whose safety is looked at in one such step; most take less. */
export const linkCharsPerStep = 2;
/** Structs of one client that Yjs moves in one such step, each time an item is cut. */
export const elementsMovedPerStep = 2_048;
/**
 * Steps from item to item for which Yjs may tidy marks after a tick's changes of one writer: beyond that they stay
 * untidied. A paragraph of 200 changes that is deleted takes 80,000.
 */
export const tidyingStepsMax = 500_000;
/**
 * A member's own items with one left neighbour that a new one of theirs may have to be ordered with: what one person
 * wrote at one place from devices that had not met. Each reading of the draft orders them again. Those of others do not
 * count, so that nobody can bar a place to somebody else.
 */
export const rivalsMax = 300;
/** Different client ids in one update. One client writes as itself; a reload before acknowledgement adds few. */
export const updateClientsMax = 64;
/** One string inside an update, in bytes. A paste of 50,000 words fits. */
export const updateStringBytesMax = 256 * 1024;
/** Letters, or deleted letters, that one struct covers. */
export const structLengthMax = 2 ** 20;
/**
 * What a page sends at once: a frame above the first is taken apart, into parts of the second. Far below a frame's
 * bound, since proxies have bounds of their own; and a frame of the first holds 1,000 structs at most, at two bytes
 * each.
 */
export const wholeBytesMax = 2 * 1024;
export const partBytesMax = 128 * 1024;
/**
 * Structs in a part. All of them may stand where somebody else has written as many as may be, and stay below an
 * update's steps.
 */
export const partStructsMax = 100;
/**
 * Letters of one string in a part (three bytes each at most, so below a string's bound), and deletions in a part: each
 * may cut a client's structs twice.
 */
export const partStringCharsMax = 32 * 1024;
export const partDeletesMax = 250;
/** Characters of links in a part, but for one link alone: far below an update's steps. */
export const partLinkCharsMax = 8 * 1024;
/**
 * Client ids one member may own in one draft, so that Yjs's per-client cost stays flat (2,000 ids cost 0.5 ms a
 * keystroke).
 */
export const clientIdsPerMemberMax = 256;
export const clientIdsPerDraftMax = 2_000;
/** So many of its own a member may always bind, whatever the others have used up of a draft's. */
export const clientIdsSureMax = 16;
/** Ids that a member only spoke under, remembered for them when the connection has gone: some tabs in a bad network. */
export const clientIdsRememberedMax = 8;
/** Answers "send me what you have" before a client with clock gaps is refused. */
export const resyncsPerConnectionMax = 5;

/**
 * Frames a second one member may send in a draft, by all their tabs, and their burst: fast typing with cursor moves is
 * 20 to 30.
 */
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
/** Likewise bytes a second. */
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
/**
 * Likewise of all sockets and lines of one member, and in all; more is looked for every few seconds, and whoever has
 * most is cut first.
 */
export const unsentPerMemberBytesMax = 16 * 1024 * 1024;
export const unsentInAllBytesMax = 96 * 1024 * 1024;
/**
 * A ping is read behind all that was sent before it: who has not answered one for so long reads too little, whatever
 * they send. A first sync by a poor line takes less.
 */
export const pongMaxMs = 120_000;
/** Sockets per member of a draft and in all: a member has a few tabs, two sockets each. */
export const socketsPerMemberMax = 40;
export const socketsMax = 5_000;
/** Ping interval, and silence after which a peer counts as dead. */
export const pingIntervalMs = 20_000;
export const silenceMaxMs = 45_000;
/** A y-websocket client hangs up after 30 s without a message; a quiet room speaks before that. */
export const keepAliveMs = 20_000;

/**
 * Connections from one address, which may be a whole delegation's (fifty people, three tabs each, six connections); and
 * for requests alone, in all, beside WebSockets.
 */
export const connectionsPerAddressMax = 1_000;
export const requestConnectionsMax = 2_000;
/** Requests of one connection that wait for their answers: browsers and proxies send the next one after the answer. */
export const requestsAheadMax = 8;
/**
 * What a connection sends is parsed in such pieces: a browser's head is one, and fifty of the shortest requests. After
 * so much in one go everybody else comes first.
 */
export const intakePieceBytes = 1024;
export const intakeRoundBytes = 16 * 1024;
/** Answers that wait to be read, of one asker and in all: the largest draft's whole copy fits. */
export const unreadAnswersPerAskerBytesMax = 24 * 1024 * 1024;
export const unreadAnswersBytesMax = 96 * 1024 * 1024;
/** An answer leaves in such pieces, and whoever takes none in so long is cut off: 3 kB a second. */
export const answerPieceBytes = 64 * 1024;
export const answerPieceMaxMs = 20_000;

/**
 * A request that waits for what a line has to say is answered at the latest after this: proxies cut what is silent for
 * 30 to 60 s.
 */
export const linePatienceMs = 20_000;
/**
 * A connection that moves no byte for so long is closed: what waits to be read stays in memory. Longer than a line's
 * patience, and than a file is waited for.
 */
export const socketSilenceMaxMs = 60_000;
/** What one request may bring to a line: a frame of the largest kind and some smaller ones. */
export const parcelBytesMax = frameBytesMax + 256 * 1024;
/** A WebSocket that has not opened after this is taken for blocked, and requests are tried. */
export const webSocketPatienceMs = 4_000;
/** So long WebSockets are not tried again where they were blocked. */
export const webSocketBlockedMs = 60_000;

/** One presence state, in bytes of JSON: a cursor is about 200. */
export const presenceBytesMax = 4 * 1024;
/**
 * Widest tick of a busy server: words and carets of others arrive at most this much later, which no eye notices. Acts
 * and joins never wait.
 */
export const tickMaxMs = 33;
/** An idle room leaves memory after this long; reopening costs about 30 ms. */
export const roomIdleMs = 60_000;
/** Rows since the last snapshot before a new one is written, so that a load replays few rows. */
export const snapshotEveryRows = 500;
/** Changes waiting for a commit in one draft before those who have some waiting are told to slow down. */
export const pendingChangesMax = 5_000;
