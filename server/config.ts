// The environment read once, by one schema, into one Config. Nothing else reads process.env. A wrong value stops the
// start with a sentence that names it.
import { resolve } from 'node:path';
import { z } from 'zod';
import { allowances } from '../shared/budget-limits.ts';
import {
  bytesBurst,
  bytesPerSecond,
  connectionsPerAddressMax,
  frameBytesMax,
  framesBurst,
  framesPerSecond,
  joiningFrames,
  roomIdleMs,
  socketsMax,
  socketsPerMemberMax,
} from '../shared/wire-limits.ts';
import { Proxies } from './access/address.ts';
import type { Allowances } from './budgets/budgets.ts';
import { timesAll } from './budgets/budgets.ts';

const count = (fallback: number, least = 1) => z.coerce.number().int().min(least).default(fallback);

function proxiesIn(names: string, context: z.RefinementCtx): Proxies {
  try {
    return new Proxies(names.split(',').flatMap(name => (name.trim() === '' ? [] : [name.trim()])));
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : 'it cannot be read');
    return z.NEVER;
  }
}

/** Bursts hold what one page may send at once: a rate that can never be met would be tried again for ever. */
const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  NONPAPER_DATA: z.string().min(1).default('.data'),
  NONPAPER_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  NONPAPER_TRUSTED_PROXIES: z.string().default('').transform(proxiesIn),
  NONPAPER_DEMO: z.enum(['0', '1']).optional(),
  NONPAPER_ACCEPT_LOSS: z.enum(['0', '1']).default('0'),
  NONPAPER_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  NONPAPER_FRAMES_PER_SECOND: count(framesPerSecond),
  NONPAPER_FRAMES_BURST: count(framesBurst, joiningFrames),
  NONPAPER_BYTES_PER_SECOND: count(bytesPerSecond),
  NONPAPER_BYTES_BURST: count(bytesBurst, frameBytesMax),
  NONPAPER_CONNECTIONS_PER_ADDRESS_MAX: count(connectionsPerAddressMax),
  NONPAPER_BUDGETS_TIMES: z.coerce.number().min(1).default(1),
  NONPAPER_SOCKETS_MAX: count(socketsMax),
  NONPAPER_SOCKETS_PER_MEMBER_MAX: count(socketsPerMemberMax),
  NONPAPER_ROOM_IDLE_MS: count(roomIdleMs),
  NONPAPER_SWEEP_MS: count(24 * 3_600_000, 1_000),
});

export type Config = {
  readonly host: string;
  readonly port: number;
  /** Absolute path of the folder that holds everything durable. */
  readonly dataFolder: string;
  /** The address people use, when a proxy stands in front; else derived from the listening address. */
  readonly baseUrl: string | null;
  /** Proxies that are believed when they say for whom they ask: addresses and networks. */
  readonly trustedProxies: Proxies;
  /** Whether anyone may sit down as any member of the sample: loopback only, unless the operator says so. */
  readonly isDemo: boolean;
  /** Whether to go on where the log has lost what was acknowledged. */
  readonly acceptsLoss: boolean;
  /** How long the check in the background rests after each of its rounds. */
  readonly sweepMs: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly limits: {
    readonly allowances: Allowances;
    readonly connectionsPerAddressMax: number;
    readonly socketsMax: number;
    readonly socketsPerMemberMax: number;
    readonly roomIdleMs: number;
  };
};

/** A start that cannot go on: the message is the whole sentence for the operator. */
export class StartError extends Error {
  override name = 'StartError';
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);

export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = Environment.safeParse(environment);
  if (!read.success) {
    const [issue] = read.error.issues;
    const name = String(issue?.path[0] ?? 'environment');
    throw new StartError(`${name}="${environment[name] ?? ''}" is not usable: ${issue?.message ?? 'unknown'}.`);
  }
  const env = read.data;
  return {
    host: env.HOST,
    port: env.PORT,
    dataFolder: resolve(env.NONPAPER_DATA),
    baseUrl: env.NONPAPER_BASE_URL?.replace(/\/+$/, '') ?? null,
    trustedProxies: env.NONPAPER_TRUSTED_PROXIES,
    isDemo: env.NONPAPER_DEMO === undefined ? isLoopback(env.HOST) : env.NONPAPER_DEMO === '1',
    acceptsLoss: env.NONPAPER_ACCEPT_LOSS === '1',
    sweepMs: env.NONPAPER_SWEEP_MS,
    logLevel: env.NONPAPER_LOG_LEVEL,
    limits: {
      allowances: {
        ...timesAll(allowances, env.NONPAPER_BUDGETS_TIMES),
        frames: { ...allowances.frames, perSecond: env.NONPAPER_FRAMES_PER_SECOND, burst: env.NONPAPER_FRAMES_BURST },
        bytes: { ...allowances.bytes, perSecond: env.NONPAPER_BYTES_PER_SECOND, burst: env.NONPAPER_BYTES_BURST },
      },
      connectionsPerAddressMax: env.NONPAPER_CONNECTIONS_PER_ADDRESS_MAX,
      socketsMax: env.NONPAPER_SOCKETS_MAX,
      socketsPerMemberMax: env.NONPAPER_SOCKETS_PER_MEMBER_MAX,
      roomIdleMs: env.NONPAPER_ROOM_IDLE_MS,
    },
  };
}
