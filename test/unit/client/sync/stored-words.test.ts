// Words that a closed page left unsent in the form that bodies had before: the server takes them no more, so that they
// are taken out of the stored copy before it joins the room, and go into the flow as a new edit, or are kept.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { BrowserDraft } from '../../../../client/session/browser-draft.ts';
import { reapply, rebase } from '../../../../client/sync/reapply.ts';
import { untakenBetween } from '../../../../client/sync/sending/untaken.ts';
import { storedWords } from '../../../../client/sync/stored-words.ts';
import { DraftId, MemberId, PointId } from '../../../../shared/ids.ts';
import { makeFlat } from '../../../../shared/text/body-blocks.ts';
import { bodyOf, canonicalText } from '../../../../shared/text/point-text.ts';
import { seedBody } from '../../../support/seed-body.ts';
import { SimBrowser } from '../../../support/simulation/sim-browser.ts';

const point = PointId.parse('p1');
const base = 'The parties agree.\nThey meet.';

/** As @lexical/yjs wrote it. */
function nestedDraft(): Y.Doc {
  const doc = new Y.Doc();
  const lines = base.split('\n').map(words => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    return paragraph;
  });
  bodyOf(doc, point).insert(0, lines);
  return doc;
}

const open = (browser: SimBrowser) => BrowserDraft.open(browser.newPage(), DraftId.parse('d'), MemberId.parse('ann'));

/** What a page writes without a connection, before it is closed. */
async function leavesUnsent(browser: SimBrowser, server: Y.Doc, write: (doc: Y.Doc) => void): Promise<void> {
  const page = browser.newPage();
  const local = await BrowserDraft.open(page, DraftId.parse('d'), MemberId.parse('ann'));
  const doc = new Y.Doc();
  local.openCopy('text', 'present', doc);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
  local.work.putPoint({ point, base });
  write(doc);
  await local.work.settled();
  page.crash();
}

function typesNested(doc: Y.Doc): void {
  const [, text] = bodyOf(doc, point).createTreeWalker(node => node instanceof Y.XmlText);
  if (text instanceof Y.XmlText) text.insert(10, ' Often.');
}

test('[C8] words left in the nested form are found before the copy joins, and stand in the flow again', async () => {
  const [browser, server] = [new SimBrowser(), nestedDraft()];
  await leavesUnsent(browser, server, typesNested);
  server.transact(() => makeFlat(bodyOf(server, point)));
  const local = await open(browser);
  const stored = await storedWords(local, (await local.work.left()).points);
  expect(stored).toEqual({ words: [{ point, base, mine: `${base} Often.` }], isNested: true });
  const root = bodyOf(server, point);
  for (const { base: before, mine } of stored.words) reapply(root, rebase(before, mine, canonicalText(root)));
  expect(canonicalText(root)).toBe(`${base} Often.`);
});

test('[C8] where the copy joins all the same, its words are gone from it: what was found before is there to be kept', async () => {
  const [browser, server] = [new SimBrowser(), nestedDraft()];
  await leavesUnsent(browser, server, typesNested);
  const local = await open(browser);
  const { words } = await storedWords(local, (await local.work.left()).points);
  server.transact(() => makeFlat(bodyOf(server, point)));
  const doc = new Y.Doc();
  local.openCopy('text', 'present', doc);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
  expect(canonicalText(bodyOf(doc, point))).toBe(base);
  expect(words.map(({ base: before, mine }) => untakenBetween(before, mine).words)).toEqual(['Often.']);
});

test('[C2] words left in a flow go their way with the copy', async () => {
  const [browser, server] = [new SimBrowser(), new Y.Doc()];
  seedBody(bodyOf(server, point), base.split('\n'));
  await leavesUnsent(browser, server, typesNested);
  const local = await open(browser);
  expect(await storedWords(local, (await local.work.left()).points)).toMatchObject({ isNested: false });
  expect(await storedWords(local, [])).toEqual({ words: [], isNested: false });
});
