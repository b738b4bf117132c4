// How soon four people on four screens (a point's text, Positions, Red lines, History) see a flag, counted from the
// server's answer to whoever raised it.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { Act } from '../../shared/acts/act.ts';
import { outlineOf } from '../../shared/rows/outline.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import { Person } from '../support/running-server.ts';
import { connectStock } from '../support/stock-client.ts';
import { openChromium, seatedPage } from './browser.ts';
import { startMeasured } from './measured-process.ts';
import { percentile, table } from './report.ts';

const flags = 30;
const screens = { Text: 'rus-head', Positions: 'ust-head', 'Red lines': 'ukr-head', History: 'eur-head' };

export async function benchAgreement(): Promise<void> {
  const server = await startMeasured('nonpaper');
  const browser = await openChromium();
  const pages: [string, Page][] = [];
  for (const [tab, member] of Object.entries(screens)) {
    const { page, url } = await seatedPage(browser, server.address, member);
    await page.goto(url);
    await page.getByText('All changes saved').waitFor();
    await page.getByRole('button', { name: tab, exact: true }).first().click();
    pages.push([tab, page]);
  }
  const person = await Person.sitsDown(server.address, 'ust-delegate');
  const reader = await connectStock(person, 'shared');
  const rows = new DocRows(reader.doc);
  const point = outlineOf(rows).themes[0]?.points[0]?.row.id;
  const redLine = rows.all('redLines').find(({ party }) => party === 'ukr')?.id;
  reader.leave();
  const after = new Map<string, number[]>(pages.map(([tab]) => [tab, []]));
  for (let flag = 0; flag < flags; flag++) {
    await Promise.all(pages.map(([, page]) => noteFirstChange(page)));
    const act = {
      id: randomUUID(),
      kind: 'flag.raise',
      point,
      anchor: null,
      needs: [],
      redLine,
      severity: 'risks',
      reason: null,
    };
    const response = await person.act(Act.parse(act));
    const answeredAt = Date.now();
    if (response.status !== 201) throw new Error(`a flag was not raised: ${await response.text()}`);
    await pages[0]?.[1].waitForTimeout(600);
    for (const [tab, page] of pages) after.get(tab)?.push(Number(await page.evaluate('window.changedAt')) - answeredAt);
  }
  table(`A flag on four screens at once, ${flags} times, from the server's answer to the change on the page`, [
    ['screen', 'p50 ms', 'p95 ms', 'bound'],
    ...[...after].map(([tab, times]) => [
      tab,
      percentile(times, 0.5).toFixed(0),
      percentile(times, 0.95).toFixed(0),
      '200',
    ]),
  ]);
  await browser.close();
  await server.stop();
}

/** All run on this machine, so that one clock counts. */
function noteFirstChange(page: Page): Promise<void> {
  return page.evaluate(() => {
    Reflect.deleteProperty(window, 'changedAt');
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => Object.assign(window, { changedAt: Date.now() }));
    });
    const main = document.querySelector('#text');
    if (main) observer.observe(main, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}
