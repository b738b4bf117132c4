// Every source of chance that libraries use, from one seed, so that a run can be repeated. Import it before anything
// that draws random numbers: lib0 keeps the function it finds when it is loaded.
import { webcrypto } from 'node:crypto';
import { Random } from '../seeded-random.ts';

let chance = new Random(0);

Object.defineProperty(webcrypto, 'getRandomValues', {
  value: <T extends Uint8Array | Uint32Array>(into: T): T => {
    for (let i = 0; i < into.length; i++) into[i] = Math.floor(chance.next() * 2 ** 32);
    return into;
  },
});
Math.random = () => chance.next();

export function seedChance(seed: number): void {
  chance = new Random(seed);
}
