// The reader's state of the discussion: one thing in focus at a time, nothing taken from them by a late answer.
import { expect, test } from 'vitest';
import type { ThreadsEvent, ThreadsState } from '../../../../client/threads/threads-state.ts';
import {
  activeThread,
  initialThreadsState,
  isComposing,
  nextThreadsState,
} from '../../../../client/threads/threads-state.ts';
import type { NewTarget } from '../../../../client/threads/unposted.ts';
import { PointId, ThreadId } from '../../../../shared/ids.ts';

const first = ThreadId.parse('t1');
const second = ThreadId.parse('t2');
const target: NewTarget = { kind: 'point', point: PointId.parse('p1') };
const after = (...events: readonly ThreadsEvent[]): ThreadsState =>
  events.reduce(nextThreadsState, initialThreadsState(null));

test('a link opens its thread', () => {
  expect(activeThread(initialThreadsState(first))).toBe(first);
});

test('composing puts the active thread to rest, and closing leaves nothing in focus', () => {
  const composing = after({ kind: 'activated', thread: first }, { kind: 'composed', target });
  expect(activeThread(composing)).toBeNull();
  expect(isComposing(composing, target)).toBe(true);
  expect(nextThreadsState(composing, { kind: 'closed' }).focus).toEqual({ kind: 'none' });
});

test('a click on the card one is in does not send the keyboard away', () => {
  expect(after({ kind: 'entered', thread: first }, { kind: 'activated', thread: first }).focus.kind).toBe('entered');
});

test('leaving a card keeps it lit; leaving an earlier one changes nothing', () => {
  const inSecond = after({ kind: 'entered', thread: first }, { kind: 'entered', thread: second });
  expect(nextThreadsState(inSecond, { kind: 'left', thread: first })).toBe(inSecond);
  expect(nextThreadsState(inSecond, { kind: 'left', thread: second }).focus).toEqual({
    kind: 'reading',
    thread: second,
  });
});

test('a posted comment becomes the active thread', () => {
  expect(activeThread(after({ kind: 'composed', target }, { kind: 'posted', target, thread: first }))).toBe(first);
});

test('[T2] a refused new thread opens its composer again', () => {
  const posted = after({ kind: 'composed', target }, { kind: 'posted', target, thread: first });
  expect(isComposing(nextThreadsState(posted, { kind: 'refused', target, thread: first }), target)).toBe(true);
});

test('[T2] a refusal does not interrupt somebody who reads another thread', () => {
  const elsewhere = after({ kind: 'posted', target, thread: first }, { kind: 'activated', thread: second });
  expect(nextThreadsState(elsewhere, { kind: 'refused', target, thread: first })).toBe(elsewhere);
});
