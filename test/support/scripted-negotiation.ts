// Five days of negotiation by three delegations on a real server, told by a script and a clock of its own: what was
// done is known, so that a history can be held against it.
import type * as Y from 'yjs';
import type { PointId } from '../../shared/ids.ts';
import { PointId as PointIdSchema } from '../../shared/ids.ts';
import type { TestServer } from './running-server.ts';
import { Person, startTestServer } from './running-server.ts';
import type { StockClient } from './stock-client.ts';
import { connectStock } from './stock-client.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Between two entries of a script, so that none runs on in the next. */
const pause = 7 * minute;

const speakers = ['ukr-delegate', 'rus-delegate', 'eur-delegate'] as const;
type Speaker = (typeof speakers)[number];
/** What was done between Rev. 2 and Rev. 3, and nothing else. */
export const betweenRevisions = [
  { by: 'ukr-delegate', point: 4, words: 'under the eyes of the Commission' },
  { by: 'rus-delegate', point: 10, words: 'in good faith' },
  { by: 'eur-delegate', point: 17, words: 'at a pace of its own' },
] as const;
export const disputed = { point: 5, said: 'Who draws this line?' } as const;

export type Negotiation = {
  readonly server: TestServer;
  readonly changes: number;
  readonly points: readonly PointId[];
  /** When the disputed thread was resolved, ms since 1970. */
  readonly resolvedAt: number;
  /** What RUS did about point 5, in words of the script. */
  readonly rusOnDisputed: readonly string[];
};

/** Begins on a Monday morning and ends five days later; from then on the clock runs as the real one does. */
export async function negotiate(): Promise<Negotiation> {
  const clock = new Clock(Date.UTC(2026, 2, 2, 9));
  const server = await startTestServer({ now: () => clock.now() });
  const table = await Table.sits(server, clock);
  await table.chairs({ kind: 'version.name', name: 'Rev. 1' });
  const thread = await table.says('ukr-delegate', disputed.point, disputed.said);
  await table.mornings(2, 9);
  await table.replies('rus-delegate', thread, 'The line of contact.');
  await table.mornings(1, 9);
  await table.chairs({ kind: 'version.name', name: 'Rev. 2' });
  for (const { by, point, words } of betweenRevisions) await table.writes(by, point, `${words} `);
  await table.chairs({ kind: 'version.name', name: 'Rev. 3' });
  await table.chairs({ kind: 'thread.resolve', thread, outcome: 'Settled in the annex.' });
  const resolvedAt = clock.now() - pause;
  await table.mornings(1, 9);
  const { points, changes } = table;
  table.rises();
  clock.runs();
  return { server, changes, points, resolvedAt, rusOnDisputed: ['The line of contact.'] };
}

class Clock {
  #at: number;
  #offset: number | null = null;

  constructor(at: number) {
    this.#at = at;
  }

  now(): number {
    return this.#offset === null ? this.#at : Date.now() + this.#offset;
  }

  passes(ms: number): void {
    this.#at += ms;
  }

  runs(): void {
    this.#offset = this.#at - Date.now();
  }
}

type People = ReadonlyMap<string, { readonly person: Person; readonly client: StockClient }>;

class Table {
  readonly points: readonly PointId[];
  changes = 0;
  readonly #clock: Clock;
  readonly #chair: Person;
  readonly #people: People;
  #said = 0;

  private constructor(clock: Clock, chair: Person, people: People, points: readonly PointId[]) {
    this.#clock = clock;
    this.#chair = chair;
    this.#people = people;
    this.points = points;
  }

  static async sits(server: TestServer, clock: Clock): Promise<Table> {
    const chair = await Person.sitsDown(server.address, 'chair');
    const people = new Map<string, { person: Person; client: StockClient }>();
    for (const speaker of speakers) {
      const person = await Person.sitsDown(server.address, speaker);
      people.set(speaker, { person, client: await connectStock(person) });
    }
    const { entries } = await chair.history('&kind=point.add&limit=200');
    const points = entries.toReversed().map(({ point }) => PointIdSchema.parse(point));
    clock.passes(pause);
    return new Table(clock, chair, people, points);
  }

  /** Everybody writes, and says something of it, all morning long; then it is quiet until the next day. */
  async mornings(days: number, rounds: number): Promise<void> {
    for (let d = 0; d < days; d++) {
      for (let round = 0; round < rounds; round++)
        for (const [i, speaker] of speakers.entries()) {
          const point = 12 + ((round * 3 + i + d) % 4);
          await this.writes(speaker, point, `${speaker.slice(0, 3)}${d}${round} `);
          await this.says(speaker, point, `Remark ${++this.#said} of ${speaker}.`);
          await this.writes(speaker, point, 'indeed ');
        }
      this.#clock.passes(day - rounds * 9 * pause);
    }
  }

  async chairs(act: Record<string, unknown>): Promise<string> {
    return this.#does(this.#chair, act);
  }

  async says(speaker: Speaker, number: number, text: string): Promise<string> {
    return this.#does(this.#of(speaker).person, {
      kind: 'thread.open',
      point: this.#pointAt(number),
      anchor: null,
      needs: [],
      text,
    });
  }

  async replies(speaker: Speaker, thread: string, text: string): Promise<string> {
    return this.#does(this.#of(speaker).person, { kind: 'thread.reply', thread, text });
  }

  /** Puts words at the beginning of a point; resolves when the record has them. */
  async writes(speaker: Speaker, number: number, words: string): Promise<void> {
    const { person, client } = this.#of(speaker);
    const before = (await person.view()).heads.text.seq;
    const text: Y.XmlText = client.textOf(this.#pointAt(number));
    text.insert(0, words);
    while ((await person.view()).heads.text.seq === before) await new Promise(resolve => setImmediate(resolve));
    this.changes++;
    this.#clock.passes(pause);
  }

  rises(): void {
    for (const { client } of this.#people.values()) client.leave();
  }

  async #does(who: Person, act: Record<string, unknown>): Promise<string> {
    const id = crypto.randomUUID();
    const answer = await who.act({ id, ...act } as never); // read by the server's schema
    if (answer.status !== 201) throw new Error(`${String(act['kind'])}: ${await answer.text()}`);
    this.changes++;
    this.#clock.passes(pause);
    return id;
  }

  #of(speaker: Speaker) {
    const found = this.#people.get(speaker);
    if (!found) throw new Error(`${speaker} does not sit here`);
    return found;
  }

  #pointAt(number: number): PointId {
    const found = this.points[number - 1];
    if (!found) throw new Error(`there is no point ${number}`);
    return found;
  }
}
