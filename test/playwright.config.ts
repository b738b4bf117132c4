// How the end-to-end tests run: three stories at a time, each on a real server of its own (e2e/story.ts), Chromium from
// a registry package.
import { defineConfig } from '@playwright/test';

// The package unpacks Chromium's own libraries only where it believes to be on Lambda; a bare Debian lacks them just
// the same.
process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs24.x';
const { default: chromium } = await import('@sparticuz/chromium');

// Servers and workers start in half the time where Node finds what it compiled before.
process.env['NODE_COMPILE_CACHE'] ??= new URL('../node_modules/.cache/compiled', import.meta.url).pathname;

export default defineConfig({
  testDir: './e2e',
  outputDir: '../node_modules/.cache/e2e',
  fullyParallel: true, // also those of one file: each begins with a fresh sample
  workers: 3, // on two cores: a story waits for its browser now and then
  // No story counts on speed: these end what hangs, also on a busy machine.
  timeout: 10 * 60_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  use: {
    trace: 'off', // it takes a third of the time: `--trace on` for a story that fails
    // Each new person would fetch the whole page a second time, for later: a fourth of the work. Stories in which the
    // page is opened again, or without a connection, allow it.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    launchOptions:
      process.platform === 'linux' && process.arch === 'x64'
        ? {
            executablePath: await chromium.executablePath(),
            args: [
              '--no-sandbox',
              '--disable-gpu',
              '--disable-background-networking',
              '--disable-site-isolation-trials',
            ],
          }
        : { channel: 'chrome' },
  },
});
