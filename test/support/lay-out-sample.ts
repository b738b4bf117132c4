// Vitest's global setup: the sample is laid out once, and every server of the integration tests begins with a copy of
// that folder. Making it anew took a third of all starts.
import { rmSync } from 'node:fs';
import { laidOutSample, newFolder, startTestServer } from './running-server.ts';

const folder = newFolder();

export async function setup(): Promise<void> {
  const server = await startTestServer({ folder });
  await server.stop();
  process.env[laidOutSample] = folder; // the workers inherit it
}

export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}
