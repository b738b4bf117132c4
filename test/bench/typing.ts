// From a key to its paint, in real Chromium, while another member types in the same point: for a draft of 28 points and
// for one of 300 points and 100,000 words, beside a plain text area as the browser's own floor.
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { Act } from '../../shared/acts/act.ts';
import { Person } from '../support/running-server.ts';
import { connectStock } from '../support/stock-client.ts';
import { openChromium, seatedPage } from './browser.ts';
import { startMeasured } from './measured-process.ts';
import { percentile, table } from './report.ts';

const keys = 200;
const points = 300;
const words = 100_000;

export async function benchTyping(): Promise<void> {
  const server = await startMeasured('nonpaper');
  const browser = await openChromium();
  const floor = await plainTextArea(browser);
  const small = await inDraft(browser, server.address);
  await grow(server.address);
  const large = await inDraft(browser, server.address);
  const row = (name: string, times: readonly number[]): string[] => [
    name,
    percentile(times, 0.5).toFixed(1),
    percentile(times, 0.95).toFixed(1),
    percentile(times, 0.99).toFixed(1),
  ];
  table(`Key to paint, ${keys} keys, a peer typing in the same point; p95 at most 40 ms`, [
    ['where', 'p50 ms', 'p95 ms', 'p99 ms'],
    row('a plain text area, nobody else', floor),
    row('28 points', small),
    row(`${points} points, ${words.toLocaleString('en')} words`, large),
  ]);
  await browser.close();
  await server.stop();
}

async function plainTextArea(browser: Browser): Promise<readonly number[]> {
  const page = await browser.newPage();
  await page.setContent('<textarea autofocus rows=20 cols=80></textarea>');
  await page.locator('textarea').click();
  return timeKeys(page);
}

export async function inDraft(browser: Browser, address: string): Promise<readonly number[]> {
  const { page, url } = await seatedPage(browser, address, 'ukr-delegate');
  await page.goto(url);
  await page.getByText('All changes saved').waitFor();
  const point = page.locator('article.point').nth(2);
  await point.getByRole('textbox').click({ position: { x: 40, y: 12 } });
  await page.keyboard.press('Control+End');
  const id = (await point.getAttribute('data-point-article')) ?? '';
  const peer = await connectStock(await Person.sitsDown(address, 'rus-delegate'));
  const text = peer.textOf(id);
  const typing = setInterval(() => text.insert(0, 'x'), 125);
  const times = await timeKeys(page);
  clearInterval(typing);
  peer.leave();
  await page.context().close();
  return times;
}

/** Milliseconds from each key's own time stamp to after the frame that shows it. */
export async function timeKeys(page: Page): Promise<readonly number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keyTimes: times });
    addEventListener(
      'keydown',
      event =>
        requestAnimationFrame(() => {
          const afterPaint = new MessageChannel();
          afterPaint.port1.onmessage = () => times.push(performance.now() - event.timeStamp);
          afterPaint.port2.postMessage(null);
        }),
      { capture: true },
    );
  });
  for (let key = 0; key < keys; key++) {
    await page.keyboard.press('abcdefghij '[key % 11] ?? 'a');
    await page.waitForTimeout(60);
  }
  const times = await page.evaluate('window.keyTimes');
  return Array.isArray(times) ? times.slice(10).map(Number) : [];
}

/** More points through the same acts that people use. */
export async function grow(address: string): Promise<void> {
  const drafter = await Person.sitsDown(address, 'drafter');
  const reader = await connectStock(drafter, 'shared');
  const themes = Object.keys(reader.doc.getMap('themes').toJSON());
  reader.leave();
  // 121 words
  const paragraph = 'the parties shall consult without delay on measures that concern them '.repeat(11).trim();
  for (let point = 28; point < points; point++) {
    const theme = themes[point % themes.length] ?? '';
    const paragraphs = Array.from({ length: Math.round(words / points / 121) }, () => paragraph);
    const act = {
      id: randomUUID(),
      kind: 'point.add',
      theme,
      after: null,
      title: `Further point ${point}`,
      paragraphs,
    };
    const response = await drafter.act(Act.parse(act));
    if (response.status !== 201) throw new Error(`a point was not added: ${await response.text()}`);
  }
}
