// One writer's frames of one tick: each judged against the words as they then are, then applied, in one transaction.
// Applies nothing that the gate has not accepted; logs and sends nothing.
import * as Y from 'yjs';
import { unreachable } from '../../../shared/assert.ts';
import type { PointId } from '../../../shared/ids.ts';
import type { RefusalMessage } from '../../../shared/wire/messages.ts';
import { checkAftermath } from '../gate/aftermath.ts';
import type { GateContext } from '../gate/judge.ts';
import { judge } from '../gate/judge.ts';
import { leaveLongTidying } from '../gate/tidying.ts';
import type { WordsBounds } from '../words-bounds.ts';

export type WordsFrame = { readonly update: Uint8Array; readonly isStep2: boolean };

/** What became of the frames: how many were taken before the first that was not, and what stopped it. */
export type WordsResult = {
  /**
   * Yjs's own encoding of what changed, including its formatting clean-up; null when nothing did. Never the client's
   * bytes.
   */
  readonly update: Uint8Array | null;
  readonly points: ReadonlyMap<PointId, { inserted: number; deleted: number }>;
  /** Of all frames that were judged, in steps: for the budget of whoever sent them. */
  readonly price: number;
  readonly end:
    | { readonly kind: 'all-taken' }
    | { readonly kind: 'resync'; readonly taken: number }
    | { readonly kind: 'refused'; readonly refusal: RefusalMessage };
};

/** The gate accepted what it should not have: the document in memory can no longer be trusted. */
class GateBreach extends Error {
  override name = 'GateBreach';
}

export function applyWords(
  frames: readonly WordsFrame[],
  context: GateContext,
  bounds: WordsBounds,
  bind: (clientId: number) => boolean,
): WordsResult {
  const points = new Map<PointId, { inserted: number; deleted: number }>();
  const emitted: Uint8Array[] = [];
  const collect = (update: Uint8Array): void => void emitted.push(update);
  let price = 0;
  let end: WordsResult['end'] = { kind: 'all-taken' };

  const take = (): void => {
    for (const [index, frame] of frames.entries()) {
      const verdict = judge(frame.update, context);
      price += verdict.price;
      switch (verdict.kind) {
        case 'refuse':
          end = { kind: 'refused', refusal: { code: verdict.code, reason: verdict.reason, point: verdict.point } };
          return;
        case 'resync':
          end = { kind: 'resync', taken: index };
          return;
        case 'ignore':
          continue;
        case 'accept':
          break;
        default:
          unreachable(verdict);
      }
      if (!verdict.effective) continue;
      const noRoom = bounds.refuses(verdict, frame.update.length);
      if (noRoom) {
        end = { kind: 'refused', refusal: noRoom };
        return;
      }
      if (!verdict.newClientIds.every(bind)) {
        end = {
          kind: 'refused',
          refusal: {
            code: 'too-many-clients',
            reason: 'You have written from too many devices in this draft.',
            point: null,
          },
        };
        return;
      }
      for (const point of verdict.points) {
        const sum = points.get(point) ?? { inserted: 0, deleted: 0 };
        sum.inserted += verdict.inserted.get(point) ?? 0;
        sum.deleted += verdict.deleted.get(point) ?? 0;
        points.set(point, sum);
      }
      Y.applyUpdate(context.doc, frame.update, 'gate');
      bounds.took(verdict);
    }
  };
  const takeAndCheck = (transaction: Y.Transaction): void => {
    take();
    const breach = checkAftermath(transaction, new Set(points.keys()));
    if (breach !== null) throw new GateBreach(breach);
  };

  context.doc.on('update', collect);
  context.doc.on('afterTransaction', leaveLongTidying);
  try {
    // Not local: the server's copy alone runs Yjs's formatting clean-up, as a second transaction that is collected too.
    Y.transact(context.doc, takeAndCheck, 'gate', false);
  } finally {
    context.doc.off('update', collect);
    context.doc.off('afterTransaction', leaveLongTidying);
  }
  const update = emitted.length > 1 ? Y.mergeUpdates(emitted) : (emitted[0] ?? null);
  return { update, points, price, end };
}
