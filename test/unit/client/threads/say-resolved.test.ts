// After a thread was resolved, the undo key opens it again, and nothing before it.
import { expect, test, vi } from 'vitest';
import type { Session } from '../../../../client/session/session.ts';
import { sayResolved } from '../../../../client/threads/say-resolved.ts';
import { offerNow, undoLast } from '../../../../client/ui/undo-offer/done-and-undo.ts';
import { ActId, ThreadId } from '../../../../shared/ids.ts';

const thread = ThreadId.parse('t1');

test('[T34] the key opens a thread again that was resolved last', async () => {
  vi.stubGlobal('document', { querySelector: () => null, activeElement: null });
  const acts: unknown[] = [];
  const act = (asked: unknown) => {
    acts.push(asked);
    return { outcome: Promise.resolve({ kind: 'done' }) };
  };
  const session = { act } as unknown as Session; // no more of it is asked
  const outcome = Promise.resolve({ kind: 'done' } as const);
  sayResolved(session, thread, { id: ActId.parse('a1'), outcome });
  await outcome;
  expect(offerNow()?.done).toBe('Thread resolved');
  expect(undoLast()).toBe(true);
  expect(acts).toEqual([{ kind: 'thread.reopen', thread }]);
  await expect.poll(() => offerNow()?.done).toBe('Thread reopened');
});
