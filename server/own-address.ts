// Where the server listens, and under which names it may be asked.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from './config.ts';
import { StartError } from './config.ts';

/** Resolves with the port. */
export function listen(http: Server, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${error.message})`;
      reject(new StartError(`HOST="${config.host}" PORT="${config.port}": this address ${taken}.`));
    });
    // a TCP server has an AddressInfo
    http.listen(config.port, config.host, () => resolve((http.address() as AddressInfo).port));
  });
}

/** What people open, e.g. `http://127.0.0.1:8080`. */
export const addressOf = (config: Config, port: number): string =>
  config.baseUrl ?? `http://${hostInUrl(config.host)}:${port}`;

/** Pages may come from the address people use, and on loopback under each of its names. */
export function originsOf(config: Config, port: number): readonly string[] {
  if (config.baseUrl !== null) return [new URL(config.baseUrl).origin];
  const hosts = config.isDemo ? [hostInUrl(config.host), '127.0.0.1', 'localhost', '[::1]'] : [hostInUrl(config.host)];
  return hosts.map(host => `http://${host}:${port}`);
}

/**
 * A proxy may pass requests on under the address at which it finds us. Each of these leads to this machine by itself,
 * whoever says so.
 */
export function hostsOf({ host }: Config, port: number): readonly string[] {
  const names = [hostInUrl(host), '127.0.0.1', 'localhost', '[::1]'];
  return names.flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

const hostInUrl = (host: string): string =>
  host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host;
