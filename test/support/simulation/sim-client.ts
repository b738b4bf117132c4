// One page of one member in a simulation: the production DraftSession over a simulated browser, network and server, and
// the few things a person does.
import * as Y from 'yjs';
import { BrowserDraft } from '../../../client/session/browser-draft.ts';
import { DraftSession } from '../../../client/session/draft-session.ts';
import { fallbackSocket } from '../../../client/sync/fallback-socket.ts';
import type { HttpLine } from '../../../server/sync/carriers/http-line.ts';
import type { ReadableLine } from '../../../server/sync/carriers/line.ts';
import type { Act } from '../../../shared/acts/act.ts';
import { Act as ActSchema } from '../../../shared/acts/act.ts';
import type { DraftView } from '../../../shared/api/contract.ts';
import { MemberId, type PointId } from '../../../shared/ids.ts';
import { anchorNeeds, makeAnchor } from '../../../shared/text/anchors/anchors.ts';
import { bodyOf, flatText } from '../../../shared/text/point-text.ts';
import type { Random } from '../seeded-random.ts';
import type { Bug } from './bugs.ts';
import type { SimBrowser, SimPage } from './sim-browser.ts';
import type { SimNetwork } from './sim-network.ts';
import { simAsk } from './sim-requests.ts';
import { type SimServer, simDraft } from './sim-server.ts';

export class SimClient {
  readonly member: string;
  readonly browser: SimBrowser;
  readonly network: SimNetwork;
  readonly #server: SimServer;
  readonly #bug: Bug | null;
  #page: SimPage | null = null;
  #view: DraftView | null = null;
  session: DraftSession | null = null;

  constructor(parts: { member: string; browser: SimBrowser; network: SimNetwork; server: SimServer; bug: Bug | null }) {
    this.member = parts.member;
    this.browser = parts.browser;
    this.network = parts.network;
    this.#server = parts.server;
    this.#bug = parts.bug;
  }

  /** Opens the page; without a connection, from what was last seen. */
  async opens(): Promise<void> {
    if (this.session || (this.#page && !this.#page.isGone)) return;
    const page = this.browser.newPage();
    this.#page = page;
    this.#plant(page);
    const local = await BrowserDraft.open(page, simDraft, MemberId.parse(this.member));
    this.#plantInto(local);
    const left = await local.work.left();
    const fresh = await this.network.call(() => this.#server.view(this.member)).catch(() => null);
    const view = fresh ?? this.#view;
    if (page.isGone) return;
    if (!view) return this.closes();
    this.#view = view;
    this.session = new DraftSession({
      view,
      seenAt: fresh ? null : Date.now(),
      local,
      receipts: local.receipts,
      left,
      unsent: { words: [], reason: '' },
      server: {
        url: `ws://sim/sync/${simDraft}`,
        socket: this.#socket(),
        reachable: fresh ? Promise.resolve(null) : this.#untilReached(page),
        act: act => this.network.call(() => this.#server.act(this.member, this.#sent(act))),
        draft: () => this.network.call(() => this.#server.view(this.member)),
        links: (part, after) => this.network.call(() => this.#server.links(part, after)),
        key: async () => 'the key',
      },
      onNetworkChange: () => undefined,
      onOtherPast: () => void this.#server.lost.push('a page was shown another past'),
    });
  }

  /** As in a page: by WebSocket, and where that is blocked by requests. */
  #socket(): typeof WebSocket {
    const accept = (line: HttpLine | ReadableLine, room: string): void =>
      void this.#server.accept(line, room, MemberId.parse(this.member));
    return fallbackSocket({
      WebSocket: this.network.socket(() => (this.#server.isUp ? accept : null)),
      ask: simAsk(this.network, {
        life: () => this.#server.lines,
        accept,
        asks: costs => this.#server.ask(this.member, costs),
      }),
    });
  }

  /** As when the browser is killed: nothing is said to anybody. */
  closes(): void {
    this.#page?.crash();
    this.#page = null;
    const session = this.session;
    this.session = null;
    session?.close();
  }

  async #untilReached(page: SimPage): Promise<DraftView> {
    while (!page.isGone) {
      const view = await this.network.call(() => this.#server.view(this.member)).catch(() => null);
      if (view) return view;
      await new Promise(resolve => setTimeout(resolve, 1_000));
    }
    return new Promise(() => {});
  }

  // --- what a person does ------------------------------------------------------

  /** Points that this page would let its person edit. */
  points(): readonly PointId[] {
    const rows = this.session?.snapshot().rows;
    return (
      rows
        ?.all('points')
        .filter(({ state }) => state.kind === 'open')
        .map(({ id }) => id) ?? []
    );
  }

  /** Writes a word that nobody else writes; false where nothing could be written. */
  types(word: string, random: Random): boolean {
    const session = this.session;
    const points = this.points();
    if (!session?.snapshot().isLoaded || points.length === 0) return false;
    const root = bodyOf(session.text, random.pick(points));
    const texts = [...flatText(root).base.keys()];
    if (texts.length === 0) return false;
    const text = random.pick(texts);
    text.insert(boundary(text, random), ` ${word} `);
    return true;
  }

  /** Takes one word out; says which. */
  deletesAWord(random: Random): string | null {
    const session = this.session;
    const points = this.points();
    if (!session?.snapshot().isLoaded || points.length === 0) return null;
    const root = bodyOf(session.text, random.pick(points));
    for (const text of flatText(root).base.keys()) {
      const found = /w\d+x/.exec(Y.Text.prototype.toString.call(text));
      if (!found) continue;
      text.delete(found.index, found[0].length);
      return found[0];
    }
    return null;
  }

  comments(words: string, random: Random): void {
    const session = this.session;
    const points = this.points();
    if (!session?.snapshot().isLoaded || points.length === 0) return;
    const point = random.pick(points);
    const root = bodyOf(session.text, point);
    const { text } = flatText(root);
    const word = /w\d+x/.exec(text);
    const anchor = word && random.chance(0.6) ? makeAnchor(root, word.index, word.index + word[0].length) : null;
    const needs = anchor ? anchorNeeds(anchor).map(([client, clock]): [number, number] => [client, clock]) : [];
    void session.act({ kind: 'thread.open', point, anchor, needs, text: words }).outcome.then(outcome => {
      if (outcome.kind === 'refused' && this.session === session) this.refused.add(words);
    });
  }

  /** Comments whose composer has been told why they were refused: it has their text. */
  readonly refused = new Set<string>();

  // --- planted mistakes ----------------------------------------------------------

  #sent(act: Act): Act {
    if (this.#bug !== 'act sent anew under another id') return act;
    return ActSchema.parse({ ...act, id: `${act.id.slice(0, 30)}${Date.now() % 100_000}` });
  }

  #plant(page: SimPage): void {
    if (this.#bug === 'words not kept in the copy') Object.assign(page, { openCopy: () => noCopy });
    if (this.#bug === 'two tabs in one slot') Object.assign(page, { hold: async () => () => undefined });
  }

  #plantInto(local: BrowserDraft): void {
    const nothing = (): void => undefined;
    const planted: { readonly [B in Bug]?: () => void } = {
      'outbox not cleared': () => Object.assign(local.work, { removeAct: nothing }),
      'outbox not kept': () => Object.assign(local.work, { putAct: nothing }),
      'unsent points not noted': () => Object.assign(local.work, { putPoint: nothing }),
      'kept words dropped': () => Object.assign(local.work, { putKept: nothing }),
      'given up copy opened again': () => Object.assign(local, { replacePresentCopy: nothing }),
      'client id of refused words used again': () =>
        Object.assign(local, { leaseClientId: () => this.#oneId, renewClientId: () => this.#oneId }),
    };
    if (this.#bug) planted[this.#bug]?.();
  }

  readonly #oneId = new Y.Doc().clientID;
}

/** As one that stores everything, by its own account. */
const noCopy = {
  loaded: Promise.resolve('read'),
  keeping: 'stored',
  settled: async () => 'stored',
  close: () => undefined,
  forget: async () => undefined,
};

/** Between words, as people write. */
function boundary(text: Y.XmlText, random: Random): number {
  const words = Y.Text.prototype.toString.call(text);
  const blanks = [...words.matchAll(/[ \n]/g)].map(({ index }) => index);
  return blanks.length > 0 ? random.pick(blanks) : words.length;
}
