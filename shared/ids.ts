// Ids: branded strings, their shapes, and the names of a draft's documents. Makes no random ids: callers bring their
// own.
import { z } from 'zod';

const id = <B extends string>(brand: B) =>
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, `not a ${brand} id`)
    .brand<B>();

export const DraftId = id('draft');
export const MemberId = id('member');
export const PartyId = id('party');
export const ThemeId = id('theme');
export const PointId = id('point');
export const ThreadId = id('thread');
export const CommentId = id('comment');
export const RedLineId = id('red-line');
export const FlagId = id('flag');
export const VersionId = id('version');
export const CirculationId = id('circulation');
export const SeatId = id('seat');
/** Chosen by whoever acts (a UUID): makes a resent act recognisable. Row ids derive from it. */
export const ActId = id('act');

export type DraftId = z.infer<typeof DraftId>;
export type MemberId = z.infer<typeof MemberId>;
export type PartyId = z.infer<typeof PartyId>;
export type ThemeId = z.infer<typeof ThemeId>;
export type PointId = z.infer<typeof PointId>;
export type ThreadId = z.infer<typeof ThreadId>;
export type CommentId = z.infer<typeof CommentId>;
export type RedLineId = z.infer<typeof RedLineId>;
export type FlagId = z.infer<typeof FlagId>;
export type VersionId = z.infer<typeof VersionId>;
export type CirculationId = z.infer<typeof CirculationId>;
export type SeatId = z.infer<typeof SeatId>;
export type ActId = z.infer<typeof ActId>;

/** Which document of a draft: its words, or its shared annotations. */
export const DocPart = z.enum(['text', 'shared']);
export type DocPart = z.infer<typeof DocPart>;

/** `{draft}/text` or `{draft}/shared`: the name of one Yjs document, on the wire and in the log. */
export const DocName = z.templateLiteral([z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/), '/', DocPart]).brand<'doc'>();
export type DocName = z.infer<typeof DocName>;

export const docName = (draft: DraftId, part: DocPart): DocName => DocName.parse(`${draft}/${part}`);
