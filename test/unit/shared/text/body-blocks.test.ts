// Blocks into a body and back, and that the editor and the gate take such a body as one of their own.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { tidyRuns } from '../../../../shared/documents/source.ts';
import type { Block, Run } from '../../../../shared/text/blocks.ts';
import { blocksOf, rewriteBody, writeBlocks } from '../../../../shared/text/body-blocks.ts';
import { bodyOf, canonicalText } from '../../../../shared/text/point-text.ts';
import { GatedDoc } from '../../../support/gated-doc.ts';
import { openHeadlessPoint } from '../../../support/headless-point.ts';

const words = fc.constantFrom('peace', 'мир', 'السلام', '🕊️ dove', 'two  blanks', '<b>');
const runs: fc.Arbitrary<Run[]> = fc
  .array(
    fc.record({
      text: words,
      marks: fc.subarray(['bold', 'italic', 'underline'] as const).map(each => [...each]),
      link: fc.constantFrom(null, null, 'https://example.org/'),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map(tidyRuns);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('paragraph' as const, 'quote' as const), runs }),
  fc.record({
    kind: fc.constant('list' as const),
    items: fc.array(fc.record({ level: fc.integer({ min: 0, max: 3 }), ordered: fc.boolean(), runs }), {
      minLength: 1,
      maxLength: 6,
    }),
  }),
);
/** Neighbouring lists are one. */
const blocks = fc
  .array(block, { minLength: 1, maxLength: 5 })
  .map(each => each.filter((one, i) => !(one.kind === 'list' && each[i - 1]?.kind === 'list')));

function docWith(given: readonly Block[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => writeBlocks(bodyOf(doc, 'p'), given));
  return doc;
}

test('[D6] what is written into a body is read from it', () => {
  fc.assert(
    fc.property(blocks, given => {
      expect(blocksOf(bodyOf(docWith(given), 'p'))).toEqual(given);
    }),
    { numRuns: 300 },
  );
});

test('[D6] the editor opens such a body, shows its words and writes nothing', () => {
  fc.assert(
    fc.property(blocks, given => {
      const doc = docWith(given);
      const before = canonicalText(bodyOf(doc, 'p'));
      let writes = 0;
      doc.on('update', () => writes++);
      const point = openHeadlessPoint(doc, 'p');
      point.close();
      expect(writes).toBe(0);
      expect(canonicalText(bodyOf(doc, 'p'))).toBe(before);
    }),
    { numRuns: 100 },
  );
});

test('[D6] the gate takes every letter, mark and line of it', () => {
  fc.assert(
    fc.property(blocks, given => {
      const gated = new GatedDoc(['']);
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(gated.doc));
      const before = Y.encodeStateVector(copy);
      copy.transact(() => rewriteBody(bodyOf(copy, 'p0'), given));
      expect(gated.submit(Y.encodeStateAsUpdate(copy, before), 'ann').end).toEqual({ kind: 'all-taken' });
    }),
    { numRuns: 100 },
  );
});
