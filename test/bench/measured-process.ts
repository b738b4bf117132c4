// A server in a process of its own, pinned to the first core where the machine has `taskset`, with what it costs: CPU
// seconds and resident memory. Linux only: reads /proc.
import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const peersFolder = join(import.meta.dirname, 'peers');
const bytesPerPage = 4096;

export type MeasuredProcess = {
  readonly address: string;
  /** From spawning to the printed address. */
  readonly readyMs: number;
  /**
   * Of all its threads; from the scheduler's own nanoseconds, since the 10 ms ticks of /proc/pid/stat misjudge short
   * bursts.
   */
  cpuSeconds(): number;
  /** Resident memory, in bytes. */
  residentBytes(): number;
  stop(): Promise<void>;
  /** At once, as a power cut would. */
  kill(): Promise<void>;
};

export type ServerKind = 'nonpaper' | 'y-websocket-server' | 'hocuspocus';

/** `NO_PINNING=1`: whoever tries things out has chosen the cores. */
export function canPin(): boolean {
  if (process.env['NO_PINNING'] === '1') return false;
  return ['/usr/bin/taskset', '/bin/taskset'].some(existsSync);
}

/** Keeps this process, which makes the load, off the servers' core. */
export function pinLoad(): void {
  if (canPin()) execFileSync('taskset', ['-cp', '1', String(process.pid)], { stdio: 'ignore' });
}

/** All load comes from one address, some of it from one member, and faster than from people. */
const allFromHere = {
  NONPAPER_SOCKETS_PER_MEMBER_MAX: '2000',
  NONPAPER_CONNECTIONS_PER_ADDRESS_MAX: '2000',
  NONPAPER_BUDGETS_TIMES: '1000',
};

/** The peers are installed on first use, so that users never install them. */
function installPeers(): void {
  if (existsSync(join(peersFolder, 'node_modules'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: peersFolder, stdio: 'inherit' });
}

export async function startMeasured(
  kind: ServerKind,
  given: { readonly folder?: string; readonly env?: Record<string, string> } = {},
): Promise<MeasuredProcess> {
  if (kind !== 'nonpaper') installPeers();
  const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'nonpaper-bench-'));
  const script = kind === 'nonpaper' ? 'server/main.ts' : join(peersFolder, `${kind}.mjs`);
  const command = [...(canPin() ? ['taskset', '-c', '0'] : []), process.execPath, script];
  const began = performance.now();
  const child = spawn(command[0] ?? process.execPath, command.slice(1), {
    cwd: root,
    env: { ...process.env, PORT: '0', NONPAPER_DATA: folder, ...allFromHere, ...given.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const leavesNone = (): boolean => child.kill('SIGKILL');
  process.once('exit', leavesNone); // where a benchmark fails
  child.once('exit', () => process.off('exit', leavesNone));
  const address = await printedAddress(child);
  const pid = child.pid ?? 0;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill(signal);
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
      await ended;
    }
    if (given.folder === undefined) rmSync(folder, { recursive: true, force: true });
  };
  return {
    address,
    readyMs: performance.now() - began,
    cpuSeconds: () => {
      let nanoseconds = 0;
      for (const task of readdirSync(`/proc/${pid}/task`))
        nanoseconds += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
      return nanoseconds / 1e9;
    },
    residentBytes: () => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * bytesPerPage,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (data: Buffer): void => {
      said += data;
      const found = /ready: (\S+)/.exec(said);
      if (!found?.[1]) return;
      resolve(found[1]);
      child.stdout?.off('data', listen).resume(); // what it logs from now on is not kept
    };
    child.stdout?.on('data', listen);
    child.once('exit', code => reject(new Error(`it ended with ${code}: ${said}`)));
  });
}
