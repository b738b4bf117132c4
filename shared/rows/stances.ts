// How stances are named: the row, one for each point and party, so that taking another one replaces it; and what each
// says in words.
import type { PartyId, PointId } from '../ids.ts';
import type { StanceKind } from './schema.ts';

export const stanceId = (point: PointId, party: PartyId): string => `${point}/${party}`;

export const stanceNames: { readonly [S in StanceKind]: string } = {
  accept: 'accept',
  reservation: 'accept with reservation',
  change: 'needs change',
  reject: 'cannot accept',
  awaiting: 'awaiting instructions',
};
