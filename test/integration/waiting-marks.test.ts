// What shows as waiting shows so until it is acknowledged, and no longer: each kind of act, in a real page against the
// real server, which tells the document's change before it answers the act.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActDraft } from '../../client/session/session.ts';
import type { Act } from '../../shared/acts/act.ts';
import { actKinds } from '../../shared/acts/permissions.ts';
import { ActAnswer } from '../../shared/api/contract.ts';
import {
  ActId,
  CommentId,
  FlagId,
  MemberId,
  PartyId,
  PointId,
  RedLineId,
  ThemeId,
  ThreadId,
} from '../../shared/ids.ts';
import { tables } from '../../shared/rows/schema.ts';
import { anchorNeeds, makeAnchor } from '../../shared/text/anchors/anchors.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import { cuttable } from '../support/carriers.ts';
import { PageOf } from '../support/page-of.ts';
import type { TestServer } from '../support/running-server.ts';
import { Person, startTestServer } from '../support/running-server.ts';
import { SimBrowser } from '../support/simulation/sim-browser.ts';

let server: TestServer;
let chair: LatePage;
let head: LatePage;

beforeAll(async () => {
  server = await startTestServer();
  chair = await latePage('chair');
  head = await latePage('ukr-head');
});
afterAll(async () => {
  chair.page.leaves();
  head.page.leaves();
  await server.stop();
});

/** `does`: gives the id of what was made. */
type LatePage = { readonly page: PageOf; does(act: ActDraft): Promise<string> };

/** Made at the server by orders of their own, which no page's outbox carries. */
const byOrder = [
  'draft.create',
  'circulation.send',
  'circulation.end',
  'words.restore',
  'record.redact',
  'outline.import',
];
const done = new Set<string>(byOrder);

/** A page that is answered only after its document holds what it did. */
async function latePage(member: string): Promise<LatePage> {
  const person = await Person.sitsDown(server.address, member);
  const holds = async (seq: number): Promise<void> =>
    page.until(({ evidence }) => (evidence.receipts().shared?.seq ?? -1) >= seq);
  const late: Person = Object.assign(Object.create(person), {
    act: async (act: Act) => {
      const answer = await person.act(act);
      if (answer.ok) await holds(ActAnswer.parse(await answer.clone().json()).seq);
      return answer;
    },
  });
  const page = await PageOf.opens(new SimBrowser(), late);
  await page.until(session => session.status().kind === 'saved');
  return {
    page,
    does: async act => {
      const { id, outcome } = page.session.act(act);
      expect([act.kind, await outcome]).toEqual([act.kind, { kind: 'done' }]);
      const { rows, pending } = page.session.snapshot();
      const marked = tableNames.flatMap(table => [...rows.touched(table)]);
      expect([act.kind, [...pending], page.session.unanswered(), marked]).toEqual([act.kind, [], [], []]);
      done.add(act.kind);
      return id;
    },
  };
}

const tableNames = Object.keys(tables) as (keyof typeof tables)[]; // the object's own keys
const source = { who: 'Head', where: '', date: '2026-11-29' };

test('[C7] whatever was done shows as waiting until it is acknowledged, and not until the next thing happens', async () => {
  const { rows } = chair.page.session.snapshot();
  const [theme] = rows.all('themes');
  const [point] = rows.all('points').filter(({ state }) => state.kind === 'open');
  if (!theme || !point) throw new Error('the sample has themes and points');
  const words = (from: number, to: number) => {
    const anchor = makeAnchor(bodyOf(chair.page.session.text, point.id), from, to);
    return { point: point.id, anchor, needs: anchorNeeds(anchor) };
  };

  const party = PartyId.parse('xyz');
  const member = MemberId.parse('xyz-head');
  await chair.does({ kind: 'draft.drafting', drafting: 'closed' });
  await chair.does({ kind: 'draft.drafting', drafting: 'open' });
  await chair.does({ kind: 'draft.delegates', delegates: 'advise' });
  await chair.does({ kind: 'draft.passing', passing: 'members' });
  await chair.does({ kind: 'version.name', name: 'Rev. 9' });
  await chair.does({ kind: 'party.add', party, code: 'XYZ', name: 'Another', colour: 7, shape: 'circle' });
  await chair.does({ kind: 'party.rename', party, name: 'Other' });
  await chair.does({ kind: 'member.add', member, name: 'Head', role: 'head', party });
  await chair.does({ kind: 'member.change', member, role: 'delegate', party });
  await chair.does({ kind: 'member.remove', member });
  await chair.does({ kind: 'party.remove', party });

  const added = ThemeId.parse(await chair.does({ kind: 'theme.add', after: null, title: 'New' }));
  await chair.does({ kind: 'theme.rename', theme: added, title: 'Newer' });
  await chair.does({ kind: 'theme.move', theme: added, after: theme.id });
  await chair.does({ kind: 'theme.remove', theme: added });
  await chair.does({ kind: 'theme.restore', theme: added });
  const made: ActDraft = { kind: 'point.add', theme: added, after: null, title: 'New', paragraphs: ['Words.'] };
  const other = PointId.parse(await chair.does(made));
  await chair.does({ kind: 'point.rename', point: other, title: 'Newer' });
  await chair.does({ kind: 'point.move', point: other, theme: theme.id, after: null });
  await chair.does({ kind: 'point.remove', point: other });
  await chair.does({ kind: 'point.restore', point: other });
  await chair.does({ kind: 'point.lock', point: other });
  await chair.does({ kind: 'point.unlock', point: other });

  const thread = ThreadId.parse(await chair.does({ kind: 'thread.open', ...words(0, 5), text: 'A question.' }));
  const reply = CommentId.parse(await chair.does({ kind: 'thread.reply', thread, text: 'An answer.' }));
  await chair.does({ kind: 'comment.edit', comment: reply, text: 'Another.' });
  await chair.does({ kind: 'comment.remove', comment: reply });
  await chair.does({ kind: 'thread.attach', ...words(6, 12), thread });
  await chair.does({ kind: 'thread.propose', thread, outcome: 'So be it.' });
  await chair.does({ kind: 'thread.keep-open', thread });
  await chair.does({ kind: 'thread.resolve', thread, outcome: null });
  await chair.does({ kind: 'thread.reopen', thread });

  const said = { statement: 'Never.', theme: null, source, points: [] };
  const redLine = RedLineId.parse(await head.does({ kind: 'red-line.add', party: PartyId.parse('ukr'), ...said }));
  await head.does({ kind: 'red-line.amend', redLine, ...said, statement: 'Hardly ever.' });
  await head.does({ kind: 'red-line.change', redLine, state: 'softened', note: null });
  await chair.page.until(session => session.snapshot().rows.get('redLines', redLine) !== undefined);
  const claim = { redLine, severity: 'risks', reason: null } as const;
  const flag = FlagId.parse(await chair.does({ kind: 'flag.raise', ...words(0, 5), ...claim }));
  await head.does({ kind: 'flag.affirm', flag });
  await head.does({ kind: 'flag.dispute', flag, reason: null });
  await chair.does({ kind: 'flag.amend', flag, severity: 'crosses', reason: 'It does.' });
  await chair.does({ kind: 'flag.attach', ...words(6, 12), flag });
  await chair.does({ kind: 'flag.discuss', flag, text: 'Let us talk.' });
  await chair.does({ kind: 'flag.withdraw', flag });
  await chair.does({ kind: 'flag.reopen', flag });
  await chair.does({ kind: 'flag.settle', flag, outcome: null });
  const basis = head.page.session.wordingOf(point.id);
  const taken = await head.does({ kind: 'stance.take', point: point.id, stance: 'accept', reason: null, basis });
  await head.does({ kind: 'stance.undo', point: point.id, taken: ActId.parse(taken) });
  expect([...done].sort()).toEqual([...actKinds].sort());
});

test('[C7] what was answered while the line was cut does not wait any more once the page has joined again', async () => {
  const line = cuttable();
  const page = await PageOf.opens(new SimBrowser(), await Person.sitsDown(server.address, 'eur-head'), line.carrier);
  await page.until(session => session.status().kind === 'saved');
  const [point] = page.session.snapshot().rows.all('points');
  if (!point) throw new Error('the sample has points');
  line.cut();
  await page.until(session => session.status().kind === 'reconnecting');
  const { id, outcome } = page.session.act({
    kind: 'thread.open',
    point: point.id,
    anchor: null,
    needs: [],
    text: 'Hm.',
  });
  expect(await outcome).toEqual({ kind: 'done' });
  expect(page.session.snapshot().pending.has(id), 'the document does not hold it yet').toBe(true);
  line.mend();
  await page.until(session => session.status().kind === 'saved');
  expect([...page.session.snapshot().pending]).toEqual([]);
  page.leaves();
});
