// How much a draft may hold: growth beyond a bound is refused, and what is over one already may be read and shortened.
import { expect, it } from 'vitest';
import type * as Y from 'yjs';
import { draftTextBytesMax, draftTextCharsMax, pointTextCharsMax, replacingTimes } from '../../../../shared/limits.ts';
import { bodyOf } from '../../../../shared/text/point-text.ts';
import { edit, GatedDoc } from '../../../support/gated-doc.ts';
import { firstText } from '../../../support/stock-client.ts';

const pointMax = pointTextCharsMax * replacingTimes;

const textIn = (doc: Y.Doc, point: string): Y.XmlText => firstText(bodyOf(doc, point));
/** A point without words holds the end of its only line. */
const emptyPoint = 1;

/** Types into a point as one member, in pieces that each fit into an update. */
function typeInto(gated: GatedDoc, copy: Y.Doc, point: string, letters: number): string {
  for (let left = letters; left > 0; left -= 50_000) {
    const update = edit(copy, () => textIn(copy, point).insert(0, 'x'.repeat(Math.min(left, 50_000))));
    const { end } = gated.submit(update);
    if (end.kind !== 'all-taken') return end.kind === 'refused' ? end.refusal.code : end.kind;
  }
  return 'taken';
}

it('[G15] a point takes words up to its bound, and from then on only what makes it shorter', () => {
  const gated = new GatedDoc(['']);
  const copy = gated.copy(7);
  expect(typeInto(gated, copy, 'p0', pointMax - emptyPoint)).toBe('taken');
  const before = gated.state();
  const another = gated.copy(8);
  expect(typeInto(gated, another, 'p0', 1)).toBe('point-full');
  expect(gated.state()).toBe(before);
  const shorter = edit(copy, () => textIn(copy, 'p0').delete(0, 10));
  expect(gated.submit(shorter).end.kind).toBe('all-taken');
  expect(typeInto(gated, copy, 'p0', 10)).toBe('taken');
});

it('[G15] words that are replaced by as many are taken at the bound', () => {
  const gated = new GatedDoc(['']);
  const copy = gated.copy(7);
  typeInto(gated, copy, 'p0', pointMax - emptyPoint);
  const replaced = edit(copy, () => {
    textIn(copy, 'p0').delete(5, 3);
    textIn(copy, 'p0').insert(5, 'abc');
  });
  expect(gated.submit(replaced).end.kind).toBe('all-taken');
});

it('[G15] all the words of a full point are replaced by as many, of which the new ones arrive first', () => {
  const gated = new GatedDoc(['']);
  const copy = gated.copy(7);
  typeInto(gated, copy, 'p0', pointTextCharsMax - emptyPoint);
  expect(typeInto(gated, copy, 'p0', pointTextCharsMax)).toBe('taken');
  const gone = edit(copy, () => textIn(copy, 'p0').delete(pointTextCharsMax, pointTextCharsMax));
  expect(gated.submit(gone).end.kind).toBe('all-taken');
});

it('[G15] words that were taken out again before they were sent count nothing', () => {
  const gated = new GatedDoc(['']);
  const copy = gated.copy(7);
  copy.gc = false; // as what an undo may still bring back is kept
  const update = edit(copy, () => {
    for (let i = 0; i < 4; i++) {
      textIn(copy, 'p0').insert(0, 'x'.repeat(55_000));
      textIn(copy, 'p0').delete(0, 55_000);
    }
  });
  expect(gated.submit(update).end.kind).toBe('all-taken');
  expect(gated.textOf('p0')).toBe('\n');
});

it('[G15] words that others take out make room, those of whole lines too', () => {
  const gated = new GatedDoc(['']);
  const ann = gated.copy(7);
  typeInto(gated, ann, 'p0', pointMax - emptyPoint);
  const ben = gated.copy(8);
  const away = edit(ben, () => textIn(ben, 'p0').delete(0, pointMax));
  expect(gated.submit(away, 'ben').end.kind).toBe('all-taken');
  expect(typeInto(gated, gated.copy(9), 'p0', pointMax)).toBe('taken');
});

it('[G15] a draft takes words up to its bound over all points that stand', () => {
  const points = Math.ceil((draftTextCharsMax * replacingTimes) / pointMax) + 1;
  const gated = new GatedDoc(Array.from({ length: points }, () => ''));
  const copy = gated.copy(7);
  const typed = Array.from({ length: points }, (_, i) => typeInto(gated, copy, `p${i}`, pointMax - points));
  expect(typed.slice(0, -1)).toEqual(Array.from({ length: points - 1 }, () => 'taken'));
  expect(typed.at(-1)).toBe('draft-full');
});

it('[G15] a document that has grown too large by what was deleted takes deletions only', () => {
  const gated = new GatedDoc(['some words']);
  gated.bytes = draftTextBytesMax;
  const copy = gated.copy(7);
  expect(typeInto(gated, copy, 'p0', 1)).toBe('draft-full');
  const another = gated.copy(8);
  expect(gated.submit(edit(another, () => textIn(another, 'p0').delete(0, 4))).end.kind).toBe('all-taken');
});
