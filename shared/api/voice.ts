// Whose acts are asked for: those of a party, or of people who belong to none. One spelling for the timeline and the
// comparison.
import { z } from 'zod';
import { PartyId } from '../ids.ts';
import type { By } from '../rows/schema.ts';

/** The dot keeps the two apart from every party's id. */
export const Voice = z.union([PartyId, z.enum(['.secretariat', '.readers'])]);
export type Voice = z.infer<typeof Voice>;

export const voiceOf = ({ party, role }: Pick<By, 'party' | 'role'>): Voice =>
  party ?? (role === 'reader' ? '.readers' : '.secretariat');
