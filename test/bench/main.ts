// `npm run bench` runs every benchmark; `npm run bench -- fan-out typing` only those named, and `slow-frames=30` tells
// one something: here, how many minutes. Figures are ratios within one run, or bounds that the README names; nothing
// here passes or fails. `npm run bench -- attacks` takes most of an hour and runs only when it is named; further words
// choose attacks.
import { benchAgreement } from './agreement.ts';
import { benchAttacks } from './attacks.ts';
import { benchCheckedCopies } from './checked-copies.ts';
import { benchColdOpen } from './cold-open.ts';
import { benchFanOut } from './fan-out.ts';
import { benchFirstLoad } from './first-load.ts';
import { benchGate } from './gate.ts';
import { benchHistory } from './history.ts';
import { benchIdleMemory } from './idle-memory.ts';
import { benchPositions } from './positions.ts';
import { benchSlowFrames } from './slow-frames.ts';
import { benchStart } from './start.ts';
import { benchTimeline } from './timeline.ts';
import { benchTyping } from './typing.ts';

const benchmarks: { readonly [name: string]: (told: string | undefined) => Promise<void> } = {
  start: benchStart,
  'first-load': benchFirstLoad,
  typing: benchTyping,
  positions: benchPositions,
  agreement: benchAgreement,
  'cold-open': benchColdOpen,
  'checked-copies': benchCheckedCopies,
  history: benchHistory,
  timeline: benchTimeline,
  'idle-memory': benchIdleMemory,
  'fan-out': benchFanOut,
  gate: benchGate,
  'slow-frames': benchSlowFrames,
};

const words = process.argv.slice(2);
if (words[0] === 'attacks') await benchAttacks(words.slice(1));
else await runNamed(new Map(words.map(word => [word.replace(/=.*/, ''), /=(.*)/.exec(word)?.[1]])));
process.exit(0);

async function runNamed(asked: ReadonlyMap<string, string | undefined>): Promise<void> {
  for (const name of asked.keys())
    if (!(name in benchmarks))
      throw new Error(`no benchmark "${name}"; there are: ${Object.keys(benchmarks).join(', ')}, attacks`);
  for (const [name, run] of Object.entries(benchmarks))
    if (asked.size === 0 || asked.has(name)) await run(asked.get(name));
}
