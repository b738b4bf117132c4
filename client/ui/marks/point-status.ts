// What the status of a point is called, and what it means. Does not work it out.
import type { PointStatus } from '../../../shared/rows/positions.ts';

type StatusWords = { readonly name: string; readonly meaning: string };

export const pointStatuses: { readonly [S in PointStatus]: StatusWords } = {
  agreed: { name: 'agreed', meaning: 'every party accepts these words' },
  close: { name: 'nearly agreed', meaning: 'every party accepts, some with a reservation or an earlier wording' },
  open: { name: 'open', meaning: 'not every party has accepted yet' },
  contested: { name: 'contested', meaning: 'a party refuses it, or a red line is crossed' },
};
