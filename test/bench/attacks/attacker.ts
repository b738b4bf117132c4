// The attacker's own process: runs one attack when told to go, until told to stop. Its niceness leaves the core to the
// honest people's process, whose clock is the one that measures.
import { setPriority } from 'node:os';
import { z } from 'zod';
import { attacks } from './every-attack.ts';
import { Hostile } from './hostile.ts';
import { Stage } from './stage.ts';

const Order = z.object({ name: z.string(), stage: Stage, address: z.string() });

setPriority(10);
process.once('message', async (order: unknown) => {
  const { name, stage, address } = Order.parse(order);
  const hostile = new Hostile(stage, address);
  const found = attacks.find(attack => attack.name === name);
  let outcome: string | undefined;
  const tell = (): void => {
    const report = { told: Object.fromEntries(hostile.told), outcome };
    process.send?.(report, () => process.exit(0));
  };
  process.once('message', () => {
    hostile.end();
    setTimeout(tell, 5_000).unref(); // an attack that hangs on an answer
  });
  process.once('disconnect', () => process.exit(0));
  outcome = await found?.run(hostile).catch((error: unknown) => `no figure: ${String(error)}`);
  while (!hostile.isOver) await new Promise(resolve => setTimeout(resolve, 50));
  tell();
});
process.send?.('here');
