// A whole negotiation in one process and in no time: two to five pages, one server, both transports, lines that are
// cut, pages that are closed, kills, locks, removals, chosen by a seed. Ends with everybody back and idle, and says
// what was lost, what stands twice, and whose copy differs.
import { createHash } from 'node:crypto';
import { DocRows } from '../../../shared/rows/row-store.ts';
import { bodyOf, canonicalText } from '../../../shared/text/point-text.ts';
import { Random } from '../seeded-random.ts';
import type { Bug } from './bugs.ts';
import { seedChance } from './seeded-chance.ts';
import { SimBrowser } from './sim-browser.ts';
import { SimClient } from './sim-client.ts';
import { SimNetwork, uncarried } from './sim-network.ts';
import { SimServer } from './sim-server.ts';

export type SimResult = {
  readonly losses: readonly string[];
  readonly doubles: readonly string[];
  readonly differing: readonly string[];
  /** What should not be left over, or have happened at all. */
  readonly odd: readonly string[];
  readonly joined: Readonly<Record<'byWebSocket' | 'byRequests', number>>;
  readonly diskChanges: number;
  /** How often budgets made somebody wait. */
  readonly waits: number;
  readonly trace: string;
};

export type SimOptions = { readonly steps: number; readonly bug: Bug | null; advance(ms: number): Promise<unknown> };

process.setMaxListeners(0); // each provider listens for the process's end

export async function simulate(seed: number, { steps, bug, advance }: SimOptions): Promise<SimResult> {
  seedChance(seed);
  const random = new Random(seed);
  const server = new SimServer(random, bug);
  server.start();
  const count = 2 + random.below(4);
  const making = server.makeDraft(count);
  await advance(2_000);
  await making;
  const world = new World(server, count, random, bug);
  for (const client of world.clients) void client.opens();
  await advance(2_000);
  for (let step = 0; step < steps; step++) {
    await world.step();
    await advance(random.below(120));
  }
  await world.comesBack(advance);
  return world.judge();
}

class World {
  readonly clients: readonly SimClient[];
  readonly #server: SimServer;
  readonly #random: Random;
  readonly #events: string[] = [];
  readonly #typed = new Set<string>();
  readonly #deleted = new Set<string>();
  readonly #said = new Set<string>();
  #words = 0;

  constructor(server: SimServer, count: number, random: Random, bug: Bug | null) {
    this.#server = server;
    this.#random = random;
    const browsers = Array.from({ length: count }, () => new SimBrowser());
    this.clients = browsers.flatMap((browser, i) => {
      const client = (): SimClient =>
        new SimClient({ member: `delegate-${i}`, browser, network: new SimNetwork(random), server, bug });
      return i === 0 ? [client(), client()] : [client()]; // the first has two tabs
    });
  }

  async step(): Promise<void> {
    const random = this.#random;
    const client = random.pick(this.clients);
    const chance = random.below(100);
    if (chance < 52) this.#type(client);
    else if (chance < 58) this.#delete(client);
    else if (chance < 70) this.#comment(client);
    else if (chance < 78) this.#cut(client);
    else if (chance < 86) this.#note('back', client, () => this.#connect(client));
    else if (chance < 91) this.#note('closes', client, () => client.closes());
    else if (chance < 96) this.#note('opens', client, () => void client.opens());
    else if (chance < 98) this.#killOrStart();
    else this.#chairActs();
  }

  async comesBack(advance: SimOptions['advance']): Promise<void> {
    if (!this.#server.isUp) this.#server.start();
    for (const round of [1, 2]) {
      for (const client of this.clients) {
        this.#connect(client);
        client.network.isCalm = true;
        if (round === 2) client.closes(); // a fresh page sees what a browser holds
        void client.opens();
      }
      await advance(20_000);
    }
  }

  // --- steps -----------------------------------------------------------------------

  #note(what: string, client: SimClient | null, does: () => void): void {
    this.#events.push(`${what} ${client ? this.clients.indexOf(client) : ''}`);
    does();
  }

  #type(client: SimClient): void {
    const word = `w${this.#words++}x`;
    // Now and then with more than goes into one frame, or with what no network of this world carries.
    const chance = this.#random.below(100);
    const more = { 0: ` ${'y'.repeat(80_000)}`, 1: ` ${uncarried}` }[chance] ?? '';
    if (!client.types(word + more, this.#random)) return;
    this.#typed.add(word);
    this.#note(`types ${word}`, client, () => undefined);
  }

  #delete(client: SimClient): void {
    const word = client.deletesAWord(this.#random);
    if (word === null) return;
    this.#deleted.add(word);
    this.#note(`deletes ${word}`, client, () => undefined);
  }

  #comment(client: SimClient): void {
    const words = `said ${this.#words++}.`;
    if (!client.session?.snapshot().isLoaded || client.points().length === 0) return;
    this.#said.add(words);
    this.#note(`comments ${words}`, client, () => client.comments(words, this.#random));
  }

  #cut(client: SimClient): void {
    this.#note('is cut', client, () => {
      client.network.isDown = this.#random.chance(0.6);
      client.network.isBlocked = this.#random.chance(0.4); // it comes back by another network
      client.network.cut();
    });
  }

  #connect(client: SimClient): void {
    client.network.isDown = false;
  }

  #killOrStart(): void {
    if (!this.#server.isUp) return this.#note('starts', null, () => this.#server.start());
    this.#note('is killed', null, () => {
      this.#server.kill();
      for (const client of this.clients) client.network.cut();
      setTimeout(() => this.#server.isUp || this.#server.start(), this.#random.below(3_000));
    });
  }

  #chairActs(): void {
    if (!this.#server.isUp) return;
    void this.#server.draft().then(draft => {
      const points = draft.rows.all('points');
      if (points.length === 0) return; // a planted mistake may have lost them
      const point = this.#random.pick(points);
      const kind = {
        open: this.#random.pick(['point.lock', 'point.remove']),
        locked: 'point.unlock',
        removed: 'point.restore',
      }[point.state.kind];
      this.#note(`${kind} ${points.indexOf(point)}`, null, () => {
        void this.#server
          .act('chair', { id: `chair-${this.#words++}`, kind, point: point.id } as never)
          .catch(() => undefined);
      });
    });
  }

  // --- the end -----------------------------------------------------------------------

  async judge(): Promise<SimResult> {
    const draft = await this.#server.draft();
    const points = draft.rows.all('points').map(({ id }) => id);
    const texts = points.map(point => canonicalText(bodyOf(draft.text.doc, point)));
    const text = texts.join('\n');
    const comments = draft.rows.all('comments').map(({ body }) => (body.kind === 'said' ? body.text : ''));
    const kept = this.clients.flatMap(({ browser }) => browser.waiting().kept.map(({ words }) => words)).join(' … ');
    const refused = this.clients.flatMap(client => [...client.refused]);
    const losses = [
      ...[...this.#typed].filter(word => !this.#deleted.has(word) && !text.includes(word) && !kept.includes(word)),
      ...[...this.#said].filter(said => !comments.includes(said) && !kept.includes(said) && !refused.includes(said)),
    ];
    const doubles = [
      ...[...this.#typed].filter(word => text.split(word).length > 2),
      ...[...this.#said].filter(said => comments.filter(each => each === said).length > 1),
      ...[...this.#said].filter(said => comments.includes(said) && kept.includes(said)),
    ];
    const differing = this.clients.flatMap((client, i) => {
      const { session } = client;
      if (!session) return [`page ${i} did not open`];
      if (session.status().kind !== 'saved') return [`page ${i} is ${JSON.stringify(session.status())}`];
      const isSame = points.every((point, p) => canonicalText(bodyOf(session.text, point)) === texts[p]);
      const rows = JSON.stringify(sorted(session.snapshot().rows.all('comments')));
      return isSame && rows === JSON.stringify(sorted(new DocRows(draft.shared.doc).all('comments')))
        ? []
        : [`page ${i} differs`];
    });
    const odd = [
      ...this.#server.lost,
      ...(this.#server.tooEarly > 0 ? [`${this.#server.tooEarly} acts were sent before the words they rest on`] : []),
      ...this.clients.flatMap(({ browser }, i) =>
        browser.waiting().acts.length > 0 ? [`acts are left in browser ${i}`] : [],
      ),
      ...this.clients.flatMap(({ browser }, i) =>
        browser.waiting().points.length > 0 ? [`points are left in browser ${i}`] : [],
      ),
    ];
    for (const client of this.clients) client.closes();
    this.#server.kill();
    const trace = createHash('sha256')
      .update(JSON.stringify([this.#events, texts, comments, kept]))
      .digest('hex');
    const { joined, told, diskChanges } = this.#server;
    return { losses, doubles, differing, odd, joined, waits: told.toWait, diskChanges, trace };
  }
}

const sorted = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => a.id.localeCompare(b.id));
