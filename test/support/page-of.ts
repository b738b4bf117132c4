// A page of somebody who holds a seat at a real server: the production session, over a simulated browser that outlives
// the page. Draws nothing.
import { WebSocket } from 'ws';
import { ApiProblem } from '../../client/api/api-client.ts';
import { BrowserDraft } from '../../client/session/browser-draft.ts';
import { DraftSession } from '../../client/session/draft-session.ts';
import { ActAnswer, DraftView, Problem } from '../../shared/api/contract.ts';
import { Links, PublicKey } from '../../shared/api/record.ts';
import type { Carrier } from './carriers.ts';
import type { Person } from './running-server.ts';
import type { SimBrowser } from './simulation/sim-browser.ts';

export class PageOf {
  readonly session: DraftSession;
  readonly #leave: () => void;
  #isSentAway = false;
  readonly #whenSentAway: (() => void)[] = [];

  private constructor(session: (onOtherPast: () => void) => DraftSession, leave: () => void) {
    this.session = session(() => {
      this.#isSentAway = true;
      for (const resolve of this.#whenSentAway.splice(0)) resolve();
    });
    this.#leave = leave;
  }

  /** `carrier`: what stands between this page and the server, e.g. a socket that refuses some frames. */
  static async opens(browser: SimBrowser, person: Person, carrier: Carrier = WebSocket): Promise<PageOf> {
    const { address, cookie, seat } = person;
    const page = browser.newPage();
    const local = await BrowserDraft.open(page, seat.draft, seat.member);
    const [view, left] = await Promise.all([person.view(), local.work.left()]);
    const at = `/api/drafts/${seat.draft}`;
    const server = {
      url: `${address.replace('http', 'ws')}/sync/${seat.draft}`,
      socket: class extends carrier {
        constructor(url: string | URL, protocols?: string | string[]) {
          super(url, protocols, { headers: { Cookie: cookie } });
        }
        // ws in the place of the browser's, which cannot send a cookie from a script
      } as unknown as typeof globalThis.WebSocket,
      reachable: Promise.resolve(null),
      act: async (act: Parameters<Person['act']>[0]) => ActAnswer.parse(await answered(await person.act(act))),
      draft: async () => DraftView.parse(await answered(await person.get(`${at}?seat=${seat.id}`))),
      links: async (part: string, after: number) =>
        Links.parse(await (await person.get(`${at}/links?seat=${seat.id}&doc=${part}&after=${after}`)).json()).links,
      key: async () => PublicKey.parse(await (await person.get('/api/key')).json()).key,
    };
    const open = (onOtherPast: () => void): DraftSession =>
      new DraftSession({
        view,
        seenAt: null,
        local,
        receipts: local.receipts,
        left,
        unsent: { words: [], reason: '' },
        server,
        onNetworkChange: () => undefined,
        onOtherPast,
      });
    return new PageOf(open, () => page.crash());
  }

  /** Resolves when the session shows it. */
  until(condition: (session: DraftSession) => boolean): Promise<void> {
    if (condition(this.session)) return Promise.resolve();
    return new Promise(resolve => {
      const stop = this.session.subscribe(() => {
        if (!condition(this.session)) return;
        stop();
        resolve();
      });
    });
  }

  /** All is here, and was seen to follow from what this browser knew before. */
  hasFollowed(): Promise<void> {
    return this.until(
      session =>
        session.status().kind === 'saved' &&
        session.evidence.notFollowedFrom('text') === null &&
        session.evidence.notFollowedFrom('shared') === null,
    );
  }

  /** The server showed another past: the page would open the draft anew. */
  isSentAway(): Promise<void> {
    return this.#isSentAway ? Promise.resolve() : new Promise(resolve => this.#whenSentAway.push(resolve));
  }

  leaves(): void {
    this.session.close();
    this.#leave();
  }
}

/** A refusal is thrown, as the production client does. */
async function answered(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  if (!response.ok) throw new ApiProblem(response.status, Problem.parse(body));
  return body;
}
