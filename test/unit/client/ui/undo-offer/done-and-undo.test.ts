// Which act the undo key takes back, and when; that its button stands in time and keeps the keyboard, in test/e2e.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Offer } from '../../../../../client/ui/undo-offer/done-and-undo.ts';
import {
  awaitDone,
  offerNow,
  sayDiscarded,
  takenBack,
  undoDiscard,
  undoLast,
  undoneOnArrival,
  withdrawOffer,
  workGoesOn,
} from '../../../../../client/ui/undo-offer/done-and-undo.ts';

const wentBack: string[] = [];
const locked = (point: number): Offer => ({
  done: `Point ${point} locked`,
  undo: { run: () => wentBack.push(`Point ${point} unlocked`), about: '' },
});

beforeEach(() => {
  withdrawOffer();
  wentBack.length = 0;
  vi.stubGlobal('document', { querySelector: () => null, activeElement: null });
});

test('[T34] the key takes back what was done last', () => {
  awaitDone()(locked(1));
  awaitDone()(locked(2));
  expect(undoLast()).toBe(true);
  expect(undoLast()).toBe(false);
  expect(wentBack).toEqual(['Point 2 unlocked']);
  expect(offerNow()).toBeNull();
});

test('[T34] an act on its way is taken back when it is done, and the one before it is not', () => {
  awaitDone()(locked(1));
  const answered = awaitDone();
  undoLast();
  expect(offerNow()).toEqual({ done: undoneOnArrival, undo: null });
  undoLast(); // pressed again: there is nothing more to take back
  expect(wentBack).toEqual([]);
  answered(locked(2));
  expect(wentBack).toEqual(['Point 2 unlocked']);
  expect(offerNow()).toBeNull();
});

test('[T34] two acts on their way are taken back one key each, the newest first', () => {
  const [first, second] = [awaitDone(), awaitDone()];
  undoLast();
  first(locked(1));
  expect(offerNow()?.done).toBe('Point 1 locked');
  second(locked(2));
  expect(wentBack).toEqual(['Point 2 unlocked']);
});

test('[T34] an act that is refused leaves nothing to take back', () => {
  const answered = awaitDone();
  undoLast();
  answered(null);
  expect(offerNow()).toBeNull();
  expect(wentBack).toEqual([]);
});

test('[T34] what cannot be taken back is said to be done', () => {
  const answered = awaitDone();
  undoLast();
  answered({ done: 'Point 1 redacted', undo: null });
  expect(offerNow()?.done).toBe('Point 1 redacted');
});

test('[T34] after an act that the key does not take back, it takes back none before that', () => {
  awaitDone()(locked(1));
  const answered = awaitDone();
  withdrawOffer(); // a comment is posted
  expect(undoLast()).toBe(false);
  answered(locked(2));
  expect(offerNow()).toEqual({ done: 'Point 2 locked', undo: null });
  expect(undoLast()).toBe(false);
  expect(wentBack).toEqual([]);
});

test('[T34] an act that waits for a connection is not sent', () => {
  awaitDone()(locked(1));
  const answered = awaitDone(() => true);
  undoLast();
  expect(offerNow()).toEqual({ done: takenBack, undo: null });
  answered(null);
  expect(offerNow()?.done).toBe(takenBack);
  expect(wentBack).toEqual([]);
});

test('[T34] discarded words come before an act that is still on its way, which says nothing over them', () => {
  const answered = awaitDone();
  sayDiscarded('Comment discarded', () => wentBack.push('the comment'));
  answered(locked(1));
  expect(offerNow()?.done).toBe('Comment discarded');
  expect(undoLast()).toBe(true);
  expect(wentBack).toEqual(['the comment']);
});

test('[T34] in a text the key means discarded words until something else is done, and they are offered on', () => {
  sayDiscarded('Comment discarded', () => wentBack.push('the comment'));
  expect(undoDiscard()).toBe(true);
  expect(undoDiscard()).toBe(false);
  sayDiscarded('Comment discarded', () => wentBack.push('the comment'));
  workGoesOn();
  expect(undoDiscard()).toBe(false);
  expect(offerNow()?.done).toBe('Comment discarded');
  awaitDone()(locked(1));
  expect(undoDiscard()).toBe(false);
});
