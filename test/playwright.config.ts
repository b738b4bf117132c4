// How the end-to-end tests run: the real server in a folder of its own, Chromium from a registry package, several people in contexts of their own.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

// The package unpacks Chromium's own libraries only where it believes to be on Lambda; a bare Debian lacks them just the same.
process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs24.x';
const { default: chromium } = await import('@sparticuz/chromium');

const port = 8090;

export default defineConfig({
  testDir: './e2e',
  outputDir: '../node_modules/.cache/e2e',
  fullyParallel: false,
  workers: 1,
  timeout: 60_000,
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    trace: 'retain-on-failure',
    viewport: { width: 1440, height: 900 },
    launchOptions:
      process.platform === 'linux' && process.arch === 'x64'
        ? {
            executablePath: await chromium.executablePath(),
            args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
          }
        : { channel: 'chrome' },
  },
  webServer: {
    command: 'node server/main.ts',
    cwd: join(import.meta.dirname, '..'),
    url: `http://127.0.0.1:${port}/readyz`,
    env: { PORT: String(port), NONPAPER_DATA: mkdtempSync(join(tmpdir(), 'nonpaper-e2e-')) },
  },
});
