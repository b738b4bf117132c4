// Mistakes that can be put into a simulation, each at a seam that the real program has too: a simulation that does not find them proves nothing.

export const bugs = [
  'answered before it is stored',
  'resent act not recognised',
  'outbox not cleared',
  'outbox not kept',
  'anchor sent before its words',
  'words not kept in the copy',
  'unsent points not noted',
  'kept words dropped',
  'act sent anew under another id',
  'one client id for two tabs',
  'receipt for the last frame lost words',
  'copy of a given up document kept',
] as const;
export type Bug = (typeof bugs)[number];
