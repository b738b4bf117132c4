// Drafters and delegates who do whatever comes to mind, from a seed, on a real server: themes and points come, go, move
// and are renamed, words are written, threads opened and settled. What a rule forbids is refused, as it would be to
// anybody.
import * as Y from 'yjs';
import { Moment } from '../../shared/api/record.ts';
import type { PointId } from '../../shared/ids.ts';
import { ActId } from '../../shared/ids.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { TestServer } from './running-server.ts';
import { Person } from './running-server.ts';
import type { Random } from './seeded-random.ts';
import type { StockClient } from './stock-client.ts';
import { connectStock, firstText, until } from './stock-client.ts';

type Step = (random: Random, rows: DocRows) => Record<string, unknown> | null;

export class RandomNegotiation {
  readonly chair: Person;
  readonly #drafter: Person;
  readonly #ukr: Person;
  readonly #client: StockClient;
  readonly #random: Random;

  private constructor(people: readonly [Person, Person, Person], client: StockClient, random: Random) {
    [this.chair, this.#drafter, this.#ukr] = people;
    this.#client = client;
    this.#random = random;
  }

  static async begins(server: TestServer, random: Random): Promise<RandomNegotiation> {
    const drafter = await Person.sitsDown(server.address, 'drafter');
    const people = [
      await Person.sitsDown(server.address, 'chair'),
      drafter,
      await Person.sitsDown(server.address, 'ukr-delegate'),
    ] as const;
    return new RandomNegotiation(people, await connectStock(drafter), random);
  }

  async goesOn(steps: number): Promise<void> {
    for (let i = 0; i < steps; i++) {
      const { rows } = await this.now();
      if (this.#random.chance(0.4)) await this.#writes(rows);
      else await this.#acts(rows);
    }
  }

  async now(name = 'now'): Promise<{ readonly moment: Moment; readonly rows: DocRows; readonly text: Y.Doc }> {
    const { draft, id } = this.chair.seat;
    const moment = Moment.parse(await (await this.chair.get(`/api/drafts/${draft}/moments/${name}?seat=${id}`)).json());
    const [rows, text] = [new DocRows(docOf(moment.shared)), docOf(moment.text)];
    return { moment, rows, text };
  }

  async names(name: string): Promise<string> {
    const id = ActId.parse(crypto.randomUUID());
    await this.chair.act({ id, kind: 'version.name', name });
    return `version-${id}`;
  }

  ends(): void {
    this.#client.leave();
  }

  async #acts(rows: DocRows): Promise<void> {
    const step = this.#random.pick(steps);
    const act = step(this.#random, rows);
    const who = step === discusses ? this.#ukr : this.#drafter;
    if (act) await who.act({ id: crypto.randomUUID(), ...act } as never); // read by the server's schema
  }

  /** Into a point that stands and is open; resolves when the record has it. */
  async #writes(rows: DocRows): Promise<void> {
    const points = rows.all('points').filter(({ state }) => state.kind === 'open');
    if (points.length === 0) return;
    const body = this.#client.doc.get(this.#random.pick(points).id, Y.XmlElement);
    await until(() => body.length > 0, this.#client.doc, 'update'); // a point that has just been added
    const text = firstText(body);
    const before = (await this.chair.view()).heads.text.seq;
    const place = this.#random.below(text.length + 1);
    this.#client.doc.transact(() => {
      if (text.length > 20 && this.#random.chance(0.4)) text.delete(this.#random.below(text.length - 10), 10);
      else text.insert(place, ` word${this.#random.below(1_000)}`);
      if (this.#random.chance(0.3)) text.format(0, Math.min(8, text.length), { bold: true });
    });
    while ((await this.chair.view()).heads.text.seq === before) await new Promise(resolve => setImmediate(resolve));
  }
}

const docOf = (update: string): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, 'base64'));
  return doc;
};

const anyOf = <T>(random: Random, list: readonly T[]): T | null => (list.length === 0 ? null : random.pick(list));
const placeIn = (random: Random, siblings: readonly string[]): string | null =>
  random.chance(0.3) ? null : anyOf(random, siblings);
const standing = (rows: DocRows): readonly PointId[] =>
  rows.all('points').flatMap(({ id, state }) => (state.kind === 'removed' ? [] : [id]));

const onPoint =
  (kind: string, more: (random: Random) => object = () => ({})): Step =>
  (random, rows) => {
    const point = anyOf(random, rows.all('points'));
    return point && { kind, point: point.id, ...more(random) };
  };
const onTheme =
  (kind: string, more: (random: Random, rows: DocRows) => object = () => ({})): Step =>
  (random, rows) => {
    const theme = anyOf(random, rows.all('themes'));
    return theme && { kind, theme: theme.id, ...more(random, rows) };
  };
const title = (random: Random) => ({ title: `Title ${random.below(1_000)}` });
const amongThemes = (random: Random, rows: DocRows) => ({
  after: placeIn(
    random,
    rows.all('themes').map(({ id }) => id),
  ),
});
const intoTheme = (random: Random, rows: DocRows): object => {
  const theme = anyOf(random, outlineOf(rows).themes);
  const points = theme?.points.map(({ row }) => row.id) ?? [];
  return { theme: theme?.row.id ?? 'none', after: placeIn(random, points) };
};

const discusses: Step = (random, rows) => {
  const thread = anyOf(random, rows.all('threads'));
  if (thread && random.chance(0.5)) return { kind: 'thread.resolve', thread: thread.id, outcome: null };
  const point = anyOf(random, standing(rows));
  return point && { kind: 'thread.open', point, anchor: null, needs: [], text: `Remark ${random.below(1_000)}` };
};

const steps: readonly Step[] = [
  onPoint('point.rename', title),
  (random, rows) => ({ kind: 'point.move', point: anyOf(random, standing(rows)), ...intoTheme(random, rows) }),
  (random, rows) => ({ kind: 'point.add', ...intoTheme(random, rows), ...title(random), paragraphs: ['Added.'] }),
  onPoint('point.remove'),
  onPoint('point.restore'),
  onTheme('theme.rename', title),
  onTheme('theme.move', amongThemes),
  (random, rows) => ({ kind: 'theme.add', ...amongThemes(random, rows), ...title(random) }),
  onTheme('theme.remove'),
  onTheme('theme.restore'),
  discusses,
];
