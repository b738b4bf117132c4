// All attacks, in the order of the issue: the numbered ones, the small ones, then more of their kinds (`+`).
import type { Attack } from './attack.ts';
import { circlesAndDeletions } from './circles-and-deletions.ts';
import { frames } from './frames.ts';
import { joinsAttacks } from './joins.ts';
import { outsiders } from './outsiders.ts';
import { quotas } from './quotas.ts';
import { requests } from './requests.ts';
import { unread } from './unread.ts';
import { wordsAttacks } from './words.ts';

const all: readonly Attack[] = [
  ...circlesAndDeletions,
  ...wordsAttacks,
  ...frames,
  ...joinsAttacks,
  ...requests,
  ...outsiders,
  ...unread,
  ...quotas,
];

const small = 100;
const more = 200;
const placeOf = ({ name }: Attack): number => (name.startsWith('+') ? more : Number.parseInt(name, 10) || small);
export const attacks = [...all].sort((a, b) => placeOf(a) - placeOf(b));
