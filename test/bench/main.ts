// `npm run bench` runs every benchmark; `npm run bench -- fan-out typing` only those named. Figures are ratios within one run, or bounds that the
// README names; nothing here passes or fails. `npm run bench -- attacks` takes most of an hour and runs only when it is
// named; further words choose attacks.
import { benchAgreement } from './agreement.ts';
import { benchAttacks } from './attacks.ts';
import { benchColdOpen } from './cold-open.ts';
import { benchFanOut } from './fan-out.ts';
import { benchFirstLoad } from './first-load.ts';
import { benchHistory } from './history.ts';
import { benchIdleMemory } from './idle-memory.ts';
import { benchPositions } from './positions.ts';
import { benchStart } from './start.ts';
import { benchTimeline } from './timeline.ts';
import { benchTyping } from './typing.ts';

const benchmarks: { readonly [name: string]: () => Promise<void> } = {
  start: benchStart,
  'first-load': benchFirstLoad,
  typing: benchTyping,
  positions: benchPositions,
  agreement: benchAgreement,
  'cold-open': benchColdOpen,
  history: benchHistory,
  timeline: benchTimeline,
  'idle-memory': benchIdleMemory,
  'fan-out': benchFanOut,
};

const asked = process.argv.slice(2);
if (asked[0] === 'attacks') await benchAttacks(asked.slice(1));
else await runNamed();
process.exit(0);

async function runNamed(): Promise<void> {
  for (const name of asked)
    if (!(name in benchmarks))
      throw new Error(`no benchmark "${name}"; there are: ${Object.keys(benchmarks).join(', ')}, attacks`);
  for (const [name, run] of Object.entries(benchmarks)) if (asked.length === 0 || asked.includes(name)) await run();
}
