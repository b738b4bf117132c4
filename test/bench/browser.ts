// Chromium from the registry package, as the end-to-end tests start it, and somebody who opens the sample in it.
import type { Browser, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { Seat } from '../../shared/api/contract.ts';

export async function openChromium(): Promise<Browser> {
  // it unpacks its libraries only there (playwright.config.ts)
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

export async function seatedPage(
  browser: Browser,
  address: string,
  member: string,
): Promise<{ readonly page: Page; readonly url: string }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const response = await context.request.post(`${address}/api/seats`, { data: { draft: 'sample', member } });
  const seat = Seat.parse(await response.json());
  return { page: await context.newPage(), url: `${address}/drafts/sample?seat=${seat.id}` };
}
