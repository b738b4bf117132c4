// A meter on a clock that stands still: whatever is done takes no time, and costs nobody anything.
import { WorkMeter } from '../../server/budgets/work-meter.ts';

export const freeMeter = (): WorkMeter =>
  new WorkMeter(
    { charge: () => undefined },
    () => 0,
    () => undefined,
  );
