// Large updates in parts, each held against the real gate, one after another.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { splitUpdate } from '../../../../../client/sync/sending/split-update.ts';
import { bodyLines } from '../../../../../shared/text/body-blocks.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import { frameBytesMax, partBytesMax, structLengthMax, updateStepsMax } from '../../../../../shared/wire-limits.ts';
import { GatedDoc } from '../../../../support/gated-doc.ts';
import { Random } from '../../../../support/seeded-random.ts';
import { firstText } from '../../../../support/stock-client.ts';

const textOf = (doc: Y.Doc, point: string): Y.XmlText => firstText(bodyOf(doc, point));

/** Each part as a frame of its own; what the gate said of them. */
function sendsInParts(house: GatedDoc, mine: Y.Doc): readonly string[] {
  const parts = splitUpdate(Y.encodeStateAsUpdate(mine, Y.encodeStateVector(house.doc)));
  return parts.map(part => (part.byteLength > partBytesMax * 1.5 ? 'too large' : house.submit(part).end.kind));
}

test('[W8] two megabytes of words, of any letters, arrive in parts; the gate takes each, and cuts no character', () => {
  const points = ['p0', 'p1', 'p2', 'p3', 'p4'];
  const house = new GatedDoc(points.map(point => `Words of ${point}.`));
  const mine = house.copy(77);
  textOf(mine, 'p0').insert(0, 'The parties agree. '.repeat(10_000));
  for (const point of points.slice(1)) textOf(mine, point).insert(3, '🕊️漢字'.repeat(38_000));
  textOf(mine, 'p0').delete(40, 100_000);
  const whole = Y.encodeStateAsUpdate(mine, Y.encodeStateVector(house.doc));
  expect(whole.byteLength).toBeGreaterThan(frameBytesMax);
  expect(house.submit(whole).end.kind, 'in one piece it is refused').toBe('refused');
  const taken = sendsInParts(house, mine);
  expect(new Set(taken)).toEqual(new Set(['all-taken']));
  for (const point of points) expect(house.textOf(point)).toBe(textOf(mine, point).toString());
});

test('[W8] what was deleted arrives too: a long run of it, and more deletions than one part holds', () => {
  const house = new GatedDoc(['x'.repeat(24_000)]);
  const mine = house.copy(77);
  for (let i = 0; i < 60; i++) {
    textOf(mine, 'p0').insert(0, 'y'.repeat(20_000));
    textOf(mine, 'p0').delete(0, 20_000);
  }
  mine.transact(() => {
    // from the end: Yjs looks for a place from the start
    for (let at = 23_998; at >= 0; at -= 2) textOf(mine, 'p0').delete(at, 1);
  });
  expect(Y.getState(mine.store, 77)).toBeGreaterThan(structLengthMax);
  expect(house.submit(Y.encodeStateAsUpdate(mine, Y.encodeStateVector(house.doc))).end.kind).toBe('refused');
  expect(new Set(sendsInParts(house, mine))).toEqual(new Set(['all-taken']));
  expect(house.textOf('p0')).toBe(`${'x'.repeat(12_000)}\n`);
});

test('[W8] the work of several pages, whose words stand on one another, comes in an order that leaves no gap', () => {
  const house = new GatedDoc(['Words.', 'More.']);
  const random = new Random(7);
  let mine = house.copy(100);
  for (let page = 0; page < 6; page++) {
    const next = new Y.Doc(); // as a reload leads to another client id
    Y.applyUpdate(next, Y.encodeStateAsUpdate(mine));
    next.clientID = 100 + (page % 3);
    mine = next;
    for (let i = 0; i < 400; i++) {
      const text = textOf(mine, random.pick(['p0', 'p1']));
      text.insert(random.below(text.length + 1), `w${i} `.repeat(12));
      if (random.chance(0.2)) text.delete(random.below(text.length - 5), 5);
    }
  }
  expect(new Set(sendsInParts(house, mine))).toEqual(new Set(['all-taken']));
  for (const point of ['p0', 'p1']) expect(house.textOf(point)).toBe(textOf(mine, point).toString());
});

test('[W8] thousands of changes far apart come in parts whose price is far below what the gate allows', () => {
  const house = new GatedDoc(['x'.repeat(30_000)]);
  const mine = house.copy(77);
  mine.transact(() => {
    for (let at = 29_000; at > 0; at -= 4) {
      textOf(mine, 'p0').insert(at, 'y');
      if (at % 3 === 0) textOf(mine, 'p0').delete(at - 2, 1);
    }
  });
  const whole = Y.encodeStateAsUpdate(mine, Y.encodeStateVector(house.doc));
  expect(house.judge(whole), 'in one piece it is refused').toMatchObject({ kind: 'refuse', code: 'too-large' });
  for (const part of splitUpdate(whole)) {
    const verdict = house.judge(part);
    expect(verdict.kind).toBe('accept');
    expect(verdict.price).toBeLessThan(updateStepsMax / 5);
    house.submit(part);
  }
  expect(house.textOf('p0')).toBe(textOf(mine, 'p0').toString());
});

test('[W8] two delegations that wrote hundreds of lines at one place without a connection both get them in', () => {
  const house = new GatedDoc(['Words.']);
  const both = [house.copy(70), house.copy(80)];
  for (const mine of both)
    for (let line = 0; line < 300; line++) textOf(mine, 'p0').insert(7, `Line ${line}.\n`, { line: 'bullet' });
  for (const [index, mine] of both.entries())
    for (const part of splitUpdate(Y.encodeStateAsUpdate(mine, Y.encodeStateVector(house.doc)))) {
      const verdict = house.judge(part, `member-${index}`);
      expect(verdict.kind).toBe('accept');
      expect(verdict.price).toBeLessThan(updateStepsMax * 0.7);
      house.submit(part, `member-${index}`);
    }
  expect(bodyLines(bodyOf(house.doc, 'p0'))).toHaveLength(1 + 2 * 300);
});

test('[W8] hundreds of words with links of the longest kind arrive', () => {
  const house = new GatedDoc(['Word. '.repeat(300)]);
  const mine = house.copy(77);
  mine.transact(() => {
    for (let i = 0; i < 300; i++)
      textOf(mine, 'p0').format(6 * i, 4, { link: `https://un.org/${i}/${'й'.repeat(1_900)}` });
  });
  expect(house.submit(Y.encodeStateAsUpdate(mine, Y.encodeStateVector(house.doc))).end.kind).toBe('refused');
  for (const part of splitUpdate(Y.encodeStateAsUpdate(mine, Y.encodeStateVector(house.doc)))) {
    expect(house.judge(part).price).toBeLessThan(updateStepsMax / 5);
    expect(house.submit(part).end.kind).toBe('all-taken');
  }
  expect(bodyLines(bodyOf(house.doc, 'p0'))).toEqual(bodyLines(bodyOf(mine, 'p0')));
});
