// All attacks, in the order of the issue: by number, then more of their kinds.
import type { Attack } from './attack.ts';
import { circlesAndDeletions } from './circles-and-deletions.ts';
import { wordsAttacks } from './words.ts';

const all: readonly Attack[] = [...circlesAndDeletions, ...wordsAttacks];

const numberOf = ({ name }: Attack): number => Number.parseInt(name, 10) || 1_000;
export const attacks = [...all].sort((a, b) => numberOf(a) - numberOf(b));
