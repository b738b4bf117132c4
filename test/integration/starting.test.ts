// Starting: nobody who asks early is left without an answer, and a start that cannot go on says in one sentence what to
// change.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { newFolder, spawnServer } from '../support/running-server.ts';

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Everything the start said, and its exit code. */
async function failedStart(env: Record<string, string>): Promise<{ said: string; code: number | null }> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, ['server/main.ts'], { env: { PATH, NODE_COMPILE_CACHE, ...env } });
  let said = '';
  child.stdout.on('data', data => {
    said += data;
  });
  child.stderr.on('data', data => {
    said += data;
  });
  const [code] = await once(child, 'close');
  return { said, code };
}

test('[S1] every request made while the server starts is answered: "starting" first, then "ready"', async () => {
  const port = await freePort();
  const starting = spawnServer(join(folder, 'early'), port);
  const answers: string[] = [];
  while (answers.at(-1) !== 'ready') {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(
      error => {
        if (error instanceof Error && error.name === 'TimeoutError') throw error; // silence is what this test is about
        return null; // the port is not claimed yet
      },
    );
    if (response === null) continue;
    const { status } = (await response.json()) as { status: string };
    expect(response.status, status).toBe(status === 'ready' ? 200 : 503);
    answers.push(status);
  }
  expect(new Set(answers)).toEqual(new Set(['starting', 'ready']));
  const server = await starting;
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
  await server.kill('SIGTERM');
});

test('[S2] a wrong value is named, with what it was', async () => {
  for (const [name, value] of [
    ['PORT', 'eighty'],
    ['NONPAPER_BASE_URL', 'nowhere'],
    ['NONPAPER_DEMO', 'yes'],
    ['NONPAPER_TRUSTED_PROXIES', '10.0.0.1, proxy.example'],
    ['NONPAPER_FRAMES_PER_SECOND', '-3'],
  ] as const) {
    const { said, code } = await failedStart({ [name]: value, NONPAPER_DATA: join(folder, 'unused') });
    expect(said).toContain(`Nonpaper cannot start: ${name}="${value}"`);
    expect(said).not.toContain('    at ');
    expect(code).toBe(1);
  }
});

test('[S2] a port that is taken, and an address that is not ours, are named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const taken = await failedStart({ PORT: port, NONPAPER_DATA: join(folder, 'unused') });
  expect(taken.said).toContain(`PORT="${port}": this address is taken by another program`);
  other.close();
  const foreign = await failedStart({ HOST: '192.0.2.1', PORT: '0', NONPAPER_DATA: join(folder, 'unused') });
  expect(foreign.said).toContain('HOST="192.0.2.1"');
  expect([taken.code, foreign.code]).toEqual([1, 1]);
});

test('[S2] a data folder that cannot be written, or that another Nonpaper holds, is named', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const unwritable = await failedStart({ PORT: '0', NONPAPER_DATA: join(file, 'below') });
  expect(unwritable.said).toContain(`NONPAPER_DATA="${join(file, 'below')}" cannot be written`);
  const held = join(folder, 'held');
  const server = await spawnServer(held);
  const second = await failedStart({ PORT: '0', NONPAPER_DATA: held });
  expect(second.said).toContain(`NONPAPER_DATA="${held}" is in use by another running Nonpaper`);
  expect([unwritable.code, second.code]).toEqual([1, 1]);
  await server.kill('SIGTERM');
});
