// Acts on their way: what can never be done comes back to its author, and does not keep those behind it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '../../../../client/api/api-client.ts';
import { leftWork } from '../../../../client/local/own-work.ts';
import { Outbox } from '../../../../client/session/outbox.ts';
import { Act } from '../../../../shared/acts/act.ts';
import type { ProblemType } from '../../../../shared/api/contract.ts';
import { problemTypes, problemUri } from '../../../../shared/api/contract.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const problem = (type: ProblemType): ApiProblem =>
  new ApiProblem(problemTypes[type], { type: problemUri(type), title: '', status: 0, detail: `It is ${type}.` });
const reply = (id: string, text: string): Act => Act.parse({ id, kind: 'thread.reply', thread: 'thread', text });

/** An outbox whose server answers one act with this problem, each time. */
function outboxTo(type: ProblemType, of: string) {
  const sent: string[] = [];
  const outbox = new Outbox({
    send: async ({ id }) => {
      sent.push(id);
      if (id === of) throw problem(type);
      return { seq: sent.length, hash: '', at: 0 };
    },
    work: { putAct: () => undefined, removeAct: () => undefined },
    onChange: () => undefined,
  });
  return { outbox, sent };
}

test.each<ProblemType>(['too-large', 'internal', 'words-not-here', 'bad-request'])(
  '[C5] an act that is %s each time comes back with the reason, and the next one goes',
  async type => {
    const { outbox } = outboxTo(type, 'first');
    const first = outbox.add(reply('first', 'Never.'), Promise.resolve());
    const second = outbox.add(reply('second', 'Next.'), Promise.resolve());
    await vi.runAllTimersAsync();
    expect(await first).toMatchObject({ kind: 'refused', reason: `It is ${type}.` });
    expect(await second).toEqual({ kind: 'done' });
    expect(outbox.unanswered).toEqual([]);
  },
);

test('[C5] an act whose words are gone comes back with the reason and is not sent; those beside it go, put otherwise', async () => {
  const { outbox, sent } = outboxTo('internal', 'none');
  const durable = Promise.withResolvers<void>();
  const [lost, other] = [reply('lost', 'Of old words.'), reply('other', 'Before.')];
  const [first, second] = [outbox.add(lost, durable.promise), outbox.add(other, durable.promise)];
  const givenBack = outbox.revise(act => (act.id === 'lost' ? null : reply(act.id, 'After.')), 'They are gone.');
  expect(givenBack).toEqual([lost]);
  expect(outbox.unanswered).toEqual([reply('other', 'After.')]);
  durable.resolve();
  await vi.runAllTimersAsync();
  expect(await first).toEqual({ kind: 'refused', code: 'words-gone', reason: 'They are gone.' });
  expect(await second).toEqual({ kind: 'done' });
  expect(sent).toEqual(['other']);
});

test('[C5] a server that is away is waited for, however long', async () => {
  const { outbox, sent } = outboxTo('not-saved', 'first');
  void outbox.add(reply('first', 'Waits.'), Promise.resolve());
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sent.length).toBeGreaterThan(500);
  expect(outbox.unanswered).toHaveLength(1);
  outbox.close();
});

test('[C5] whatever words an act of another version held are kept', () => {
  const act = (words: object) => ({ kind: 'act', act: { id: 'a', kind: 'no.more', ...words } });
  for (const words of [
    { text: 'said' },
    { outcome: 'said' },
    { reason: 'said' },
    { statement: 'said' },
    { note: 'said' },
  ])
    expect(leftWork([act(words)]).kept.map(kept => kept.words)).toEqual(['said']);
});
