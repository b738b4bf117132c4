// What was done last, and the way back, by its button or its key. The key means the newest act, also one that is still
// on its way. Knows no acts, draws nothing.
import { awaitThing } from '../keys/lost-keyboard.ts';

/** `about`: the thing that changes or comes back by it. */
type Undo = { readonly run: () => void; readonly about: string };
/** `undo`: null where there is no way back. */
export type Offer = { readonly done: string; readonly undo: Undo | null };
type Awaited = { state: 'on-its-way' | 'unwanted' };

export const undoneOnArrival = 'Undone as soon as it has arrived';

let offer: Offer | null = null;
/** Acts on their way, the newest last. */
let awaited: readonly Awaited[] = [];
const listeners = new Set<() => void>();

/** Takes the place of what was said before. */
export function sayDone(done: string, undo: Undo | null): void {
  change({ done, undo });
}

/** An act goes on its way. To be called with what it did, or with null if it was not done. */
export function awaitDone(): (done: Offer | null) => void {
  const mine: Awaited = { state: 'on-its-way' };
  awaited = [...awaited, mine];
  return done => {
    awaited = awaited.filter(each => each !== mine);
    if (mine.state === 'unwanted' && offer?.done === undoneOnArrival) change(null);
    if (mine.state === 'unwanted' && done?.undo) undo(done);
    else if (done) change(done);
  };
}

/** By the key. */
export function undoLast(): void {
  const last = awaited.findLast(each => each.state === 'on-its-way');
  if (last) {
    last.state = 'unwanted';
    change({ done: undoneOnArrival, undo: null });
  } else if (awaited.length === 0) undo(offer);
}

export function undo(offered: Offer | null): void {
  if (offered?.undo) awaitThing(offered.undo.about);
  if (offer === offered) change(null);
  offered?.undo?.run();
}

export function withdraw(offered: Offer): void {
  if (offer === offered) change(null);
}

/** Another page begins: what an earlier one sent may never be answered here. */
export function forgetDone(): void {
  awaited = [];
  change(null);
}

export const offerNow = (): Offer | null => offer;

export function subscribeToOffer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: Offer | null): void {
  offer = next;
  for (const listener of listeners) listener();
}
