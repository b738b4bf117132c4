// A tab's draft in a browser that stores what it is given, nothing, or only some of it.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { LocalCopy } from '../../../../client/local/local-draft.ts';
import { BrowserDraft } from '../../../../client/session/browser-draft.ts';
import { storedWords } from '../../../../client/sync/stored-words.ts';
import { DraftId, MemberId, PointId } from '../../../../shared/ids.ts';
import type { SimPage } from '../../../support/simulation/sim-browser.ts';
import { SimBrowser } from '../../../support/simulation/sim-browser.ts';

const point = PointId.parse('p1');
const opens = (page: SimPage) => BrowserDraft.open(page, DraftId.parse('d'), MemberId.parse('ann'));

/** Copies behave as `changed` says. */
function withCopies(page: SimPage, changed: (copy: LocalCopy) => LocalCopy): SimPage {
  const openCopy = page.openCopy.bind(page);
  return Object.assign(page, { openCopy: (name: string, doc: Y.Doc) => changed(openCopy(name, doc)) });
}

const unreadable = (copy: LocalCopy): LocalCopy => ({
  ...copy,
  loaded: Promise.resolve('unreadable'),
  keeping: 'unstored',
});
const full = (copy: LocalCopy): LocalCopy => ({
  ...copy,
  keeping: 'unstored',
  settled: () => Promise.resolve('unstored'),
});

/** In slot 1, since another tab has slot 0 meanwhile. */
async function leavesInAnotherSlot(browser: SimBrowser): Promise<void> {
  const first = browser.newPage();
  await opens(first);
  const second = browser.newPage();
  const local = await opens(second);
  const doc = new Y.Doc();
  local.openCopy('text', 'present', doc);
  doc.getText('words').insert(0, 'Mine');
  local.work.putPoint({ point, base: '' });
  local.noteHead('text', { seq: 3, hash: 'aa' });
  await local.work.settled();
  for (const page of [first, second]) page.crash();
}

async function foundBy(browser: SimBrowser): Promise<readonly [string, number]> {
  const local = await opens(browser.newPage());
  const doc = new Y.Doc();
  await local.openCopy('text', 'present', doc).loaded;
  return [doc.getText('words').toJSON(), (await local.work.left()).points.length];
}

test('[C10] what a closed tab left stays where it is, until this one can store it', async () => {
  for (const failing of [full, unreadable]) {
    const browser = new SimBrowser();
    await leavesInAnotherSlot(browser);
    const page = withCopies(browser.newPage(), failing);
    await opens(page);
    page.crash();
    expect(await foundBy(browser)).toEqual(['Mine', 1]);
  }
});

test('[C10] of a copy that cannot be read nothing is put back, and its client id is not written under', async () => {
  const browser = new SimBrowser();
  const before = browser.newPage();
  const id = (await opens(before)).leaseClientId();
  before.crash();
  const local = await opens(withCopies(browser.newPage(), unreadable));
  expect(await storedWords(local, [{ point, base: 'As it was' }])).toEqual({ words: [], isNested: false });
  expect(local.leaseClientId()).not.toBe(id);
  local.openCopy('text', 'present', new Y.Doc());
  expect(local.keeping()).toBe('unstored');
});

test('[C10] where it is not stored which copy counts, the words in it are not promised', async () => {
  const page = new SimBrowser().newPage();
  const local = await opens(page);
  const told: string[] = [];
  const until = new AbortController();
  local.watchKeeping(() => told.push(local.keeping()), until.signal);
  const write = page.write.bind(page);
  Object.assign(page, { write: () => false });
  local.replacePresentCopy('text');
  Object.assign(page, { write });
  local.noteHead('text', { seq: 4, hash: 'bb' });
  until.abort();
  expect(told).toEqual(['unstored', 'stored']);
});

test('[C3] evidence that could not be stored is not said to stay', async () => {
  const page = new SimBrowser().newPage();
  const { receipts } = await opens(page);
  receipts.begin(1);
  const write = page.write.bind(page);
  Object.assign(page, { write: () => false });
  receipts.dispute('text', { seq: 4, hash: 'aa' }, { seq: 3, hash: 'bb' }, 5);
  expect(receipts.disputes.areStored).toBe(false);
  Object.assign(page, { write });
  const [{ id } = { id: '' }] = receipts.disputes.all();
  receipts.disputes.note(id, 6);
  expect(receipts.disputes.areStored).toBe(true);
});
