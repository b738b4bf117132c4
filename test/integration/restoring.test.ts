// What once stood is brought back, over a real server: words, removed points, the whole draft; only what the record
// has, and never over what was not seen.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { outlineId } from '../../shared/acts/restore.ts';
import { Comparison } from '../../shared/api/record.ts';
import type { PointId } from '../../shared/ids.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { changesOf } from '../../shared/rows/outline-difference.ts';
import { blocksOf } from '../../shared/text/body-blocks.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import { wordingId } from '../../shared/text/wording.ts';
import { RandomNegotiation } from '../support/random-negotiation.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, sampleFolder, startTestServer } from '../support/running-server.ts';
import { Random } from '../support/seeded-random.ts';

let server: TestServer;
const folder = sampleFolder();
beforeAll(async () => {
  server = await startTestServer({ folder });
});
afterAll(() => server.stop());

const compare = async (who: Person, from: string, to: string, rest = ''): Promise<Comparison> =>
  Comparison.parse(
    await (await who.get(`/api/drafts/sample/comparison?from=${from}&to=${to}${rest}&seat=${who.seat.id}`)).json(),
  );

const restores = (who: Person, order: Record<string, unknown>): Promise<Response> =>
  who.posts(`/api/drafts/sample/restorations?seat=${who.seat.id}`, { id: crypto.randomUUID(), ...order });

/** All that differs, as the dialog asks for it with everything chosen. */
async function wholeOrder(negotiation: RandomNegotiation, moment: string) {
  const [then, now] = [await negotiation.now(moment), await negotiation.now()];
  const blocksIn = (doc: Y.Doc, point: PointId): string => JSON.stringify(blocksOf(bodyOf(doc, point)));
  const points = outlineOf(then.rows)
    .themes.flatMap(theme => theme.points.map(({ row }) => row.id))
    .filter(
      id => now.rows.get('points', id)?.state.kind === 'removed' || blocksIn(now.text, id) !== blocksIn(then.text, id),
    )
    .map(point => ({ point, basis: wordingId(canonicalText(bodyOf(now.text, point))) }));
  return { moment, points, outline: outlineId(now.rows) };
}

const seeds = process.env['LONG'] === '1' ? Array.from({ length: 40 }, (_, i) => i + 1) : [1, 2, 11];

test.each(seeds)(
  '[H7] whatever was done since, a version that is brought back compares with itself as no difference (seed %i)',
  async seed => {
    const negotiation = await RandomNegotiation.begins(server, new Random(seed));
    const { chair } = negotiation;
    await negotiation.goesOn(25);
    const version = await negotiation.names(`Seed ${seed}, first`);
    await negotiation.goesOn(50);
    const later = await negotiation.names(`Seed ${seed}, second`);

    const between = await compare(chair, version, later);
    const unnamed = [...between.themes, ...between.points].flatMap(({ changes }) =>
      changes.filter(({ by }) => by === null),
    );
    expect(unnamed).toEqual([]); // whatever became of a place, the record says by whom
    for (const { before, after, changes } of between.points)
      expect(changes.map(({ change }) => change).filter(change => change !== 'moved')).toEqual(
        changesOf({ before, after, isMoved: false }),
      );

    expect((await restores(chair, await wholeOrder(negotiation, version))).status).toBe(201);
    const { themes, points, summary } = await compare(chair, version, 'now');
    expect(themes).toEqual([]);
    expect(
      points.filter(({ pieces, changes }) => changes.length > 0 || pieces.some(({ kind }) => kind !== 'same')),
    ).toEqual([]);
    expect([summary.changed, summary.added, summary.removed, summary.moved]).toEqual([0, 0, 0, 0]);
    const [then, now] = [await negotiation.now(version), await negotiation.now()];
    for (const { row } of outlineOf(then.rows).themes.flatMap(theme => theme.points))
      expect(blocksOf(bodyOf(now.text, row.id))).toEqual(blocksOf(bodyOf(then.text, row.id))); // bold and lists too
    negotiation.ends();
  },
);

test('[H7] what is brought back is what the record has; who sends other words, or none, is refused', async () => {
  const negotiation = await RandomNegotiation.begins(server, new Random(9));
  const drafter = await Person.sitsDown(server.address, 'drafter');
  const version = await negotiation.names('The true one');
  const { rows, text, moment } = await negotiation.now();
  const [point] = outlineOf(rows).themes.flatMap(theme => theme.points.map(({ row }) => row.id));
  const basis = wordingId(canonicalText(bodyOf(text, point ?? '')));
  const blocks = [{ kind: 'paragraph', runs: [{ text: 'Never said.', marks: [], link: null }] }];
  const forged = { source: 'The true one', at: moment.at, heads: moment.heads, outline: null };
  const act = { id: crypto.randomUUID(), kind: 'words.restore', ...forged, points: [{ point, basis, blocks }] };
  expect((await drafter.act(act as never)).status).toBe(400);
  expect((await restores(drafter, { moment: version, points: [{ point, basis, blocks }], outline: null })).status).toBe(
    400,
  );
  expect((await restores(drafter, { moment: version, points: [], outline: null })).status).toBe(409);
  expect((await restores(drafter, { moment: 'now', points: [{ point, basis }], outline: null })).status).toBe(400);
  expect((await restores(drafter, { moment: 'version-none', points: [{ point, basis }], outline: null })).status).toBe(
    404,
  );
  const observer = await Person.sitsDown(server.address, 'observer');
  expect((await restores(observer, { moment: version, points: [{ point, basis }], outline: null })).status).toBe(403);
  negotiation.ends();
});

test('[H7] each point that came back says so in its own history, and knows its last editor after a restart', async () => {
  let negotiation = await RandomNegotiation.begins(server, new Random(10));
  const drafter = await Person.sitsDown(server.address, 'drafter');
  const version = await negotiation.names('Before the two');
  const [first, second] = outlineOf((await negotiation.now()).rows).themes.flatMap(theme =>
    theme.points.map(({ row }) => row.id),
  );
  const act = (given: Record<string, unknown>) => drafter.act({ id: crypto.randomUUID(), ...given } as never);
  await act({ kind: 'point.remove', point: first });
  await act({ kind: 'point.rename', point: second, title: 'Called otherwise' });
  const order = await wholeOrder(negotiation, version);
  const basis = wordingId(canonicalText(bodyOf((await negotiation.now()).text, second ?? '')));
  expect((await restores(drafter, { ...order, points: [...order.points, { point: second, basis }] })).status).toBe(201);
  negotiation.ends();

  await server.stop();
  server = await startTestServer({ folder });
  negotiation = await RandomNegotiation.begins(server, new Random(11));
  const kinds = async (point: PointId | undefined): Promise<string[]> =>
    (await negotiation.chair.history(`&point=${point}&limit=3`)).entries.map(({ kind }) => kind);
  expect(await kinds(first)).toEqual(['point.restore', 'words.restore', 'point.remove']);
  expect(await kinds(second)).toEqual(['point.rename', 'words.restore', 'point.rename']);
  const { changes } = await negotiation.chair.view();
  for (const point of [first, second]) expect(changes.find(each => each.point === point)?.by.member).toBe('drafter');
  negotiation.ends();
});

test('[H7] an outline that changed meanwhile is not undone unseen', async () => {
  const negotiation = await RandomNegotiation.begins(server, new Random(12));
  const version = await negotiation.names('Seen');
  const [theme] = outlineOf((await negotiation.now()).rows).themes;
  const order = await wholeOrder(negotiation, version);
  const added = { kind: 'point.add', theme: theme?.row.id, after: null, title: 'Unseen', paragraphs: ['Unseen.'] };
  await negotiation.chair.act({ id: crypto.randomUUID(), ...added } as never);
  const answer = await restores(negotiation.chair, order);
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'words-changed']);
  expect((await restores(negotiation.chair, await wholeOrder(negotiation, version))).status).toBe(201);
  negotiation.ends();
});
