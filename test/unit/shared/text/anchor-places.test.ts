// Whatever text and anchor, also of a hostile page: a place is a stretch of the text, or there is none.
import fc from 'fast-check';
import { toBase64 } from 'lib0/buffer';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Act } from '../../../../shared/acts/act.ts';
import { must } from '../../../../shared/assert.ts';
import type { Anchor } from '../../../../shared/text/anchors/anchor-schema.ts';
import { makeAnchor, resolveAnchor } from '../../../../shared/text/anchors/anchors.ts';
import { flowOf } from '../../../../shared/text/flow.ts';
import { bodyOf, flatText } from '../../../../shared/text/point-text.ts';
import { seedBody } from '../../../support/seed-body.ts';

const words = (most: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '\n', '\u00a0', '界', '\u200b', '\u0001'), maxLength: most });
const neverWas = new Y.RelativePosition(null, null, Y.createID(7, 5), 0);

type Spot = { readonly at: number; readonly assoc: 0 | -1 } | 'never was' | 'no position';
const spot = fc.oneof(
  fc.record({ at: fc.nat(60), assoc: fc.constantFrom(0, -1) }),
  fc.constantFrom('never was', 'no position'),
) satisfies fc.Arbitrary<Spot>;
const edit = fc.record({ at: fc.nat(60), removed: fc.nat(6), added: words(6) });

const quoted = fc.record({
  quote: words(8).filter(quote => quote !== ''),
  prefix: words(8),
  suffix: words(8),
  twins: fc.option(fc.tuple(fc.nat(3), fc.nat(3)), { nil: undefined }),
  length: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
});

function flowWith(...paragraphs: readonly string[]) {
  const root = bodyOf(new Y.Doc(), 'p0');
  seedBody(root, paragraphs);
  const flow = must(flowOf(root), 'the point has a flow');
  const position = (spot: Spot): string => {
    if (spot === 'no position') return 'AAAA';
    if (spot === 'never was') return toBase64(Y.encodeRelativePosition(neverWas));
    const at = Math.min(spot.at, flow.length);
    return toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(flow, at, spot.assoc)));
  };
  return { root, flow, position };
}

test('[A12] no place is empty, reversed or outside of the text', () =>
  fc.assert(
    fc.property(
      fc.tuple(words(30), words(30)),
      fc.tuple(spot, spot),
      quoted,
      fc.array(edit, { maxLength: 4 }),
      (paragraphs, [start, end], what, edits) => {
        const { root, flow, position } = flowWith(...paragraphs);
        const anchor = { start: position(start), end: position(end), ...what };
        for (const { at, removed, added } of edits) {
          const from = Math.min(at, flow.length);
          flow.delete(from, Math.min(removed, flow.length - from));
          flow.insert(from, added);
        }
        const flat = flatText(root);
        const placed = resolveAnchor(root, flat, anchor);
        if (placed.kind === 'detached') return;
        expect(placed.from).toBeGreaterThanOrEqual(0);
        expect(placed.to).toBeGreaterThan(placed.from);
        expect(placed.to).toBeLessThanOrEqual(flat.text.length);
      },
    ),
    { numRuns: 3_000 },
  ));

test('[A12] a quote of blanks alone is on no words, and no act brings another', () => {
  const { root, position } = flowWith('  abc def', '   ghi jkl');
  const blanks: Anchor = {
    start: position('never was'),
    end: position({ at: '  abc def\n  '.length, assoc: -1 }),
    quote: ' \n\u0001',
    prefix: '',
    suffix: '',
  };
  expect(resolveAnchor(root, flatText(root), blanks)).toEqual({ kind: 'detached' });
  const comment = (anchor: Anchor) =>
    Act.safeParse({ id: crypto.randomUUID(), kind: 'thread.open', point: 'p1', anchor, needs: [], text: 'Why?' });
  expect(comment(blanks).error?.message).toContain('It hangs on no words');
  expect(comment(makeAnchor(root, 2, 5)).success).toBe(true);
});
