// What Yjs would hold back, throw at or scan again and again is found before it sees a byte: circles, gaps, and
// deletions out of order.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import * as craft from '../../../../support/craft-update.ts';
import { edit, GatedDoc } from '../../../../support/gated-doc.ts';
import { Random } from '../../../../support/seeded-random.ts';
import { firstText } from '../../../../support/stock-client.ts';

const words = (doc: Y.Doc, point: string): Y.XmlText => firstText(bodyOf(doc, point));
const clockOf = (doc: Y.Doc, point: string): number => words(doc, point)._start?.id.clock ?? 0;
const says = (gated: GatedDoc, update: Uint8Array): string => {
  const verdict = gated.judge(update);
  return verdict.kind === 'refuse' ? verdict.code : verdict.kind;
};

describe('structs', () => {
  test('[G10] a circle through the order of clocks is refused: one rests on the second of another, whose first rests on its own second', () => {
    const circle = craft.updates([
      { client: 7, clock: 0, structs: [craft.textAfter([8, 1], 'a'), craft.textAfter([7, 0], 'b')] },
      { client: 8, clock: 0, structs: [craft.textAfter([7, 1], 'c'), craft.textAfter([8, 0], 'd')] },
    ]);
    expect(says(new GatedDoc(['Words.']), circle)).toBe('malformed');
  });

  test('[G10] so is one through collected structs, and one through three devices', () => {
    const gated = new GatedDoc(['Words.']);
    const collected = craft.updates([
      { client: 7, clock: 0, structs: [craft.textAfter([8, 1], 'a'), craft.collected(1)] },
      { client: 8, clock: 0, structs: [craft.textAfter([7, 1], 'c'), craft.collected(1)] },
    ]);
    const three = craft.updates([
      { client: 7, clock: 0, structs: [craft.textAfter([8, 1], 'a'), craft.collected(1)] },
      { client: 8, clock: 0, structs: [craft.textAfter([9, 1], 'a'), craft.collected(1)] },
      { client: 9, clock: 0, structs: [craft.textAfter([7, 1], 'c'), craft.collected(1)] },
    ]);
    expect([says(gated, collected), says(gated, three)]).toEqual(['malformed', 'malformed']);
  });

  test('[G10] what is known already but rests now on what is not here is a gap, whatever else comes with it', () => {
    const gated = new GatedDoc(['Words.']);
    const mine = gated.copy(7);
    gated.submit(edit(mine, () => words(mine, 'p0').insert(0, 'A')));
    const again = craft.updates([
      { client: 7, clock: 0, structs: [craft.textAfter([99, 3], 'A'), craft.textAfter([7, 0], 'b')] },
    ]);
    expect(says(gated, again)).toBe('resync');
  });

  test('[G10] what is known already makes no root', () => {
    const gated = new GatedDoc(['Words.']);
    const mine = gated.copy(7);
    gated.submit(edit(mine, () => words(mine, 'p0').insert(0, 'A')));
    const again = craft.updates([
      { client: 7, clock: 0, structs: [craft.elementIn('elsewhere', 'paragraph'), craft.textAfter([7, 0], 'b')] },
    ]);
    expect(says(gated, again)).toBe('unknown-point');
    expect([...gated.doc.share.keys()]).toEqual(['p0']);
  });

  test('[G10] two neighbours of which one stands in what was deleted as a whole do not make a place in another point, within one tick', () => {
    const gated = new GatedDoc(['Mine.', 'Locked.']);
    gated.access.set('p1', 'locked');
    const [mine, locked] = [clockOf(gated.doc, 'p0'), clockOf(gated.doc, 'p1')];
    gated.doc.transact(() => {
      bodyOf(gated.doc, 'p0').delete(0, 1);
      expect(says(gated, craft.update(7, 0, craft.textBetween([1, locked], [1, mine], 'x')))).toBe('out-of-place');
    });
  });

  test('[G10] of any shape, an update that the gate accepts leaves nothing for Yjs to hold back', () => {
    const kinds = new Map<string, number>();
    for (let seed = 0; seed < (process.env['LONG'] ? 10_000 : 600); seed++) {
      const gated = new GatedDoc(['Words.']);
      const update = knotted(new Random(seed), clockOf(gated.doc, 'p0'));
      const said = says(gated, update);
      kinds.set(said, (kinds.get(said) ?? 0) + 1);
      if (said === 'accept') gated.submit(update); // throws where Yjs held something back
    }
    // Letters beside what was collected are out of place.
    expect([...kinds.keys()].sort()).toEqual(['accept', 'malformed', 'out-of-place']);
    for (const count of kinds.values()) expect(count).toBeGreaterThan(60);
  });
});

/** A few structs of three devices that rest on one another at random. */
function knotted(random: Random, start: number): Uint8Array {
  const clients = [7, 8, 9];
  const counts = clients.map(() => 1 + random.below(4));
  return craft.updates(
    clients.map((client, i) => ({
      client,
      clock: 0,
      structs: Array.from({ length: counts[i] ?? 1 }, (_, clock) => {
        if (random.chance(0.1)) return craft.collected(1);
        const other = random.below(3);
        const on: craft.Id = random.chance(0.6)
          ? [1, start + random.below(3)]
          : other === i
            ? clock > 0
              ? [client, random.below(clock)]
              : [1, start]
            : [clients[other] ?? 7, random.below(counts[other] ?? 1)];
        return craft.textAfter(on, 'x');
      }),
    })),
  );
}

describe('deletions', () => {
  const gated = (): GatedDoc => new GatedDoc(['The parties agree on all of this.']);

  test.each([
    [
      'overlap',
      [
        [0, 9],
        [4, 9],
      ],
    ],
    [
      'repeat themselves',
      [
        [4, 3],
        [4, 3],
      ],
    ],
    [
      'are out of order',
      [
        [8, 2],
        [4, 2],
      ],
    ],
  ] as const)('[G11] ranges that %s are refused', (_, ranges) => {
    expect(says(gated(), craft.updates([], [{ client: 1, ranges }]))).toBe('malformed');
  });

  test('[G11] a device that is named twice is refused', () => {
    const twice = craft.updates(
      [],
      [
        { client: 1, ranges: [[4, 1]] },
        { client: 1, ranges: [[6, 1]] },
      ],
    );
    expect(says(gated(), twice)).toBe('malformed');
  });

  test('[G11] ranges side by side are accepted, and take out what they say', () => {
    const house = gated();
    const at = clockOf(house.doc, 'p0');
    expect(
      house.submit(
        craft.updates(
          [],
          [
            {
              client: 1,
              ranges: [
                [at, 2],
                [at + 2, 2],
                [at + 5, 1],
              ],
            },
          ],
        ),
      ).end.kind,
    ).toBe('all-taken');
    expect(house.textOf('p0')).toBe('prties agree on all of this.\n');
  });

  test('[G11] what is neither here nor in the update is a gap, also where the range begins in what is here', () => {
    const house = gated();
    const state = Y.getState(house.doc.store, 1);
    const range = (clock: number, length: number) => craft.updates([], [{ client: 1, ranges: [[clock, length]] }]);
    expect([range(state, 1), range(state - 1, 2), range(state + 5, 1)].map(update => says(house, update))).toEqual(
      Array(3).fill('resync'),
    );
  });

  test('[G11] honest deletions keep that order: live, merged, offline and whole', () => {
    const house = gated();
    const random = new Random(3);
    const mine = house.copy(7);
    const pending: Uint8Array[] = [];
    for (let i = 0; i < 300; i++) {
      const text = words(mine, 'p0');
      pending.push(
        edit(mine, () =>
          random.chance(0.5)
            ? text.insert(random.below(text.length), 'ab')
            : text.delete(random.below(text.length - 2), 1),
        ),
      );
      if (random.chance(0.1)) expect(house.submit(Y.mergeUpdates(pending.splice(0))).end.kind).toBe('all-taken');
    }
    expect(house.submit(Y.encodeStateAsUpdate(mine, Y.encodeStateVector(house.doc))).end.kind).toBe('all-taken');
    expect(house.judge(Y.encodeStateAsUpdate(mine))).toMatchObject({ kind: 'accept', effective: false });
    expect(house.textOf('p0')).toBe(words(mine, 'p0').toString());
  });
});
