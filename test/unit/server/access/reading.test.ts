// What a member has read, on a database in memory and a clock of its own.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Accounts } from '../../../../server/access/accounts.ts';
import { openAccounts } from '../../../../server/access/accounts.ts';
import { ReadingMarks } from '../../../../server/access/reading.ts';
import { DraftId, MemberId } from '../../../../shared/ids.ts';
import { visitGapMs } from '../../../../shared/limits.ts';

const draft = DraftId.parse('d');
const [ann, bob] = [MemberId.parse('ann'), MemberId.parse('bob')];
let accounts: Accounts;
let reading: ReadingMarks;
let now = 1_000_000;
beforeEach(async () => {
  accounts = await openAccounts(':memory:');
  reading = new ReadingMarks(accounts, () => now);
});
afterEach(() => accounts.destroy());

test('[H9] a visit ends when a member has been away for long; a first one has none before it', async () => {
  await reading.here(draft, ann);
  expect((await reading.of(draft, ann)).since).toBeNull();
  now += visitGapMs / 2;
  await reading.here(draft, ann);
  const left = now;
  now += visitGapMs + 1;
  await reading.here(draft, ann);
  now += 60_000;
  await reading.here(draft, ann);
  expect((await reading.of(draft, ann)).since).toBe(left);
});

test('[H9] marks are a member’s own, never go back, and are swallowed by "everything"', async () => {
  await reading.mark(draft, ann, { marks: { 'point-p1': 10, 'thread-t1': 50 } });
  await reading.mark(draft, ann, { marks: { 'point-p1': 5 } });
  expect(await reading.of(draft, ann)).toEqual({
    since: null,
    first: null,
    all: 0,
    marks: { 'point-p1': 10, 'thread-t1': 50 },
  });
  await reading.mark(draft, ann, { all: 20, marks: {} });
  expect(await reading.of(draft, ann)).toEqual({ since: null, first: null, all: 20, marks: { 'thread-t1': 50 } });
  expect(await reading.of(draft, bob)).toEqual({ since: null, first: null, all: 0, marks: {} });
});

test('[H9] the end of the first visit stays where it is, however many follow', async () => {
  await reading.here(draft, ann);
  const first = now;
  const lefts: (number | null)[] = [];
  for (let day = 0; day < 3; day++) {
    now += 86_400_000;
    await reading.here(draft, ann);
    const { since, first: firstLeft } = await reading.of(draft, ann);
    expect(firstLeft).toBe(first);
    lefts.push(since);
  }
  expect(lefts).toEqual([first, first + 86_400_000, first + 2 * 86_400_000]);
});
