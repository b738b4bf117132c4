// When memory is given back: after a rush, at rest, once.
import { expect, test } from 'vitest';
import { SpareMemory } from '../../../server/spare-memory.ts';
import { restingShare, spareMemoryBytes } from '../../../shared/limits.ts';

function running() {
  const at = { resident: 3 * spareMemoryBytes, busyShare: 0 };
  let collected = 0;
  const spare = new SpareMemory({
    resident: () => at.resident,
    busyShare: () => at.busyShare,
    collect: () => void collected++,
  });
  const looks = (resident: number, busyShare = 0): number => {
    Object.assign(at, { resident: resident * spareMemoryBytes, busyShare });
    spare.look();
    return collected;
  };
  return { looks };
}

test('[B7] what a rush has taken is given back when the thread rests, and not before', () => {
  const { looks } = running();
  expect(looks(3.9)).toBe(0);
  expect(looks(8, restingShare)).toBe(0);
  expect(looks(8)).toBe(1);
  expect(looks(3)).toBe(1);
  expect(looks(4)).toBe(2);
});

test('[B7] memory that is in use is not collected again and again', () => {
  const { looks } = running();
  expect(looks(8)).toBe(1);
  for (let i = 0; i < 10; i++) expect(looks(8 + i / 20)).toBe(1);
  expect(looks(9)).toBe(2);
});
