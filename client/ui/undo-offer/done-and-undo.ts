// What was done last, and the way back, by its button or its key. The key means the newest act, also one that is still
// on its way, or the words that were discarded since. Knows no acts, draws nothing.
import { awaitThing } from '../keys/lost-keyboard.ts';

/** `about`: the thing that changes or comes back by it. */
type Undo = { readonly run: () => void; readonly about: string };
/** `undo`: null where there is no way back. */
export type Offer = {
  readonly done: string;
  readonly undo: Undo | null;
  /** Words were thrown away, and nothing else keeps them. */
  readonly isOfWords?: true;
};
/** `at`: what had the keyboard as it was said to be unwanted. */
type Awaited = {
  state: { kind: 'on-its-way' } | { kind: 'unwanted'; at: Element | null };
  /** False: it may have left already. */
  readonly takeBack: () => boolean;
};

export const undoneOnArrival = 'Undone as soon as it has arrived, while this page is open';
export const takenBack = 'Taken back: it is not sent';

let offer: Offer | null = null;
/** Acts on their way, the newest last. */
let awaited: readonly Awaited[] = [];
/** Words were discarded, and nothing was written or pressed since: in a text, too, the key means them. */
let isDiscardNewest = false;
const listeners = new Set<() => void>();

/** Takes the place of what was said before. */
export function sayDone(done: string, undo: Undo | null): void {
  tell({ done, undo });
}

/** Words were thrown away on purpose. `bringBack`: to where they were. */
export function sayDiscarded(done: string, bringBack: () => void): void {
  awaited = [];
  change({ done, undo: { run: bringBack, about: '' }, isOfWords: true });
  isDiscardNewest = true;
}

/** Something was written or pressed. */
export function workGoesOn(): void {
  isDiscardNewest = false;
}

/** By the key in a text. False: it means the text. */
export function undoDiscard(): boolean {
  if (!isDiscardNewest || !offer) return false;
  undo(offer);
  return true;
}

/** An act goes on its way. To be called with what it did, or with null if it was not done. */
export function awaitDone(takeBack: () => boolean = () => false): (done: Offer | null) => void {
  const mine: Awaited = { state: { kind: 'on-its-way' }, takeBack };
  awaited = [...awaited, mine];
  return done => {
    const isLast = awaited.includes(mine);
    awaited = awaited.filter(each => each !== mine);
    const { state } = mine;
    if (state.kind === 'unwanted' && offer?.done === undoneOnArrival) change(null);
    if (state.kind === 'unwanted' && done?.undo) undo(done, hasStayed(state.at));
    else if (done) tell(isLast ? done : { ...done, undo: null });
  };
}

/** An act was sent that the key does not take back: then it takes back none before that. */
export function withdrawOffer(): void {
  awaited = [];
  change(null);
}

/** By the key. False: there is nothing that it takes back. */
export function undoLast(): boolean {
  const last = awaited.findLast(each => each.state.kind === 'on-its-way');
  if (last?.takeBack()) {
    awaited = awaited.filter(each => each !== last);
    change({ done: takenBack, undo: null });
    return true;
  }
  if (last) {
    last.state = { kind: 'unwanted', at: document.activeElement };
    change({ done: undoneOnArrival, undo: null });
    return true;
  }
  if (awaited.length > 0) return true; // it is taken back already
  if (!offer?.undo) return false;
  undo(offer);
  return true;
}

/** Nobody has taken the keyboard elsewhere since; or where it was has gone. */
const hasStayed = (at: Element | null): boolean => !at?.isConnected || document.activeElement === at;

export function undo(offered: Offer | null, takesKeyboardAlong = true): void {
  if (offered?.undo && takesKeyboardAlong) awaitThing(offered.undo.about);
  if (offer === offered) change(null);
  offered?.undo?.run();
}

export function withdraw(offered: Offer): void {
  if (offer === offered) change(null);
}

export const offerNow = (): Offer | null => offer;

export function subscribeToOffer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What has no way back takes none from words. */
function tell(next: Offer): void {
  if (next.undo || !offer?.isOfWords) change(next);
}

function change(next: Offer | null): void {
  offer = next;
  isDiscardNewest = false;
  for (const listener of listeners) listener();
}
