// What the gate foresees of Yjs's own ordering: the same order, and a price that is bounded before Yjs pays it.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { integrationOrder } from '../../../../../server/sync/gate/integration-order.ts';
import { readUpdate } from '../../../../../server/sync/gate/read-update.ts';
import { Rehearsal } from '../../../../../server/sync/gate/rehearsal.ts';
import { bodyOf } from '../../../../../shared/text/point-text.ts';
import {
  partDeletesMax,
  rivalsMax,
  updateDeletesMax,
  updateStepsMax,
  updateStructsMax,
} from '../../../../../shared/wire-limits.ts';
import * as craft from '../../../../support/craft-update.ts';
import { edit, GatedDoc } from '../../../../support/gated-doc.ts';
import { Random } from '../../../../support/seeded-random.ts';
import { firstText } from '../../../../support/stock-client.ts';

const words = (doc: Y.Doc, point = 'p0'): Y.XmlText => firstText(bodyOf(doc, point));
const startOf = (doc: Y.Doc): number => words(doc)._start?.id.clock ?? 0;

test('[G12] the gate foresees the order that Yjs makes of rivals, letter by letter', () => {
  let accepted = 0;
  for (let seed = 0; seed < (process.env['LONG'] ? 5_000 : 300); seed++) {
    const random = new Random(seed);
    const gated = new GatedDoc(['Words that were here.']);
    for (let frame = 0; frame < 3; frame++) {
      const update = rivals(random, gated, frame);
      if (gated.judge(update).kind !== 'accept') continue;
      const foreseen = foresee(gated, update);
      gated.submit(update);
      expect(foreseen, `seed ${seed}, frame ${frame}`).toEqual(lettersOf(words(gated.doc)));
      accepted++;
    }
  }
  expect(accepted).toBeGreaterThan(300);
});

/** New letters of two devices beside any letters that are there or came before, as no editor would put them. */
function rivals(random: Random, { doc }: GatedDoc, frame: number): Uint8Array {
  const clients = [40 + random.below(3), 50 + random.below(3)].map(client => client + 10 * frame);
  const there = lettersOf(words(doc)).map(([client, clock]): craft.Id => [client, clock]);
  return craft.updates(
    clients.map(client => ({
      client,
      clock: Y.getState(doc.store, client),
      structs: Array.from({ length: 6 }, (_, clock) => {
        const known =
          random.chance(0.7) || clock === 0 ? there : Array.from({ length: clock }, (_, i): craft.Id => [client, i]);
        const left = random.pick(known);
        return random.chance(0.3) ? craft.textAfter(left, 'x') : craft.textBetween(left, random.pick(there), 'x');
      }),
    })),
  );
}

function foresee({ doc }: GatedDoc, update: Uint8Array): readonly (readonly [number, number])[] {
  const read = readUpdate(update);
  const rehearsal = new Rehearsal(doc, read, () => false);
  const place = { kind: 'deleted', owner: words(doc) } as const;
  for (const struct of integrationOrder(read, client => Y.getState(doc.store, client)))
    rehearsal.integrate(struct, place);
  return [...rehearsal.order(place)].flatMap(({ client, clock, end }) =>
    Array.from({ length: end - clock }, (_, i) => [client, clock + i] as const),
  );
}

function lettersOf(text: Y.XmlText): readonly (readonly [client: number, clock: number])[] {
  const letters: [number, number][] = [];
  for (let item = text._start; item; item = item.right)
    for (let i = 0; i < item.length; i++) letters.push([item.id.client, item.id.clock + i]);
  return letters;
}

describe('the price', () => {
  const long = (): GatedDoc => new GatedDoc(['x'.repeat(20_000)]);
  /** Letters of a device that comes first among rivals, after one of the server's. */
  const fence = (start: number) =>
    craft.update(900, 0, craft.textBetween([1, start], [1, start + 1], 'y'.repeat(2_000)));
  /** Rivals between that letter and each another one of those, so that Yjs looks at all of them. */
  const rivalsOf = (start: number, client: number, count: number, first = 0) => ({
    client,
    clock: 0,
    structs: Array.from({ length: count }, (_, i) => craft.textBetween([1, start], [900, first + i + 1], 'x')),
  });

  test('[G12] rivals at one place are bounded, with what is there and within the update', () => {
    const house = long();
    const start = startOf(house.doc);
    house.submit(fence(start));
    const says = (client: number, count: number, first?: number) =>
      house.judge(craft.updates([rivalsOf(start, client, count, first)]));
    expect(says(7, rivalsMax + 2)).toMatchObject({ kind: 'refuse', code: 'too-costly' });
    for (const client of [7, 8, 9])
      expect(house.submit(craft.updates([rivalsOf(start, client, 98, 300 * (client - 7))])).end.kind).toBe('all-taken');
    expect(says(10, 9, 900)).toMatchObject({ kind: 'refuse', code: 'too-costly' });
    expect(says(10, 2, 900)).toMatchObject({ kind: 'accept' });
    expect(house.judge(craft.updates([rivalsOf(start, 10, 9, 900)]), 'bob'), 'to others it is no bar').toMatchObject({
      kind: 'accept',
    });
  });

  test('[G12] many places with fewer rivals each are bounded too', () => {
    const house = long();
    const start = startOf(house.doc);
    const structs = Array.from({ length: 4_800 }, (_, i) =>
      craft.textBetween([1, start + (i % 20) * 900], [1, start + (i % 20) * 900 + 2 + Math.floor(i / 20)], 'x'),
    );
    const verdict = house.judge(craft.updates([{ client: 7, clock: 0, structs }]));
    expect(verdict).toMatchObject({ kind: 'refuse', code: 'too-costly' });
    expect(verdict.price).toBeLessThan(updateStepsMax * 2);
  });

  test('[G12] so are cuts in the structs of a device that has very many', () => {
    const house = long();
    const start = startOf(house.doc);
    for (let part = 0; part < 9; part++)
      expect(
        house.submit(
          craft.updates([
            {
              client: 7,
              clock: part * 4_000,
              structs: Array.from({ length: 2_000 }, (_, i) =>
                craft.textBetween([1, start + i * 10 + part], [1, start + i * 10 + part + 1], 'ab'),
              ),
            },
          ]),
        ).end,
      ).toEqual({ kind: 'all-taken' });
    const ranges = (count: number) => Array.from({ length: count }, (_, i) => [i * 2, 1] as const);
    expect(house.judge(craft.updates([], [{ client: 7, ranges: ranges(9_000) }]))).toMatchObject({
      code: 'too-costly',
    });
    expect(house.judge(craft.updates([], [{ client: 7, ranges: ranges(partDeletesMax) }]))).toMatchObject({
      kind: 'accept',
    });
  });

  test('[G12] so are structs, values of one struct, and ranges, by their number', () => {
    const house = long();
    const says = (update: Uint8Array) => house.judge(update);
    const structs = Array.from({ length: updateStructsMax + 1 }, () => craft.collected(1));
    const ranges = Array.from({ length: updateDeletesMax + 1 }, (_, i) => [i * 2, 1] as const);
    expect(says(craft.updates([{ client: 7, clock: 0, structs }]))).toMatchObject({ code: 'too-large' });
    expect(says(craft.update(7, 0, craft.attributeValues([1, 0], '__indent', updateStructsMax + 1)))).toMatchObject({
      code: 'too-large',
    });
    expect(says(craft.updates([], [{ client: 1, ranges }]))).toMatchObject({ code: 'too-large' });
  });

  test('[G12] typing costs a step or two, wherever it is, and a refusal says its price', () => {
    const house = long();
    const mine = house.copy(7);
    for (let i = 0; i < 50; i++) {
      const update = edit(mine, () => words(mine).insert((i * 397) % 20_000, 'a'));
      expect(house.judge(update).price).toBeLessThan(30);
      house.submit(update);
    }
  });
});
