// The whole server built from one Config, for main.ts and for tests: storage, rooms, access, routes, sockets; and the
// way down again.
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { DraftId, MemberId } from '../shared/ids.ts';
import { docName } from '../shared/ids.ts';
import {
  exportsAtOnceMax,
  exportsPerMemberMax,
  headersMaxMs,
  looksBackMax,
  looksBackPerMemberMax,
  readersLookBackMax,
  requestMaxMs,
  requestsLookedAtMs,
} from '../shared/limits.ts';
import { requestConnectionsMax } from '../shared/wire-limits.ts';
import { Access } from './access/access.ts';
import { openAccounts } from './access/accounts.ts';
import { KnownKeys } from './access/known-keys.ts';
import { Membership } from './access/membership.ts';
import { Readers } from './access/readers.ts';
import { ReadingMarks } from './access/reading.ts';
import { makeApp } from './app.ts';
import { Budgets } from './budgets/budgets.ts';
import { Debtors } from './budgets/debtors.ts';
import { Strangers } from './budgets/strangers.ts';
import { WorkMeter } from './budgets/work-meter.ts';
import type { Config } from './config.ts';
import { StartError } from './config.ts';
import { Importer } from './documents/importer.ts';
import { makeSample, sampleDraftId } from './documents/sample.ts';
import { Answers } from './http/answers.ts';
import { Bodies } from './http/bodies.ts';
import { Connections } from './http/connections.ts';
import { Door } from './http/door.ts';
import { makeLookBack } from './http/look-back.ts';
import { actsRouter } from './http/routes/acts.ts';
import { circulatedRouter } from './http/routes/circulated.ts';
import { circulationsRouter } from './http/routes/circulations.ts';
import { documentsRouter } from './http/routes/documents.ts';
import { draftsRouter } from './http/routes/drafts.ts';
import { answerStarting, healthRouter } from './http/routes/health.ts';
import { historyRouter } from './http/routes/history.ts';
import { linesRouter } from './http/routes/lines.ts';
import { proofRouter } from './http/routes/proof.ts';
import { readingRouter } from './http/routes/reading.ts';
import { recordRouter } from './http/routes/record.ts';
import { redactionsRouter } from './http/routes/redactions.ts';
import { restorationsRouter } from './http/routes/restorations.ts';
import { seatsRouter } from './http/routes/seats.ts';
import { openDraftRecord } from './record/draft-record.ts';
import { HeadSigner } from './record/head-signer.ts';
import { KnownCopies } from './record/known-copies.ts';
import { claimDataFolder } from './storage/data-folder.ts';
import { openSqliteUpdateLog } from './storage/sqlite-update-log.ts';
import { ActDesk } from './sync/act-desk.ts';
import { Admission } from './sync/carriers/admission.ts';
import { Upgrades } from './sync/carriers/upgrade.ts';
import { Commits } from './sync/commit.ts';
import { Rooms } from './sync/rooms.ts';

export type RunningServer = {
  /** What to open, e.g. `http://127.0.0.1:8080`. */
  readonly address: string;
  readonly port: number;
  /** Flushes, sends everybody away to come back, and lets go of the data folder. */
  stop(): Promise<void>;
};

/** `now`: the server's clock, in ms since 1970. */
export async function startServer(
  config: Config,
  logger: Logger,
  now: () => number = Date.now,
): Promise<RunningServer> {
  const onError = (what: string, error: unknown): void => logger.error({ err: error }, what);
  const http = createServer({
    headersTimeout: headersMaxMs,
    requestTimeout: requestMaxMs,
    connectionsCheckingInterval: requestsLookedAtMs,
    maxHeaderSize: 16 * 1024,
    // Answered by our own routes, as is what expects something of us: Node's own refusals pass no door.
    requireHostHeader: false,
  });
  const connections = new Connections({
    most: config.limits.socketsMax + requestConnectionsMax,
    each: config.limits.connectionsPerAddressMax,
    proxies: config.trustedProxies,
  });
  connections.listen(http);
  // the port is claimed before the data: who asks meanwhile must get an answer, not silence
  http.on('request', answerStarting);
  const port = await listen(http, config);
  const release = claimDataFolder(config.dataFolder);
  const log = await openSqliteUpdateLog(join(config.dataFolder, 'log.sqlite'));
  const record = openDraftRecord({
    log: join(config.dataFolder, 'log.sqlite'),
    checkpoints: join(config.dataFolder, 'record.sqlite'),
  });
  const signer = new HeadSigner(join(config.dataFolder, 'signing-key.pem'));
  const accounts = await openAccounts(join(config.dataFolder, 'accounts.sqlite'));
  const membership = new Membership(accounts, log);
  const reading = new ReadingMarks(accounts, now);
  const readers = new Readers(accounts, now);

  const clock = (): number => performance.now(); // never set back, as the time of day may be
  const budgets = new Budgets(config.limits.allowances, clock);
  const meter = new WorkMeter(budgets, workedMs, slow => logger.warn(slow, 'held the server for long'));
  let rooms: Rooms;
  const commits = new Commits({
    log,
    now,
    onLost: (draft, reason, error) => {
      onError(`draft ${draft.id} closed: ${reason}`, error);
      rooms.forget(draft);
    },
    onBreach: (draft, breach) => onError(`draft ${draft.id} is read anew`, breach),
    onDurable: (draft, tick) => {
      if (tick.memberEffects.length === 0) return;
      // caught up from the log on the next open
      membership.apply(draft.id, tick.memberEffects, tick.sharedSeq).catch(error => onError('membership', error));
    },
    onPublished: draft => {
      // made by the next who looks
      if (rooms.snapshotIfDue(draft)) record.advance(draft.id).catch(error => onError('checkpoints', error));
    },
  });
  rooms = new Rooms({
    log,
    commits,
    membersOf: draft => membership.of(draft),
    now,
    idleMs: config.limits.roomIdleMs,
    meter,
    onError,
  });

  const access = new Access({
    accounts,
    origins: originsOf(config, port),
    hosts: hostsOf(config, port),
    proxies: config.trustedProxies,
    now,
  });
  const keys = new KnownKeys();
  const door = new Door({
    access,
    keys,
    budgets,
    strangers: new Strangers(budgets),
    debtors: new Debtors(budgets),
    meter,
  });
  connections.behind(door);
  const bodies = new Bodies(meter);
  const answers = new Answers(meter);
  const resetSample = serialised(() =>
    rooms.remake(sampleDraftId, {
      goodbye: 'The sample was started afresh. Reload to see it.',
      clear: async () => {
        for (const kept of [log, record, membership, reading, readers]) await kept.forget(sampleDraftId);
      },
      make: makeSample,
    }),
  );
  if (config.isDemo && (await log.head(docName(sampleDraftId, 'shared'))).seq === 0) await resetSample();

  let isReady = true;
  const desk = new ActDesk(log);
  const look = makeLookBack({ most: looksBackMax, each: looksBackPerMemberMax });
  const readersLook = makeLookBack({ most: readersLookBackMax, each: 1 });
  const exports = makeLookBack({ most: exportsAtOnceMax, each: exportsPerMemberMax });
  const copies = new KnownCopies();
  const onHere = (draft: DraftId, member: MemberId): void =>
    // the next visit counts from an earlier moment
    void reading.here(draft, member).catch(error => onError('visits', error));
  const admission = new Admission({ access, rooms, limits: config.limits, budgets, onHere });
  const app = makeApp({
    access,
    budgets,
    keys,
    door,
    meter,
    onError,
    clientFolder: join(import.meta.dirname, '../dist/client'),
    routers: [
      healthRouter(() => isReady),
      ...(config.isDemo
        ? [seatsRouter({ access, rooms, bodies, answers, resetSample, draftIds: () => membership.drafts() })]
        : []),
      draftsRouter({ access, rooms, answers, now }),
      actsRouter({ access, rooms, desk, bodies }),
      historyRouter({ access, rooms, log, answers }),
      recordRouter({ access, rooms, record, log, look, answers }),
      restorationsRouter({ access, rooms, desk, record, look, bodies }),
      redactionsRouter({ access, rooms, record, log, copies, bodies }),
      proofRouter({ access, rooms, record, signer, look: exports, answers, now }),
      readingRouter({ access, rooms, reading, log, bodies, answers }),
      circulationsRouter({ access, rooms, desk, readers, bodies, answers }),
      circulatedRouter({
        rooms,
        desk,
        readers,
        keys,
        record,
        copies,
        look: readersLook,
        bodies,
        answers,
        budgets,
        addressOf: request => access.addressOf(request),
        onError,
        now,
      }),
      linesRouter({ admission, access, keys, bodies, answers }),
      documentsRouter({ access, rooms, desk, importer: new Importer(), bodies, answers, record, look: exports }),
    ],
  });
  http.off('request', answerStarting);
  http.on('request', door.before(app));
  http.on('checkExpectation', (request, response) => void http.emit('request', request, response));
  new Upgrades({
    admission,
    turn: (request, socket, begin) => (keys.of(request) ? begin() : door.turn(request, socket, begin)),
    note: (request, asker) => keys.note(request, asker),
    onError,
  }).listen(http);

  const stop = async (): Promise<void> => {
    isReady = false;
    http.close();
    await commits.quiet();
    admission.drain();
    http.closeIdleConnections();
    await rooms.close();
    await record.close();
    await log.close();
    await accounts.destroy();
    http.closeAllConnections();
    release();
  };
  return { address: config.baseUrl ?? `http://${hostInUrl(config.host)}:${port}`, port, stop };
}

/** Time that this thread has worked: a machine that is busy with other things is nobody's fault. */
function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function listen(http: Server, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${error.message})`;
      reject(new StartError(`HOST="${config.host}" PORT="${config.port}": this address ${taken}.`));
    });
    // a TCP server has an AddressInfo
    http.listen(config.port, config.host, () => resolve((http.address() as AddressInfo).port));
  });
}

/** Pages may come from the address people use, and on loopback under each of its names. */
function originsOf(config: Config, port: number): readonly string[] {
  if (config.baseUrl !== null) return [new URL(config.baseUrl).origin];
  const hosts = config.isDemo ? [hostInUrl(config.host), '127.0.0.1', 'localhost', '[::1]'] : [hostInUrl(config.host)];
  return hosts.map(host => `http://${host}:${port}`);
}

/**
 * A proxy may pass requests on under the address at which it finds us. Each of these leads to this machine by itself,
 * whoever says so.
 */
function hostsOf({ host }: Config, port: number): readonly string[] {
  const names = [hostInUrl(host), '127.0.0.1', 'localhost', '[::1]'];
  return names.flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

const hostInUrl = (host: string): string =>
  host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host;

/** One at a time: whoever asks while it runs gets the run after. */
function serialised(run: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.catch(() => undefined).then(run); // an earlier failure was told to whoever asked for it
    return last;
  };
}
