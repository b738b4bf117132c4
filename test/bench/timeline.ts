// A timeline of 100,000 entries in a real browser: how long a frame takes while one scrolls through thousands of them, and how many rows are on the page meanwhile.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openSqliteUpdateLog } from '../../server/storage/sqlite-update-log.ts';
import type { HistoryChange } from '../../server/storage/update-log.ts';
import { DraftId, docName } from '../../shared/ids.ts';
import { Random } from '../support/seeded-random.ts';
import { openChromium, seatedPage } from './browser.ts';
import { startMeasured } from './measured-process.ts';
import { percentile, table } from './report.ts';

const lines = 100_000;
const scrollsMs = 12_000;
const draft = DraftId.parse('sample');

export async function benchTimeline(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nonpaper-bench-'));
  const first = await startMeasured('nonpaper', { folder });
  await first.stop();
  await writeLines(folder);
  const server = await startMeasured('nonpaper', { folder });
  const browser = await openChromium();
  const { page, url } = await seatedPage(browser, server.address, 'observer');
  await page.goto(`${url}&tab=history&edits=1`);
  await page.locator('.history-list li').first().waitFor();
  const still = await frames(page, 0);
  const scrolling = await frames(page, 180);
  const rows = await page.locator('.history-list li').count();
  const reached = await page.locator('.history-list li').last().getAttribute('aria-posinset');
  table(`A timeline of ${lines.toLocaleString('en')} entries, scrolled for ${scrollsMs / 1000} s`, [
    ['', 'frame p50, ms', 'frame p95, ms', 'rows on the page', 'entries passed'],
    ['at rest', percentile(still, 0.5).toFixed(1), percentile(still, 0.95).toFixed(1), String(rows), ''],
    [
      'scrolling',
      percentile(scrolling, 0.5).toFixed(1),
      percentile(scrolling, 0.95).toFixed(1),
      String(rows),
      String(reached),
    ],
  ]);
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
}

/** Times between frames while the page scrolls by so many pixels in each. */
const frames = (page: Page, pixels: number): Promise<readonly number[]> =>
  page.evaluate(
    ([by, ms]) =>
      new Promise<number[]>(resolve => {
        const took: number[] = [];
        const began = performance.now();
        let last = began;
        const step = (now: number): void => {
          took.push(now - last);
          last = now;
          scrollBy({ top: by, behavior: 'instant' });
          if (now - began < ms) requestAnimationFrame(step);
          else resolve(took.slice(1));
        };
        requestAnimationFrame(step);
      }),
    [pixels, scrollsMs] as const,
  );

async function writeLines(folder: string): Promise<void> {
  const log = await openSqliteUpdateLog(join(folder, 'log.sqlite'));
  const random = new Random(1);
  const began = (await log.load(docName(draft, 'shared'))).at;
  for (let from = 0; from < lines; from += 5_000) {
    const history = Array.from({ length: 5_000 }, (_, i): HistoryChange => {
      const party = random.pick(['ukr', 'rus', 'eur', 'ust']);
      return {
        run: `bench:${from + i}`,
        doc: docName(draft, 'text'),
        seq: from + i,
        at: began + (from + i) * 1_000,
        kind: 'text',
        member: `${party}-delegate`,
        name: 'Delegate',
        party,
        role: 'delegate',
        point: null,
        thread: null,
        row: null,
        inserted: random.below(300),
        deleted: random.below(50),
        detail: '{}',
      };
    });
    await log.append([{ draft, entries: [], acts: [], clientIds: [], history }]);
  }
  await log.close();
}
