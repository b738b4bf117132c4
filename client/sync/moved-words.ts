// Words that were dragged from one point into another. Where the server refuses one half, the other is taken back, too:
// no words vanish, and none stand twice. Knows a move for as long as its page is open.
import * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import { flowOf } from '../../shared/text/flow.ts';
import { lettersAt } from '../../shared/text/letter-ids.ts';
import { bodyOf } from '../../shared/text/point-text.ts';

type Letters = ReturnType<typeof Y.mergeDeleteSets>;
/** `gone`: the letters as they stood; `come`: as they stand in the other point. */
type Move = {
  readonly outOf: PointId;
  readonly into: PointId;
  readonly gone: Letters;
  readonly come: Letters;
  readonly words: string;
};

const movesMax = 100;
const moves = new WeakMap<Y.Doc, readonly Move[]>();

export function noteMove(doc: Y.Doc, move: Move): void {
  const { gone, come } = move;
  const copied = { ...move, gone: Y.mergeDeleteSets([gone]), come: Y.mergeDeleteSets([come]) };
  moves.set(doc, [...(moves.get(doc) ?? []), copied].slice(-movesMax));
}

/** What a refusal of one half means for a point. */
export type HalfMoves = {
  /** Letters of the point that stay, although I took them out. */
  stays(point: string, id: Y.ID): boolean;
  /** Letters of mine that do not come into the point. */
  staysOut(point: string, id: Y.ID): boolean;
  /** In sentences; empty: none. */
  told(point: PointId): string;
  /** Takes out of `doc` what came in before the other half was refused. */
  takeBack(doc: Y.Doc): void;
};

export const noMoves: HalfMoves = {
  stays: () => false,
  staysOut: () => false,
  told: () => '',
  takeBack: () => undefined,
};

export function halfMovesIn(mine: Y.Doc, isRefused: (point: PointId) => boolean): HalfMoves {
  const halves = (moves.get(mine) ?? []).filter(
    ({ outOf, into, come }) => isRefused(outOf) !== isRefused(into) && stands(mine, into, come),
  );
  const both = (point: string) => halves.filter(({ outOf, into }) => outOf === point || into === point);
  return {
    stays: (point, id) => both(point).some(({ outOf, gone }) => outOf === point && Y.isDeleted(gone, id)),
    staysOut: (point, id) => both(point).some(({ into, come }) => into === point && Y.isDeleted(come, id)),
    told: point =>
      both(point)
        .filter(() => isRefused(point))
        .map(({ words }) => `Your move of “${words}” was not taken: it stands where it was.`)
        .join(' '),
    takeBack: doc => {
      for (const { outOf, into, come } of halves) if (isRefused(outOf)) takeOut(doc, into, come);
    },
  };
}

/** Whether some of these letters are in the words: the move was not undone. */
const stands = (doc: Y.Doc, point: PointId, letters: Letters): boolean =>
  idsIn(doc, point).some(id => Y.isDeleted(letters, id));

function takeOut(doc: Y.Doc, point: PointId, letters: Letters): void {
  const flow = flowOf(bodyOf(doc, point));
  const ids = idsIn(doc, point);
  doc.transact(() => {
    for (let at = ids.length - 1; at >= 0; at--) {
      const id = ids[at];
      if (id && Y.isDeleted(letters, id)) flow?.delete(at, 1);
    }
  }, 'put back');
}

/** Of each letter, by its place. */
function idsIn(doc: Y.Doc, point: PointId): readonly Y.ID[] {
  const flow = flowOf(bodyOf(doc, point));
  if (!flow) return [];
  return lettersAt(flow, 0, flow.length).flatMap(({ client, clock, length }) =>
    Array.from({ length }, (_, i) => Y.createID(client, clock + i)),
  );
}
