// Mistakes that can be put into a simulation, each at a seam that the real program has too: a simulation that does not
// find them proves nothing.

export const bugs = [
  'answered before it is stored',
  'resent act not recognised',
  'outbox not cleared',
  'outbox not kept',
  'act sent anew under another id',
  'anchor sent before its words',
  'words not kept in the copy',
  'unsent points not noted',
  'kept words dropped',
  'given up copy opened again',
  'client id of refused words used again',
  'two tabs in one slot',
] as const;
export type Bug = (typeof bugs)[number];
