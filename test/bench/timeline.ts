// A timeline of 100,000 entries: how long the server takes to narrow it, count it and say who is in it; and in a real
// browser how long a frame takes while one scrolls through thousands of them, and how many rows are on the page
// meanwhile.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import type { HistoryChange } from '../../server/storage/history-queries.ts';
import { Density, Moment } from '../../shared/api/record.ts';
import type { PointId } from '../../shared/ids.ts';
import { DraftId, docName, ThreadId } from '../../shared/ids.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import { openStorageIn } from '../support/folder-storage.ts';
import { Person } from '../support/running-server.ts';
import { Random } from '../support/seeded-random.ts';
import { asks, figures } from './asked.ts';
import { openChromium, seatedPage } from './browser.ts';
import { startMeasured } from './measured-process.ts';
import { percentile, table } from './report.ts';

const lines = 100_000;
const scrollsMs = 12_000;
const draft = DraftId.parse('sample');

export async function benchTimeline(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nonpaper-bench-'));
  const first = await startMeasured('nonpaper', { folder });
  const places = await placesAt(first.address);
  await first.stop();
  await writeLines(folder, places);
  const server = await startMeasured('nonpaper', { folder });
  await narrowed(await Person.sitsDown(server.address, 'observer'), places);
  const browser = await openChromium();
  const { page, url } = await seatedPage(browser, server.address, 'observer');
  await page.goto(`${url}&tab=history&show=all&edits=1`);
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

type Place = { readonly theme: string; readonly points: readonly PointId[] };

async function placesAt(address: string): Promise<readonly Place[]> {
  const person = await Person.sitsDown(address, 'observer');
  const answer = await person.get(`/api/drafts/${draft}/moments/now?seat=${person.seat.id}`);
  const shared = new Y.Doc();
  Y.applyUpdate(shared, Buffer.from(Moment.parse(await answer.json()).shared, 'base64'));
  const { themes } = outlineOf(new DocRows(shared));
  return themes.map(({ row, points }) => ({ theme: row.id, points: points.map(each => each.row.id) }));
}

async function narrowed(person: Person, [first]: readonly Place[]): Promise<void> {
  const density = await asks(person, 'density?buckets=120', 1);
  const { from, to } = Density.parse(
    await (await person.get(`/api/drafts/${draft}/density?buckets=120&seat=${person.seat.id}`)).json(),
  );
  const third = Math.round((to - from) / 3);
  const point = first?.points[0] ?? '';
  const filters = {
    everything: '',
    'text edits only': 'kind=text',
    'the discussion': 'kind=thread,comment',
    'a party': 'party=ukr',
    'the secretariat': 'party=.secretariat',
    'readers, of whom there are none': 'party=.readers',
    'one person': 'member=eur-delegate',
    'a point': `point=${point}`,
    'a theme': `theme=${first?.theme}`,
    'a period': `from=${from + third}&to=${from + 2 * third}`,
    'a party’s edits of a point since': `party=rus&point=${point}&kind=text&from=${from + third}`,
    'words that stand here and there': 'words=settled',
    'words that all are covered': 'words=ceasefire',
    'words that nobody said': 'words=nothing+says+this',
  };
  const rows: string[][] = [];
  for (const [name, filter] of Object.entries(filters))
    rows.push([name, ...figures(await asks(person, `history?limit=100&${filter}`, 20))]);
  table(`A timeline of ${lines.toLocaleString('en')} lines over HTTP, a page of each; at most 100 ms`, [
    ['asked', 'p50, ms', 'p95, ms'],
    ...rows,
    ['what nobody said, page after page to the beginning', ...figures([await searchedThrough(person)])],
    ['how much was done when, after the server started', ...figures(density)],
    ['the same, while nothing changes', ...figures(await asks(person, 'density?buckets=120', 20))],
  ]);
}

async function searchedThrough(person: Person): Promise<number> {
  const began = performance.now();
  let cursor = '';
  for (;;) {
    const { next } = await person.history(`&words=nothing+says+this${cursor}`);
    if (next === null) return performance.now() - began;
    cursor = `&cursor=${next}`;
  }
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

async function writeLines(folder: string, places: readonly Place[]): Promise<void> {
  const { log, close } = await openStorageIn(folder);
  const random = new Random(1);
  const points = places.flatMap(place => place.points);
  const began = (await log.load(docName(draft, 'shared'))).at;
  for (let from = 0; from < lines; from += 5_000) {
    const history = Array.from({ length: 5_000 }, (_, i): HistoryChange => {
      const party = random.pick(['ukr', 'rus', 'eur', 'ust', null]);
      return {
        run: `bench:${from + i}`,
        doc: docName(draft, 'text'),
        seq: from + i,
        at: began + (from + i) * 1_000,
        member: party === null ? 'chair' : `${party}-delegate`,
        name: party === null ? 'Chair' : 'Delegate',
        party,
        role: party === null ? 'chair' : 'delegate',
        point: random.pick(points),
        row: null,
        ...deed(random, from + i),
      };
    });
    await log.append([{ draft, entries: [], acts: [], clientIds: [], history }]);
  }
  await close();
}

/** Half of it typing, half of it talk; of the talk, much is not there any more. */
function deed(random: Random, n: number): Pick<HistoryChange, 'kind' | 'thread' | 'inserted' | 'deleted' | 'detail'> {
  if (random.chance(0.5))
    return { kind: 'text', thread: null, inserted: random.below(300), deleted: random.below(50), detail: '{}' };
  const said = { thread: ThreadId.parse(`bench-${n}`), inserted: 0, deleted: 0 };
  if (random.chance(0.02)) return { ...said, kind: 'thread.resolve', detail: '{"outcome":"Settled in the annex."}' };
  const text = random.chance(0.05) ? 'Not before a ceasefire.' : 'We would rather say this in fewer words.';
  return { ...said, kind: 'thread.open', detail: JSON.stringify({ text, quote: null }) };
}
