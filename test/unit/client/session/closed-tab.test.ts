// What an open tab sees of one that was closed. How a new one takes that over, the simulations of test/integration try.
import { expect, test } from 'vitest';
import { BrowserDraft } from '../../../../client/session/browser-draft.ts';
import { DraftId, MemberId, PointId } from '../../../../shared/ids.ts';
import { SimBrowser } from '../../../support/simulation/sim-browser.ts';

const [draft, member] = [DraftId.parse('sample'), MemberId.parse('ukr-delegate')];
const unsent = { point: PointId.parse('p1'), base: '' };

test('[C2] an open tab tells what a closed one has not sent, until a next tab takes it over', async () => {
  const browser = new SimBrowser();
  const [stays, closes, next] = [browser.newPage(), browser.newPage(), browser.newPage()];
  const open = await BrowserDraft.open(stays, draft, member);
  const closed = await BrowserDraft.open(closes, draft, member);
  open.work.putPoint(unsent);
  closed.work.putKept({ id: 'k', point: null, words: 'Kept', reason: '', at: 0 });
  await closed.work.settled();
  closes.crash();
  expect(await open.hasLeftByClosedTab(), 'kept words are not to be sent, and its own is not left').toBe(false);

  const again = await BrowserDraft.open(next, draft, member);
  again.work.putPoint(unsent);
  expect(await open.hasLeftByClosedTab(), 'the other tab is open').toBe(false);
  await again.work.settled();
  next.crash();
  expect(await open.hasLeftByClosedTab()).toBe(true);
  expect(await open.hasLeftByClosedTab(), 'to look takes nothing').toBe(true);
  await BrowserDraft.open(browser.newPage(), draft, member);
  expect(await open.hasLeftByClosedTab(), 'taken over').toBe(false);
});
