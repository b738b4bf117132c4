// Meters on clocks of the test: one that stands still, so that nothing takes time, and one on which everything does.
import { WorkMeter } from '../../server/budgets/work-meter.ts';

export const freeMeter = (): WorkMeter =>
  new WorkMeter(
    { charge: () => undefined },
    () => 0,
    () => undefined,
  );

/** Each look at the clock finds it so much later: whatever is done takes as long. */
export function slowMeter(ms: number): WorkMeter {
  let now = 0;
  return new WorkMeter(
    { charge: () => undefined },
    () => (now += ms),
    () => undefined,
  );
}
