// The newest answer to what a reader said, kept for each link.
import { expect, test } from 'vitest';
import { ReaderReceipts } from '../../../../client/evidence/reader-receipts.ts';
import { SimBrowser } from '../../../support/simulation/sim-browser.ts';

const answer = (at: number) => ({ hash: String(at).padStart(64, '0'), at });

test('[N6] the newest answer is kept for the link it was given to, also after a reload', () => {
  const browser = new SimBrowser();
  const receipts = new ReaderReceipts(browser.newPage(), 'rev-3/nowak');
  expect(receipts.newest()).toBeNull();
  for (const at of [7, 12, 9]) receipts.keep(answer(at)); // 9: an act that was sent twice
  expect(receipts.newest()).toEqual(answer(12));
  expect(new ReaderReceipts(browser.newPage(), 'rev-3/nowak').newest()).toEqual(answer(12));
  expect(new ReaderReceipts(browser.newPage(), 'rev-3/weber').newest()).toBeNull();
});
