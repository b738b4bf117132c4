// What the search for slow frames (`npm run bench -- slow-frames`) found above 50 ms and what was mended: each is
// refused now, or has a price that says what it costs. Measures no time.
import { expect, test } from 'vitest';
import { updateStepsMax } from '../../../../../shared/wire-limits.ts';
import { ground, prepared } from '../../../../support/slow-frames/climb.ts';
import type { FramePlan } from '../../../../support/slow-frames/frame-plan.ts';

const text = { device: 0, make: 'text', length: 20 } as const;

const seeds: readonly (readonly [name: string, earlier: readonly FramePlan[], frame: FramePlan, says: string])[] = [
  [
    '81 ms: thousands of letters that each cut a word of their own frame and one of an earlier frame',
    [
      {
        runs: [{ ...text, count: 500, left: { in: 'own', from: 2, by: 0 }, right: { in: 'base', from: 1, by: 1 } }],
        deletions: [],
      },
    ],
    {
      runs: [
        {
          ...text,
          count: 4_096,
          left: { in: 'own', from: 2, by: 2_066 },
          right: { in: 'earlier', from: 9_720, by: 1 },
        },
      ],
      deletions: [],
    },
    'too-costly',
  ],
  [
    '55 ms: deletions that are nearly all known',
    [
      {
        runs: [
          {
            ...text,
            length: 4_000,
            count: 40,
            left: { in: 'own', from: 0, by: 0 },
            right: { in: 'none', from: 0, by: 0 },
          },
        ],
        deletions: [],
      },
    ],
    { runs: [], deletions: [{ of: 9, from: 0, by: 1, length: 1, count: 60_000 }] },
    'too-large',
  ],
];

test.each(seeds)('[G12] %s', (_, earlier, frame, says) => {
  const { before, update } = prepared(ground(), earlier, frame);
  const verdict = before.judge(update);
  expect(verdict.kind === 'refuse' ? verdict.code : verdict.kind).toBe(says);
  expect(verdict.price).toBeLessThan(2 * updateStepsMax);
});
