// A crowded draft (300 points, 12 parties, 2,000 flags, 5,000 comments): how long Positions takes to paint, how long a
// remote change takes from the socket to the screen, and whether typing in a point is slower for it.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { Act } from '../../shared/acts/act.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import { wordingId } from '../../shared/text/wording.ts';
import { Person } from '../support/running-server.ts';
import { Random } from '../support/seeded-random.ts';
import { connectStock } from '../support/stock-client.ts';
import { openChromium, seatedPage } from './browser.ts';
import { startMeasured } from './measured-process.ts';
import { percentile, table } from './report.ts';
import { grow, inDraft } from './typing.ts';

const [parties, flags, comments, threads] = [12, 2_000, 5_000, 500];
const changes = 40;

export async function benchPositions(): Promise<void> {
  // Twelve heads do in a minute what takes people weeks.
  const server = await startMeasured('nonpaper', { env: { NONPAPER_BUDGETS_TIMES: '1000' } });
  const browser = await openChromium();
  await grow(server.address);
  const before = await inDraft(browser, server.address);
  const { heads, points, basisOf } = await crowd(server.address);
  const after = await inDraft(browser, server.address);
  const { page, url } = await seatedPage(browser, server.address, 'ukr-head');
  await recordSocket(page);
  await page.goto(url);
  await page.getByText('All changes saved').waitFor();
  const paints: number[] = [];
  for (let round = 0; round < 5; round++) {
    paints.push(await paintOf(page, 'Positions'));
    await paintOf(page, 'Text');
  }
  await paintOf(page, 'Positions');
  await page.locator('[data-point-row]').nth(200).waitFor({ state: 'attached' });
  const repaints = await remoteChanges(page, heads, points, basisOf);
  table('300 points, 12 parties, 2,000 flags, 5,000 comments', [
    ['what', 'p50 ms', 'p95 ms', 'bound'],
    [
      'Positions, from the click to the paint',
      percentile(paints, 0.5).toFixed(0),
      percentile(paints, 0.95).toFixed(0),
      '300',
    ],
    [
      'a remote stance, from the socket to the paint',
      percentile(repaints, 0.5).toFixed(0),
      percentile(repaints, 0.95).toFixed(0),
      'one frame',
    ],
    [
      'key to paint before the crowd came',
      percentile(before, 0.5).toFixed(1),
      percentile(before, 0.95).toFixed(1),
      '40',
    ],
    ['key to paint with it', percentile(after, 0.5).toFixed(1), percentile(after, 0.95).toFixed(1), '40'],
  ]);
  await browser.close();
  await server.stop();
}

/** Through the same acts that people use, some hundreds at a time. */
async function crowd(address: string) {
  const chair = await Person.sitsDown(address, 'chair');
  const act = async (person: Person, given: Record<string, unknown>): Promise<string> => {
    const made = Act.parse({ id: randomUUID(), ...given });
    const response = await person.act(made);
    if (response.status !== 201) throw new Error(`${made.kind}: ${await response.text()}`);
    return made.id;
  };
  const codes = ['ust', 'ukr', 'rus', 'eur'];
  for (let party = codes.length; party < parties; party++) {
    const code = `P${String.fromCharCode(65 + party)}`;
    const id = code.toLowerCase();
    await act(chair, {
      kind: 'party.add',
      party: id,
      code,
      name: `Party ${code}`,
      colour: (party % 8) + 1,
      shape: 'hexagon',
    });
    await act(chair, { kind: 'member.add', member: `${id}-head`, name: 'Head', role: 'head', party: id });
    codes.push(id);
  }
  const heads = await Promise.all(codes.map(code => Person.sitsDown(address, `${code}-head`)));
  const reader = await connectStock(chair, 'shared');
  const words = await connectStock(chair);
  const points = new DocRows(reader.doc).all('points').map(({ id }) => id);
  const bases = new Map<string, string>(
    points.map(point => [point, wordingId(canonicalText(bodyOf(words.doc, point)))]),
  );
  const basisOf = (point: string): string => bases.get(point) ?? '';
  for (const client of [reader, words]) client.leave();
  const random = new Random(1);
  const source = { who: 'Bench', where: '', date: '2025-11-23' };
  const lines: string[] = [];
  for (const [index, head] of heads.entries())
    for (let line = 0; line < 4; line++)
      lines.push(
        await act(head, {
          kind: 'red-line.add',
          party: codes[index],
          statement: `Line ${line}`,
          theme: null,
          points: [],
          source,
        }),
      );
  const inBatches = async (count: number, does: (index: number) => Promise<unknown>): Promise<void> => {
    for (let at = 0; at < count; at += 200)
      await Promise.all(Array.from({ length: Math.min(200, count - at) }, (_, index) => does(at + index)));
  };
  await inBatches(flags, index =>
    act(random.pick(heads), {
      kind: 'flag.raise',
      point: points[index % points.length],
      anchor: null,
      needs: [],
      redLine: random.pick(lines),
      severity: random.pick(['risks', 'crosses']),
      reason: null,
    }),
  );
  const stances = ['accept', 'reservation', 'change', 'reject', 'awaiting'];
  for (const head of heads)
    await inBatches(points.length, index => {
      const point = points[index] ?? '';
      return act(head, {
        kind: 'stance.take',
        point,
        stance: random.pick(stances),
        reason: randomUUID(),
        basis: basisOf(point),
      });
    });
  const opened: string[] = [];
  await inBatches(threads, async index => {
    const point = points[index % points.length];
    opened.push(
      await act(random.pick(heads), { kind: 'thread.open', point, anchor: null, needs: [], text: `Thread ${index}` }),
    );
  });
  await inBatches(comments - threads, index =>
    act(random.pick(heads), { kind: 'thread.reply', thread: opened[index % opened.length], text: `Reply ${index}` }),
  );
  return { heads, points, basisOf };
}

/** From the click to after the frame that shows the tab. */
function paintOf(page: Page, tab: string): Promise<number> {
  return page.evaluate(
    name =>
      new Promise<number>(resolve => {
        const button = [...document.querySelectorAll<HTMLButtonElement>('.page-tabs button')].find(
          each => each.textContent === name,
        );
        const began = performance.now();
        button?.click();
        requestAnimationFrame(() => {
          const afterPaint = new MessageChannel();
          afterPaint.port1.onmessage = () => resolve(performance.now() - began);
          afterPaint.port2.postMessage(null);
        });
      }),
    tab,
  );
}

/** When the page last heard from the server. */
async function recordSocket(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Native = WebSocket;
    class Recording extends Native {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener('message', () => Object.assign(window, { heardAt: performance.now() }));
      }
    }
    window.WebSocket = Recording;
  });
}

async function remoteChanges(
  page: Page,
  heads: readonly Person[],
  points: readonly string[],
  basisOf: (point: string) => string,
): Promise<readonly number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { repaints: times });
    const grid = document.querySelector('.positions-grid');
    if (!grid) throw new Error('no grid');
    new MutationObserver(() => {
      const heard = Number(Reflect.get(window, 'heardAt'));
      requestAnimationFrame(() => {
        const afterPaint = new MessageChannel();
        afterPaint.port1.onmessage = () => times.push(performance.now() - heard);
        afterPaint.port2.postMessage(null);
      });
    }).observe(grid, { subtree: true, childList: true, attributes: true });
  });
  for (let change = 0; change < changes; change++) {
    const [head, point] = [heads[2], points[change % 20] ?? ''];
    const stance = change % 2 === 0 ? 'reject' : 'accept';
    const act = { id: randomUUID(), kind: 'stance.take', point, stance, reason: randomUUID(), basis: basisOf(point) };
    const response = await head?.act(Act.parse(act));
    if (response?.status !== 201) throw new Error(`a stance was not taken: ${await response?.text()}`);
    await page.waitForTimeout(120);
  }
  const times = await page.evaluate('window.repaints');
  return Array.isArray(times) ? times.map(Number) : [];
}
