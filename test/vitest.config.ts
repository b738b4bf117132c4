// How the unit, integration and house tests run; kept apart from the client's Vite config, whose root would break the
// globs.
import { defineConfig } from 'vitest/config';

// Servers and workers start in half the time where Node finds what it compiled before.
process.env['NODE_COMPILE_CACHE'] ??= new URL('../node_modules/.cache/compiled', import.meta.url).pathname;

const long = process.env['LONG'] === '1';
/** No test counts on speed: this ends what hangs, also on a busy machine. */
const patienceMs = long ? 30 * 60_000 : 5 * 60_000;
const seeded = 'test/integration/simulation.test.ts';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    testTimeout: patienceMs,
    hookTimeout: patienceMs,
    expect: { poll: { timeout: patienceMs } },
    pool: 'forks',
    maxWorkers: 3, // on two cores: a test waits for its server now and then
    projects: [
      // They leave nothing behind in their process, so many files share one.
      { extends: true, test: { name: 'unit', include: ['test/{unit,house}/**/*.test.{ts,tsx}'], isolate: false } },
      {
        extends: true,
        test: {
          name: 'integration',
          isolate: false,
          include: ['test/integration/**/*.test.ts'],
          exclude: [seeded],
          globalSetup: 'test/support/lay-out-sample.ts',
        },
      },
      // It puts chance in its own hands before any library draws from it, and would leave it so.
      { extends: true, test: { name: 'simulation', include: [seeded] } },
    ],
  },
});
