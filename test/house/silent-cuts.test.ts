// No field cuts what is typed or pasted into it: bounds are told by client/ui/limited-field.tsx.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('[T15] no field has a maxLength of its own', () => {
  const cutting = globSync('client/**/*.tsx').filter(file => /\bmaxLength=/.test(readFileSync(file, 'utf8')));
  expect(cutting).toEqual([]);
});
