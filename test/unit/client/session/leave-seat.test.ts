// What a browser keeps of a draft for whoever has left it: nothing but evidence. Others' stays.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { isKeptFor } from '../../../../client/local/held-place.ts';
import { noteView } from '../../../../client/local/seen-views.ts';
import { BrowserDraft } from '../../../../client/session/browser-draft.ts';
import { UnpostedTexts } from '../../../../client/threads/unposted.ts';
import { DraftId, MemberId, SeatId } from '../../../../shared/ids.ts';
import { FakeStorage } from '../../../support/fake-storage.ts';
import { SimBrowser } from '../../../support/simulation/sim-browser.ts';

const place = (member: string, draft = 'd') => ({
  id: SeatId.parse(`seat-${draft}-${member}`),
  draft: DraftId.parse(draft),
  member: MemberId.parse(member),
});
type Place = ReturnType<typeof place>;

/** All that a page keeps. */
async function uses(browser: SimBrowser, { id, draft, member }: Place): Promise<void> {
  const page = browser.newPage();
  const local = await BrowserDraft.open(page, draft, member);
  const head = { seq: 1, hash: 'aa' };
  for (const part of ['text', 'shared'] as const) {
    local.openCopy(part, 'present', new Y.Doc());
    local.openCopy(part, 'next', new Y.Doc());
    local.noteHead(part, head);
    local.replacePresentCopy(part);
  }
  local.leaseClientId();
  local.markCopiesStale();
  local.receipts.begin(1);
  local.receipts.tell('text', head);
  local.receipts.save();
  local.receipts.seeKey('a key', 1);
  local.receipts.seeKey('another key', 2);
  noteView(page, { seat: { id } } as never, 1); // its name alone counts here
  page.crash();
}

const names = ({ values, copies }: SimBrowser): string[] => [...values.keys(), ...copies.keys()].sort();

test('[C6] whoever leaves leaves nothing but evidence; another member’s, and another draft’s, stays', async () => {
  const [ann, anna, elsewhere] = [place('ann'), place('ann-a'), place('ann', 'd-2')];
  const others = new SimBrowser();
  for (const each of [anna, elsewhere]) await uses(others, each);
  const browser = new SimBrowser();
  for (const each of [ann, anna, elsewhere]) await uses(browser, each);
  await browser.newPage().forget(name => isKeptFor(name, ann));
  expect(names(browser)).toEqual([...names(others), 'nonpaper/disputes/d/ann'].sort());
});

test('[C6] words that were not posted, and own work, are of the draft', () => {
  const ann = place('ann');
  const storage = new FakeStorage();
  // as a card writes them
  new UnpostedTexts(storage, ann.draft, ann.member).write({ kind: 'reply', thread: 't' } as never, 'words');
  expect(storage.length).toBe(1);
  expect(isKeptFor(storage.key(0) ?? '', ann)).toBe(true);
  expect(isKeptFor('nonpaper own work d ann', ann)).toBe(true);
  for (const other of ['nonpaper own work d ben', 'nonpaper theme', 'another d ann', 'nonpaper/reader-receipt/d'])
    expect([other, isKeptFor(other, ann)]).toEqual([other, false]);
});
