// Requests and responses of what is circulated: the chair's, and those of a reader, who has a link and no seat.
import { z } from 'zod';
import { ActId, CirculationId, MemberId, PartyId, VersionId } from '../ids.ts';
import { nameCharsMax, partiesPerDraftMax, readersPerCirculationMax, reasonCharsMax } from '../limits.ts';
import { listOf } from '../list-of.ts';
import { By } from '../rows/schema.ts';

/**
 * POST /api/drafts/:draft/circulations?seat=, answered with 201. Sent again under the same id: the same circulation, by
 * new links.
 */
export const NewCirculation = z.strictObject({
  id: ActId,
  version: VersionId,
  /** What the readers are told with it. */
  note: z.string().trim().max(reasonCharsMax),
  /** When the links end, in ms since 1970. */
  until: z.int().nonnegative(),
  /** The parties whose red lines go along. */
  parties: listOf(PartyId, { most: partiesPerDraftMax }),
  names: listOf(z.string().trim().min(1).max(nameCharsMax), { least: 1, most: readersPerCirculationMax }),
});
export type NewCirculation = z.infer<typeof NewCirculation>;

/**
 * A link is shown once: the server keeps a digest of its secret. `path`: the secret is behind `#`, where no server sees
 * it.
 */
export const ReaderLink = z.strictObject({ reader: MemberId, name: z.string(), path: z.string() });
export type ReaderLink = z.infer<typeof ReaderLink>;
export const SentCirculation = z.strictObject({ circulation: CirculationId, links: z.array(ReaderLink) });
export type SentCirculation = z.infer<typeof SentCirculation>;

/** GET /api/drafts/:draft/circulations?seat=: for the chair alone. Times in ms since 1970. */
const ReaderState = z.strictObject({
  reader: MemberId,
  name: z.string(),
  openedAt: z.int().nullable(),
  seenAt: z.int().nullable(),
  comments: z.int(),
  flags: z.int(),
  answeredAt: z.int().nullable(),
});
export type ReaderState = z.infer<typeof ReaderState>;
export const Circulations = z.array(
  z.strictObject({ circulation: CirculationId, note: z.string(), readers: z.array(ReaderState) }),
);
export type Circulations = z.infer<typeof Circulations>;

/**
 * GET /api/circulated with `Authorization: Bearer` and the link's secret: all that its reader may read. 204 where
 * `known` is still all there is.
 */
export const CirculatedQuery = z.strictObject({ known: z.string().max(100).optional() });
export const Circulated = z.strictObject({
  /** Names this state, for `known`. */
  state: z.string(),
  me: By,
  /** Who sent it, when, and until when it can be read. */
  by: z.string(),
  at: z.int(),
  until: z.int(),
  note: z.string(),
  version: z.string(),
  now: z.int(),
  /**
   * The words as they stood, and what the readers said of them: documents of their own, as Yjs updates in base64. The
   * words are null where `known` had the same.
   */
  text: z.base64().nullable(),
  shared: z.base64(),
});
export type Circulated = z.infer<typeof Circulated>;

/**
 * POST /api/circulated/acts, answered with 201. The entry's hash stands in every export of the record; its place in it
 * would tell how much the draft does.
 */
export const ReaderReceipt = z.strictObject({ hash: z.string(), at: z.int() });
export type ReaderReceipt = z.infer<typeof ReaderReceipt>;
