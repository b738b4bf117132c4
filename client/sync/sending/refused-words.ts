// Whose words are not sent again after a refusal. One that names a point is about that point. Where none is named, all
// words are put back once; refused again, they are those that the server lacks first, since it reads in order and stops
// there. So each round leaves less, and none repeats another.
import * as Y from 'yjs';
import { PointId } from '../../../shared/ids.ts';
import { rootNameOf } from '../../../shared/text/root-of.ts';
import type { RefusalMessage } from '../../../shared/wire/messages.ts';
import type { RefusalCode } from '../../../shared/wire/refusals.ts';
import { refusalText } from '../../../shared/wire/refusals.ts';

/** Refusals in a row, with nothing taken in between, after which nothing is put back any more. */
const roundsMax = 5;

export class RefusedWords {
  #rounds = 0;

  refused(): void {
    this.#rounds++;
  }

  /** The server has taken all that was sent. */
  taken(): void {
    this.#rounds = 0;
  }

  /** Going on would only repeat what was refused. */
  get isHopeless(): boolean {
    return this.#rounds > roundsMax;
  }

  mayGoBack(refusal: RefusalMessage | null, mine: Y.Doc, theirs: Y.Doc): (point: PointId) => boolean {
    if (refusal === null) return () => true;
    if (this.isHopeless) return () => false;
    if (refusal.point !== null || this.#rounds === 1) return point => point !== refusal.point;
    const first = firstLacking(mine, theirs);
    return point => first !== null && point !== first;
  }
}

/** Null: it lacks no words, so that what it refused took some out. */
function firstLacking(mine: Y.Doc, theirs: Y.Doc): PointId | null {
  const newestFirst = [...mine.store.clients].sort(
    ([a], [b]) => Number(b === mine.clientID) - Number(a === mine.clientID),
  );
  for (const [client, structs] of newestFirst) {
    const known = Y.getState(theirs.store, client);
    if (known >= Y.getState(mine.store, client)) continue;
    for (const struct of structs.slice(Y.findIndexSS(structs, known))) {
      const { parent } = struct instanceof Y.Item ? struct : { parent: null };
      const point = parent instanceof Y.AbstractType ? PointId.safeParse(rootNameOf(parent)).data : undefined;
      if (point !== undefined) return point;
    }
  }
  return null;
}

/**
 * Why the words of a point stay out, for a person to read: what was refused there; or what bars that point, since a
 * refusal at another one is none of its reasons.
 */
export function reasonAt(point: PointId, refusal: RefusalMessage | null, barred: RefusalCode | null): string {
  if (refusal?.point !== point && barred !== null) return refusalText(barred);
  if (refusal === null || (refusal.point !== null && refusal.point !== point)) return notPutBack;
  const text = refusalText(refusal.code);
  return refusal.reason.startsWith(text) ? refusal.reason : `${text} ${refusal.reason}`;
}

const notPutBack = 'What you wrote here could not be put back.';

export const putBackPlain =
  'Another change was refused, and what you wrote here was put back after it, but not all of its formatting.';
