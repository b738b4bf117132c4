// Leaving a seat: the server forgets who sits there, and this browser what it kept of the draft for them. What shows
// that the server told two pasts is evidence (rule C3) and stays; it holds no words.
import { ApiProblem, api } from '../api/api-client.ts';
import type { BrowserStores } from '../local/browser-stores.ts';
import { browserStores } from '../local/browser-stores.ts';
import type { HeldPlace } from '../local/held-place.ts';
import { isKeptFor } from '../local/held-place.ts';

export async function leaveSeat(seat: HeldPlace, stores: BrowserStores = browserStores): Promise<void> {
  await api.leaveSeat(seat.id).catch((error: unknown) => {
    // the server knows nothing of it any more: nor should we
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
  });
  await stores.forget(name => isKeptFor(name, seat));
}
