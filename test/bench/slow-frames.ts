// The slowest frame that a climbing search finds, in CPU time of the thread that judges and applies it.
// `slow-frames=30` climbs for 30 minutes instead of one, `slow-frames=30,7` from seed 7. No frame may hold the event
// loop longer than 50 ms.
import { Climb } from '../support/slow-frames/climb.ts';
import { table } from './report.ts';

export async function benchSlowFrames(told = '1'): Promise<void> {
  const [minutes = 1, seed = Date.now() % 1e6] = told.split(',').map(Number);
  const climb = new Climb(seed);
  const end = performance.now() + minutes * 60_000;
  while (performance.now() < end) climb.step();
  table(
    `Slowest of ${climb.measured} frames (seed ${seed}, ${minutes} min, ${climb.accepted} accepted), CPU ms, means of 5; at most 50`,
    [
      ['judge and apply', 'price', 'verdict', 'reading anew', 'after frames', 'runs and deletions'],
      ...climb.slowest.map(({ ms, price, says, readingMs, earlier, frame }) => [
        ms.toFixed(1),
        String(price),
        says,
        readingMs.toFixed(1),
        String(earlier.length),
        JSON.stringify(frame),
      ]),
    ],
  );
  const worst = climb.slowest[0];
  if (worst) console.log(`\n  The slowest as a seed: ${JSON.stringify([worst.earlier, worst.frame])}`);
}
