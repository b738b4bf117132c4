// Yjs's tidying of superfluous marks after a change. For each deleted item it walks through all that is gone around it,
// so that its cost grows with their square. Where that would take too long it is left out: such marks change nothing
// that anybody sees.
import * as Y from 'yjs';
import { tidyingStepsMax } from '../../../shared/wire-limits.ts';

/** For `afterTransaction`, which Yjs emits just before it tidies. */
export function leaveLongTidying(transaction: Y.Transaction): void {
  if (transaction._needFormattingCleanup && tidyingSteps(transaction) > tidyingStepsMax)
    transaction._needFormattingCleanup = false;
}

/** Counted along Yjs's own way, up to the bound. */
export function tidyingSteps(transaction: Y.Transaction): number {
  const { doc, beforeState, deleteSet } = transaction;
  const whole = new Set<Y.AbstractType<unknown>>();
  let steps = 0;
  for (const [client, structs] of doc.store.clients) {
    for (let at = structs.length - 1; at >= 0; at--) {
      const struct = structs[at];
      if (!struct || struct.id.clock < (beforeState.get(client) ?? 0)) break;
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentFormat) addParent(struct, whole);
    }
  }
  Y.iterateDeletedStructs(transaction, deleteSet, struct => {
    if (!(struct instanceof Y.Item) || steps > tidyingStepsMax) return;
    if (struct.content instanceof Y.ContentFormat) addParent(struct, whole);
    else if (struct.parent instanceof Y.XmlText && struct.parent._hasFormatting) steps += gapAround(struct, steps);
  });
  for (const { _start: first } of whole)
    for (let item = first; item && steps <= tidyingStepsMax; item = item.right) steps += 5; // more is done at each
  return steps;
}

function addParent({ parent }: Y.Item, to: Set<Y.AbstractType<unknown>>): void {
  if (parent instanceof Y.AbstractType) to.add(parent);
}

/** To the next live letter on the right, and from there back to the one on the left. */
function gapAround(item: Y.Item, before: number): number {
  let steps = 0;
  let at: Y.Item | null = item;
  while (at.right && (at.right.deleted || !at.right.countable) && before + steps <= tidyingStepsMax) {
    at = at.right;
    steps++;
  }
  for (; at && (at.deleted || !at.countable) && before + steps <= tidyingStepsMax; at = at.left) steps++;
  return steps;
}
