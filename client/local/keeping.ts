// What becomes of a member's own work when their page is closed: what the page may promise of it. Says nothing of what
// the server has.

export type Keeping =
  /** This browser has it, or is just storing it: the next page finds it. */
  | 'stored'
  /** It could not be stored, e.g. since the disk is full: this page alone has it. Storing is tried again. */
  | 'unstored'
  /** This page alone has it: this browser gives its tab no place, or the place was deleted on purpose. */
  | 'never';

const worstFirst = ['never', 'unstored', 'stored'] as const;

/** Of what lies in several places; where one of them fails, the whole is lost. */
export const worstOf = (all: readonly Keeping[]): Keeping => worstFirst.find(each => all.includes(each)) ?? 'stored';
