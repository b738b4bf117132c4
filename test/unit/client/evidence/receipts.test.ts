// What a browser keeps of what it was told: for all tabs of a member, beyond copies, and beyond what the server says
// later.
import { expect, test } from 'vitest';
import { Receipts } from '../../../../client/evidence/receipts.ts';
import { BrowserDraft } from '../../../../client/session/browser-draft.ts';
import { DraftId, MemberId } from '../../../../shared/ids.ts';
import { disputesMax } from '../../../../shared/limits.ts';
import { SimBrowser } from '../../../support/simulation/sim-browser.ts';

const [draft, ann, bob] = [DraftId.parse('draft'), MemberId.parse('ann'), MemberId.parse('bob')];
const head = (seq: number, line = 'a') => ({ seq, hash: `${line}${seq}` });
const madeAt = 1_000;

function opens(browser: SimBrowser, member = ann): Receipts {
  const receipts = new Receipts(browser.newPage(), draft, member);
  receipts.begin(madeAt);
  return receipts;
}

test('[C3] a dispute names both heads after every reload, and leaves the head of the page only when it is noted', () => {
  const browser = new SimBrowser();
  const page = opens(browser);
  page.tell('text', head(40));
  page.dispute('text', head(40), head(30, 'b'), 5);
  for (const again of [opens(browser), opens(browser)])
    expect(again.disputes.all()).toMatchObject([
      { kind: 'past', doc: 'draft/text', told: head(40), shown: head(30, 'b'), at: 5, notedAt: null },
    ]);
  const [{ id } = { id: '' }] = page.disputes.all();
  opens(browser).disputes.note(id, 9);
  expect(opens(browser).disputes.all()).toMatchObject([{ told: head(40), notedAt: 9 }]);
});

test('[C3] met again, by this tab or another, it stands once; what is told next is held against what was shown', () => {
  const browser = new SimBrowser();
  const [one, other] = [opens(browser), opens(browser)];
  one.dispute('text', head(40), head(30, 'b'), 5);
  other.dispute('text', head(40), head(31, 'b'), 6);
  expect(opens(browser).disputes.all()).toHaveLength(1);
  expect(other.disputes.all()).toHaveLength(1);
  one.tell('text', head(30, 'b'));
  one.dispute('text', head(40), head(30, 'b'), 5);
  expect(one.newest('text')).toEqual(head(30, 'b'));
});

test('[C3] receipts and disputes stay where copies and the seat are given up, and are kept by a tab without a slot', async () => {
  const browser = new SimBrowser();
  const page = browser.newPage();
  const local = await BrowserDraft.open(Object.assign(page, { hold: async () => null }), draft, ann);
  expect(local.keeping()).toBe('never');
  local.receipts.begin(madeAt);
  local.receipts.tell('text', head(40));
  local.receipts.save();
  local.receipts.dispute('shared', head(7), head(3), 5);
  await local.deleteCopies();
  const next = await BrowserDraft.open(browser.newPage(), draft, ann);
  await next.deleteCopies();
  expect(next.receipts.newest('text')).toEqual(head(40));
  expect(next.receipts.disputes.all()).toHaveLength(1);
  expect(opens(browser, bob).disputes.all()).toEqual([]);
});

test('[C3] of two tabs the one that was told more counts, whichever closes last', () => {
  const browser = new SimBrowser();
  const [ahead, behind] = [opens(browser), opens(browser)];
  ahead.tell('text', head(30));
  behind.tell('text', head(30));
  ahead.tell('text', head(50));
  ahead.save();
  behind.save();
  expect(opens(browser).newest('text')).toEqual(head(50));
  expect(opens(browser).unconfirmed('text')).toEqual({ known: head(30), told: [head(50)] });
});

test('[V4] what was told since waits to be found in the chain; confirmed, it is what is known', () => {
  const browser = new SimBrowser();
  const page = opens(browser);
  for (const seq of [10, 11, 12]) page.tell('text', head(seq));
  expect(page.unconfirmed('text')).toEqual({ known: head(10), told: [head(11), head(12)] });
  page.confirm('text', head(12));
  expect(page.unconfirmed('text')).toBeNull();
  page.tell('text', head(13));
  page.save();
  expect(opens(browser).unconfirmed('text')).toEqual({ known: head(12), told: [head(13)] });
});

test('[C3] a draft that was made anew is another draft: nothing of it is held against what was told of the one before', () => {
  const browser = new SimBrowser();
  const page = opens(browser);
  page.tell('text', head(40));
  page.save();
  page.dispute('shared', head(7), head(3), 5);
  page.begin(madeAt + 1);
  expect(page.newest('text')).toBeNull();
  expect(opens(browser).disputes.all()).toHaveLength(1);
});

test('[V5] another key than the first is told once, and from then on it is the one that counts', () => {
  const browser = new SimBrowser();
  opens(browser).seeKey('one', 1);
  const page = opens(browser);
  page.seeKey('one', 2);
  expect(page.disputes.all()).toEqual([]);
  page.seeKey('two', 3);
  page.seeKey('two', 4);
  expect(page.disputes.all()).toMatchObject([{ kind: 'key', told: 'one', shown: 'two', at: 3 }]);
});

test('[C3] what a browser keeps is bounded: of more, those that were noted go first', () => {
  const page = opens(new SimBrowser());
  page.dispute('text', head(1), head(1, 'b'), 1);
  for (let seq = 2; seq <= disputesMax; seq++) {
    page.dispute('text', head(seq), head(1, 'b'), seq);
    page.disputes.note(page.disputes.all().at(-1)?.id ?? '', seq);
  }
  page.dispute('text', head(1_000), head(1, 'b'), 1_000);
  const told = page.disputes.all().map(({ at }) => at);
  expect(told).toHaveLength(disputesMax);
  expect([told[0], told.at(-1)]).toEqual([1, 1_000]);
  expect(told).not.toContain(2);
});
