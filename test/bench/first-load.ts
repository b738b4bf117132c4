// What the first visit to a draft moves over HTTP, in kB as sent, with an empty cache over a slow line (4 Mbit/s, 60
// ms): until the text stands and can be read, and until the editor is there too and the network is quiet.
import { openChromium, seatedPage } from './browser.ts';
import { startMeasured } from './measured-process.ts';
import { table } from './report.ts';

export async function benchFirstLoad(): Promise<void> {
  const server = await startMeasured('nonpaper');
  const browser = await openChromium();
  const { page, url } = await seatedPage(browser, server.address, 'ukr-delegate');
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Network.enable');
  const bytesPerSecond = (4 * 1024 * 1024) / 8;
  await protocol.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 60,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  const kinds = new Map<string, string>();
  const bytes = new Map<string, number>();
  let beforeUsable = 0;
  let isUsable = false;
  protocol.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type));
  protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other';
    bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
    if (!isUsable) beforeUsable += encodedDataLength;
  });
  const began = performance.now();
  await page.goto(url);
  await page.locator('article.point').first().waitFor();
  isUsable = true;
  const usableMs = performance.now() - began;
  await page.getByText('All changes saved').waitFor();
  await page.waitForLoadState('networkidle');
  const kB = (count: number): string => (count / 1024).toFixed(0);
  const total = [...bytes.values()].reduce((sum, count) => sum + count, 0);
  table('First load over HTTP, kB compressed; at most 300', [
    [...bytes.keys(), 'until the text stands', 'which takes', 'in all'],
    [...[...bytes.values()].map(kB), kB(beforeUsable), `${usableMs.toFixed(0)} ms`, kB(total)],
  ]);
  await browser.close();
  await server.stop();
}
