// The whole server built from one Config, for main.ts and for tests: data, rooms, access, routes, sockets; and the way
// down again.
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { DraftId, MemberId } from '../shared/ids.ts';
import { docName } from '../shared/ids.ts';
import { headersMaxMs, requestMaxMs, requestsLookedAtMs } from '../shared/limits.ts';
import { requestConnectionsMax } from '../shared/wire-limits.ts';
import { Access } from './access/access.ts';
import { KnownKeys } from './access/known-keys.ts';
import { makeApp } from './app.ts';
import { Budgets } from './budgets/budgets.ts';
import { Debtors } from './budgets/debtors.ts';
import { Strangers } from './budgets/strangers.ts';
import { WorkMeter } from './budgets/work-meter.ts';
import { Sweep } from './checks/sweep.ts';
import type { Config } from './config.ts';
import { makeSample, sampleDraftId } from './documents/sample.ts';
import { Connections } from './http/connections.ts';
import { Door } from './http/door.ts';
import { answerStarting } from './http/routes/health.ts';
import type { OpenedData } from './opened-data.ts';
import { openData } from './opened-data.ts';
import { addressOf, hostsOf, listen, originsOf } from './own-address.ts';
import { makeRouters } from './routers.ts';
import { isStorageFailure } from './storage/storage-failure.ts';
import { Admission } from './sync/carriers/admission.ts';
import { Upgrades } from './sync/carriers/upgrade.ts';
import type { RoomsParts } from './sync/rooms.ts';
import { Rooms } from './sync/rooms.ts';

export type RunningServer = {
  /** What to open, e.g. `http://127.0.0.1:8080`. */
  readonly address: string;
  readonly port: number;
  /** Resolves with sentences where the server must not go on: stop it. */
  readonly failed: Promise<string>;
  /** Flushes, sends everybody away to come back, and lets go of the data folder. */
  stop(): Promise<void>;
};

/** `now`: the server's clock, in ms since 1970. */
export async function startServer(
  config: Config,
  logger: Logger,
  now: () => number = Date.now,
): Promise<RunningServer> {
  const http = makeHttp();
  const connections = new Connections({
    most: config.limits.socketsMax + requestConnectionsMax,
    each: config.limits.connectionsPerAddressMax,
    proxies: config.trustedProxies,
  });
  connections.listen(http);
  // the port is claimed before the data: who asks meanwhile must get an answer, not silence
  http.on('request', answerStarting);
  const port = await listen(http, config);
  const { data, onError, onDamage, failed } = await openDataOf(config, logger, now).catch(error => {
    http.close();
    throw error;
  });

  const clock = (): number => performance.now(); // never set back, as the time of day may be
  const budgets = new Budgets(config.limits.allowances, clock);
  const meter = new WorkMeter(budgets, workedMs, slow => logger.warn(slow, 'held the server for long'));
  const rooms = makeRooms(data, { now, idleMs: config.limits.roomIdleMs, meter, onError, onDamage });
  const resetSample = serialised(() => remakeSample(data, rooms));
  const isEmpty = (await data.storage.log.head(docName(sampleDraftId, 'shared'))).seq === 0;
  if (config.isDemo && isEmpty) await resetSample();

  const access = new Access({
    accounts: data.accounts,
    origins: originsOf(config, port),
    hosts: hostsOf(config, port),
    proxies: config.trustedProxies,
    now,
  });
  const keys = new KnownKeys();
  const [strangers, debtors] = [new Strangers(budgets), new Debtors(budgets)];
  const door = new Door({ access, keys, budgets, strangers, debtors, meter });
  connections.behind(door);
  const onHere = (draft: DraftId, member: MemberId): void =>
    // the next visit counts from an earlier moment
    void data.reading.here(draft, member).catch(error => onError('visits', error));
  const admission = new Admission({ access, rooms, limits: config.limits, budgets, onHere });
  let isReady = true;
  const app = makeApp({
    access,
    budgets,
    keys,
    door,
    meter,
    onError,
    clientFolder: join(import.meta.dirname, '../dist/client'),
    routers: makeRouters({
      ...{ data, rooms, access, admission, keys, budgets, meter, resetSample, onError, now },
      isDemo: config.isDemo,
      isReady: () => isReady,
    }),
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

  const sweep = startSweep(config, data, rooms, logger);
  const stop = async (): Promise<void> => {
    isReady = false;
    http.close();
    await sweep.close();
    await rooms.quiet();
    admission.drain();
    http.closeIdleConnections();
    await rooms.close();
    await data.close();
    http.closeAllConnections();
    data.release();
  };
  return { address: addressOf(config, port), port, stop, failed };
}

type OnError = (what: string, error: unknown) => void;
type Opened = {
  readonly data: OpenedData;
  readonly onError: OnError;
  readonly onDamage: (damage: string) => void;
  readonly failed: Promise<string>;
};

/** And what is told of it: that nothing can be stored is told once, not by each who met it. */
async function openDataOf(config: Config, logger: Logger, now: () => number): Promise<Opened> {
  const logError: OnError = (what, error) => logger.error({ err: error }, what);
  const onDamage = (damage: string): void => logger.error({ damage }, 'damage was found in the data folder');
  const onStoring = (error: unknown): void =>
    error === null
      ? logger.warn('the server can store again')
      : logger.error({ err: error }, 'the server cannot store: it is read-only until that works again');
  const { promise: failed, resolve: onLostFile } = Promise.withResolvers<string>();
  const onTold = (told: string): void => logger.warn(told);
  const { dataFolder: folder, acceptsLoss } = config;
  const data = await openData({ folder, acceptsLoss, now, onDamage, onStoring, onError: logError, onLostFile, onTold });
  const onError: OnError = (what, error) =>
    isStorageFailure(error) ? data.storing.failed(error) : logError(what, error);
  return { data, onError, onDamage, failed };
}

function makeHttp(): Server {
  return createServer({
    headersTimeout: headersMaxMs,
    requestTimeout: requestMaxMs,
    connectionsCheckingInterval: requestsLookedAtMs,
    maxHeaderSize: 16 * 1024,
    // Answered by our own routes, as is what expects something of us: Node's own refusals pass no door.
    requireHostHeader: false,
  });
}

function makeRooms(
  { storage: { log }, storing, heads, membership, record }: OpenedData,
  parts: Pick<RoomsParts, 'now' | 'idleMs' | 'meter' | 'onError' | 'onDamage'>,
): Rooms {
  const { onError } = parts;
  return new Rooms({
    ...parts,
    log,
    storing,
    membersOf: draft => membership.of(draft),
    onLost: (draft, reason, error) => onError(`draft ${draft.id} closed: ${reason}`, error),
    onBreach: (draft, breach) => onError(`draft ${draft.id} is read anew`, breach),
    onDurable: (draft, tick) => {
      if (tick.commit) for (const { doc, head } of Object.values(tick.heads)) heads.note(doc, head, tick.at);
      if (tick.memberEffects.length === 0) return;
      // caught up from the log on the next open
      membership
        .apply(draft.id, tick.memberEffects, tick.heads.shared.head.seq)
        .catch(error => onError('membership', error));
    },
    // made by the next who looks, also where their file cannot be written: nothing else has to wait for it
    onSnapshot: draft =>
      void record.advance(draft.id).catch(error => isStorageFailure(error) || onError('checkpoints', error)),
  });
}

const remakeSample = ({ storage: { log }, heads, record, membership, reading, readers }: OpenedData, rooms: Rooms) =>
  rooms.remake(sampleDraftId, {
    goodbye: 'The sample was started afresh. Reload to see it.',
    clear: async () => {
      for (const kept of [heads, log, record, membership, reading, readers]) await kept.forget(sampleDraftId);
    },
    make: makeSample,
  });

/** What it finds is told, and made anew of the log. */
function startSweep(config: Config, data: OpenedData, rooms: Rooms, logger: Logger): Sweep {
  return new Sweep({
    folder: config.dataFolder,
    sealKey: data.signer.sealKey,
    everyMs: config.sweepMs,
    onFound: async ({ draft, found }) => {
      for (const { words } of found) logger.error({ damage: words }, 'damage was found in the data folder');
      const kinds = new Set(found.map(({ kind }) => kind));
      if (kinds.has('members')) await data.membership.renew(draft);
      if (kinds.has('checkpoint')) await data.record.forget(draft);
      if (kinds.has('snapshot') || kinds.has('members')) await rooms.renew(draft);
    },
    onFinished: drafts => logger.info({ drafts }, 'every draft was checked against its entries'),
    onError: error => logger.error({ err: error }, 'the check of the drafts'),
  });
}

/** Time that this thread has worked: a machine that is busy with other things is nobody's fault. */
function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** One at a time: whoever asks while it runs gets the run after. */
function serialised(run: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.catch(() => undefined).then(run); // an earlier failure was told to whoever asked for it
    return last;
  };
}
