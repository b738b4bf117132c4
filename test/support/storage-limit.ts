// Makes a running server's disk fail, and work again: its files may not grow. What it writes meets EFBIG, which SQLite
// tells as an I/O error; what it reads is there.
import { execFileSync } from 'node:child_process';
import type { ChildServer } from './running-server.ts';

const limit = ({ process: { pid } }: ChildServer, bytes: string): void =>
  void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);

export const failDisk = (server: ChildServer): void => limit(server, '1');
export const mendDisk = (server: ChildServer): void => limit(server, 'unlimited');
