// Yjs's tidying of marks: done where it is short, left out where it would hold everybody up. Without consequence for
// the words.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { tidyingSteps } from '../../../../../server/sync/gate/tidying.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import { tidyingStepsMax } from '../../../../../shared/wire-limits.ts';
import * as craft from '../../../../support/craft-update.ts';
import { edit, GatedDoc } from '../../../../support/gated-doc.ts';
import { firstText } from '../../../../support/stock-client.ts';

const words = (doc: Y.Doc): Y.XmlText => firstText(bodyOf(doc, 'p0'));
const marksIn = (doc: Y.Doc): number => {
  let marks = 0;
  for (let item = words(doc)._start; item; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentFormat) marks++;
  return marks;
};

/** What the tidying after this change took, or would have taken; and whether it was done. */
function tidies(gated: GatedDoc, update: Uint8Array) {
  const seen: { steps: number; transaction: Y.Transaction }[] = [];
  gated.doc.once('afterTransaction', (transaction: Y.Transaction) => {
    seen.push({ steps: tidyingSteps(transaction), transaction });
  });
  expect(gated.submit(update).end.kind).toBe('all-taken');
  return { steps: seen[0]?.steps, isDone: seen[0]?.transaction._needFormattingCleanup };
}

test('[G14] superfluous marks are tidied after a change of usual size', () => {
  const gated = new GatedDoc(['The parties agree.']);
  const mine = gated.copy(7);
  gated.submit(edit(mine, () => words(mine).format(4, 7, { bold: true })));
  expect(marksIn(gated.doc)).toBe(2);
  const bare = craft.updates([], [{ client: 1, ranges: [[(words(gated.doc)._start?.id.clock ?? 0) + 4, 7]] }]);
  const { steps, isDone } = tidies(gated, bare);
  expect([isDone, steps]).toEqual([true, expect.any(Number)]);
  expect(steps).toBeLessThan(20);
  expect([gated.textOf('p0'), marksIn(gated.doc)]).toEqual(['The  agree.\n', 1]);
});

test('[G14] what grows with the square of what is deleted is left out, and the words are the same', () => {
  const gated = new GatedDoc(['x'.repeat(3_000)]);
  const mine = gated.copy(7);
  gated.submit(edit(mine, () => words(mine).format(0, 1, { bold: true })));
  const start = words(mine)._start?.right?.id.clock ?? 0;
  const typed = Array.from({ length: 1_500 }, (_, i) =>
    craft.textBetween([1, start + 2 * i], [1, start + 2 * i + 1], 'y'),
  );
  const clock = Y.getState(gated.doc.store, 7);
  expect(gated.submit(craft.updates([{ client: 7, clock, structs: typed }])).end.kind).toBe('all-taken');
  const all = craft.updates(
    [],
    [
      { client: 7, ranges: [[clock, 1_500]] },
      { client: 1, ranges: [[start + 1, 2_990]] },
    ],
  );
  const { steps, isDone } = tidies(gated, all);
  expect(steps).toBeGreaterThan(tidyingStepsMax);
  expect(isDone).toBe(false);
  expect(gated.textOf('p0')).toBe(`x${'x'.repeat(9)}\n`);
});
