// What a reason that stands beside kept words says, whoever said it: the server as it refused them, or the editor at
// the caret. Kept words hold the sentence alone, those of earlier pages too. Pure.
import { refusalText } from '../../../shared/wire/refusals.ts';

export type Why = 'locked' | 'removed' | 'closed' | 'reader';

/** Null: something else. */
export const whyKept = (reason: string): Why | null => reasons.find(([, isSo]) => isSo(reason))?.[0] ?? null;

const reasons: readonly (readonly [why: Why, isSo: (reason: string) => boolean])[] = [
  ['locked', reason => reason.startsWith(refusalText('point-locked')) || reason.startsWith('Locked by ')],
  ['removed', reason => reason.startsWith(refusalText('point-removed'))],
  ['closed', reason => reason.startsWith('Drafting is closed: ')],
  [
    'reader',
    reason => reason.startsWith(refusalText('read-only')) || /^You read (?:along|and comment) here/.test(reason),
  ],
];
