// From the command to the printed address: with an empty data folder, which makes the sample first, and with one that
// has been used.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMeasured } from './measured-process.ts';
import { median, table } from './report.ts';

const starts = 5;

export async function benchStart(): Promise<void> {
  const first: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < starts; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'nonpaper-bench-'));
    for (const times of [first, again]) {
      const server = await startMeasured('nonpaper', { folder });
      times.push(server.readyMs);
      await server.stop();
    }
    rmSync(folder, { recursive: true });
  }
  table(`Start to ready, medians of ${starts}; at most 1,000 ms`, [
    ['data folder', 'ms'],
    ['empty', median(first).toFixed(0)],
    ['used', median(again).toFixed(0)],
  ]);
}
