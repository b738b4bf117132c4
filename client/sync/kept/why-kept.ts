// What a reason that stands beside kept words says, whoever said it: the server as it refused them, or the editor at
// the caret. Kept words hold the sentence alone, those of earlier pages too. Pure.

export type Why = 'locked' | 'removed' | 'closed' | 'reader';

/** Null: something else. */
export const whyKept = (reason: string): Why | null => reasons.find(([, isSo]) => isSo.test(reason))?.[0] ?? null;

const reasons: readonly (readonly [why: Why, isSo: RegExp])[] = [
  ['locked', /^This point is locked|^Locked by /],
  ['removed', /^This point was removed/],
  ['closed', /^Drafting is closed: /],
  ['reader', /^You (?:may read this, not change it|read along here|read and comment here)|^Observers cannot change /],
];
