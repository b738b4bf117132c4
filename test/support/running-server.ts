// A real server on a free port with a folder of its own, as a child process or in this one; and people who hold seats
// there.
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../server/config.ts';
import { startServer } from '../../server/server.ts';
import type { Act } from '../../shared/acts/act.ts';
import type { HistoryPage } from '../../shared/api/contract.ts';
import { DraftView, HistoryPage as HistoryPageSchema, Seat, Welcome } from '../../shared/api/contract.ts';

export type TestServer = {
  readonly address: string;
  /** Where it listens, whatever address people use. */
  readonly local: string;
  readonly folder: string;
  /** Every line that it logged as an error. */
  said(): string;
  /** And those that only warn, where `NONPAPER_LOG_LEVEL` is `warn`. */
  told(): string;
  stop(): Promise<void>;
};

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'nonpaper-test-'));

/** Names the folder that `lay-out-sample.ts` made; not set where a story or a benchmark runs. */
export const laidOutSample = 'NONPAPER_LAID_OUT_SAMPLE';

/** As the first start leaves it, with the sample in it. */
export function sampleFolder(): string {
  const folder = newFolder();
  const laidOut = process.env[laidOutSample];
  if (laidOut !== undefined) cpSync(laidOut, folder, { recursive: true });
  return folder;
}

const environment = (folder: string, port: number): Record<string, string> => ({
  PORT: String(port),
  NONPAPER_DATA: folder,
  NONPAPER_DEMO: '1',
});

/** Tests without a browser are faster than people. */
const generousRates: Readonly<Record<string, string>> = {
  NONPAPER_FRAMES_PER_SECOND: '100000',
  NONPAPER_FRAMES_BURST: '100000',
  NONPAPER_BYTES_PER_SECOND: '100000000',
  NONPAPER_BYTES_BURST: '100000000',
  NONPAPER_BUDGETS_TIMES: '1000',
  NONPAPER_SOCKETS_PER_MEMBER_MAX: '1000',
  NONPAPER_CONNECTIONS_PER_ADDRESS_MAX: '10000',
};

/** In this process: quick to start, and its errors fail the test. */
export async function startTestServer(
  given: { folder?: string; env?: Record<string, string>; now?: () => number } = {},
): Promise<TestServer> {
  const folder = given.folder ?? (given.now ? newFolder() : sampleFolder());
  let [said, told] = ['', ''];
  const log = {
    write: (line: string): void => {
      if (/^{"level":[56]0/.test(line)) said += line;
      told += line;
    },
  };
  const config = readConfig({ ...environment(folder, 0), ...generousRates, NONPAPER_LOG_LEVEL: 'error', ...given.env });
  const server = await startServer(config, pino({ level: config.logLevel }, log), given.now);
  return {
    address: server.address,
    local: `http://127.0.0.1:${server.port}`,
    folder,
    said: () => said,
    told: () => told,
    stop: async () => {
      await server.stop();
      if (given.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type ChildServer = {
  readonly address: string;
  readonly process: ChildProcess;
  /** All that it wrote to the terminal. */
  said(): string;
  kill(signal: NodeJS.Signals): Promise<number | null>;
};

/** In a process of its own, as `npm start` runs it: to be killed. */
export async function spawnServer(folder: string, port = 0, rates = generousRates): Promise<ChildServer> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    env: { ...process.env, ...environment(folder, port), ...rates },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', data => {
      said += data;
      const found = /ready: (\S+)/.exec(said);
      if (found?.[1]) resolve(found[1]);
    });
    child.stderr.on('data', data => {
      said += data;
    });
    child.once('exit', code => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  return {
    address,
    process: child,
    said: () => said,
    kill: signal =>
      new Promise(resolve => {
        child.once('exit', code => resolve(code));
        child.kill(signal);
      }),
  };
}

/** Somebody with a cookie and a seat, speaking HTTP. */
export class Person {
  readonly address: string;
  readonly cookie: string;
  readonly seat: Seat;

  private constructor(address: string, cookie: string, seat: Seat) {
    this.address = address;
    this.cookie = cookie;
    this.seat = seat;
  }

  /** With the cookie of somebody who sits here already, in the same browser as they. */
  static async sitsDown(address: string, member: string, draft = 'sample', known = ''): Promise<Person> {
    const response = await fetch(`${address}/api/seats`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: known },
      body: JSON.stringify({ draft, member }),
    });
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? known;
    return new Person(address, cookie, Seat.parse(await response.json()));
  }

  get(path: string): Promise<Response> {
    return fetch(`${this.address}${path}`, { headers: { Cookie: this.cookie } });
  }

  /** Anything at all, as if by a program that does not know our schemas. */
  posts(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.address}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: this.cookie, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  puts(path: string, body: unknown): Promise<Response> {
    return fetch(`${this.address}${path}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', Cookie: this.cookie },
      body: JSON.stringify(body),
    });
  }

  act(act: Act): Promise<Response> {
    return this.posts(`/api/drafts/${this.seat.draft}/acts?seat=${this.seat.id}`, act);
  }

  async history(filter = ''): Promise<HistoryPage> {
    const response = await this.get(`/api/drafts/${this.seat.draft}/history?seat=${this.seat.id}${filter}`);
    return HistoryPageSchema.parse(await response.json());
  }

  async view(): Promise<DraftView> {
    const { draft, id } = this.seat;
    return DraftView.parse(await (await this.get(`/api/drafts/${draft}?seat=${id}`)).json());
  }

  async welcome(): Promise<Welcome> {
    return Welcome.parse(await (await this.get('/api/welcome')).json());
  }
}
