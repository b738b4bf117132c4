// Two people in one point at random (test/support/undo-play.ts): when I have undone all that I did, the text reads as
// if I had never done it.
import { expect, it } from 'vitest';
import { seeds } from '../../../../support/seeded-random.ts';
import type { Act } from '../../../../support/undo-play.ts';
import { allActs, UndoPlay } from '../../../../support/undo-play.ts';

function problemsOf(played: readonly number[], acts: readonly Act[], isAlone: boolean): string {
  return played
    .map(seed => [seed, new UndoPlay(seed, { acts, isAlone }).run()] as const)
    .filter(([, { problems }]) => problems.length > 0)
    .map(([seed, { problems, log }]) => `seed ${seed}: ${problems.join('; ')}\n${log.join('\n')}`)
    .join('\n\n');
}

it('[E3] whatever I replace, delete, drag, split and join, undo restores it exactly', () => {
  expect(problemsOf([...seeds(30, 3_000), 2692], allActs, true)).toBe('');
});

it('[E3] whatever I do and undo while another types, their words stay whole, between the letters that they were typed between', () => {
  expect(problemsOf(seeds(70, 3_000), allActs, false)).toBe('');
});

it.each(allActs)('[E3] the same where all that I do is to %s', act => {
  expect(problemsOf(seeds(8, 300), [act], false)).toBe('');
});
