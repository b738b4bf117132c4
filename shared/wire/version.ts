// The version of our own additions to the y-websocket protocol, and what changed with each. A house test hashes the wire's
// source and fails until this number is raised.

/**
 * 1 (2026-11): commit frames (120), receipts (121), refusals (122), body checks (123).
 * 2 (2026-11): a joiner gets its receipt before the document; close code 4426; parcels for clients without WebSockets.
 */
export const wireVersion = 2;
