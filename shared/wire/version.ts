// The version of our own additions to the y-websocket protocol and of the rows sent over it, and what changed with
// each. A house test hashes their source and fails until this number is raised (rule I5).

/**
 * 1 (2026-11): commit frames (120), receipts (121), refusals (122), body checks (123).
 * 2 (2026-11): a joiner gets its receipt before the document; close code 4426; parcels for clients without WebSockets.
 * 3 (2026-11): rows and entries may be of a reader (role `reader`, table `circulations`), which older pages do not
 *   know.
 * 4 (2026-11): an anchor may say how many twins its words had (`twins`), which older pages do not know.
 * 5 (2026-11): words may be refused as too costly, or because a point or draft is full, which older pages do not know.
 * 6 (2026-11): a point's words are one text, its flow; older pages write elements, which are refused.
 * Since (2026-12): whether the server can store (124), which older pages leave unread.
 */
export const wireVersion = 6;
