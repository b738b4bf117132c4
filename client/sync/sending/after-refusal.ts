// What becomes of a point's unsent words when the document was fetched anew after a refusal: put back where that is
// allowed, else kept for their author.
import * as Y from 'yjs';
import type { PointId } from '../../../shared/ids.ts';
import type { RefusalMessage } from '../../../shared/wire/messages.ts';
import type { RefusalCode } from '../../../shared/wire/refusals.ts';
import type { KeptWords } from '../../local/own-work.ts';
import type { Refused } from '../kept/one-run.ts';
import { keptOf } from '../kept-words.ts';
import type { HalfMoves } from '../moved-words.ts';
import { halfMovesIn } from '../moved-words.ts';
import { putBack } from '../put-back.ts';
import { putBackPlain, reasonAt } from './refused-words.ts';
import type { Unacknowledged } from './unsent-points.ts';
import type { Untaken } from './untaken.ts';
import { formattingUntaken, untakenOf } from './untaken.ts';

type Healing = {
  readonly mine: Y.Doc;
  readonly theirs: Y.Doc;
  readonly refusal: RefusalMessage | null;
  /** Null: the point may be edited. */
  readonly barred: RefusalCode | null;
  readonly now: number;
  /** Of which one half is refused. */
  readonly moved: HalfMoves;
};

type Refusal = Pick<Healing, 'mine' | 'theirs' | 'refusal' | 'now'> & {
  readonly barred: (point: PointId) => RefusalCode | null;
  readonly mayGoBack: (point: PointId) => boolean;
};

/** `unsent`: all of them. */
export function afterRefusal(unsent: readonly Unacknowledged[], refused: Refusal): readonly Refused[] {
  const { mine, theirs, refusal, now, barred, mayGoBack } = refused;
  const moved = halfMovesIn(mine, point => !mayGoBack(point) || barred(point) !== null);
  moved.takeBack(theirs);
  return unsent.flatMap(each => {
    const healing = { mine, theirs, refusal, now, moved, barred: barred(each.point) };
    return mayGoBack(each.point) ? putBackOrKept(each, healing) : keptAfter(each, healing);
  });
}

function putBackOrKept(unsent: Unacknowledged, healing: Healing): readonly Refused[] {
  const { mine, theirs, barred, moved } = healing;
  const back = barred === null ? putBack(mine, theirs, unsent.point, { moved }) : 'nowhere';
  if (back === 'nowhere') return keptAfter(unsent, healing);
  return back === 'all' ? [] : refusedOf(formattingUntaken, unsent, { reason: putBackPlain, at: healing.now });
}

/** What was typed after keys were held there is a run of its own: the point took words again by then. */
export function keptAfter(unsent: Unacknowledged, healing: Healing): readonly Refused[] {
  const { mine, theirs, refusal, barred, now, moved } = healing;
  const { point, held } = unsent;
  const about = { reason: reasonAt(point, refusal, barred), at: now };
  const isLater = ({ client, clock }: Y.ID): boolean =>
    held !== null && client === mine.clientID && clock >= held.clock;
  const untaken = untakenOf(mine, theirs, point, id => !isLater(id), moved);
  const told = [untaken.told, moved.told(point)].filter(words => words !== '').join(' ');
  const first = refusedOf({ ...untaken, told }, unsent, about);
  if (held === null || Y.getState(mine.store, mine.clientID) <= held.clock) return first;
  if (barred === null && putBack(mine, theirs, point, { isWanted: isLater, moved }) !== 'nowhere') return first;
  const then = { ...untakenOf(mine, theirs, point, isLater, moved), told: '', asLeft: '' };
  return [...first, ...refusedOf(then, { point, order: held.order ?? unsent.order }, { ...about, at: now + 1 })];
}

const refusedOf = (
  untaken: Untaken,
  { point, order }: Pick<Unacknowledged, 'point' | 'order'>,
  about: Pick<KeptWords, 'reason' | 'at'>,
): readonly Refused[] => keptOf(untaken, { point, ...about }).map(kept => ({ kept, order }));
