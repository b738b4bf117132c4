// Acts that wait without a connection, in a real session: they stand in the order they were made, and taking one back
// loses none of its words, also when an earlier page made it.
import '../../../support/simulation/seeded-chance.ts';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ActDraft, LiveSession } from '../../../../client/session/session.ts';
import { unpostedOf } from '../../../../client/threads/unposted-of.ts';
import { Act } from '../../../../shared/acts/act.ts';
import type { PointId } from '../../../../shared/ids.ts';
import { CommentId, MemberId, ThreadId } from '../../../../shared/ids.ts';
import { threadsOf } from '../../../../shared/rows/threads.ts';
import { FakeStorage } from '../../../support/fake-storage.ts';
import { Random } from '../../../support/seeded-random.ts';
import { SimBrowser } from '../../../support/simulation/sim-browser.ts';
import { SimClient } from '../../../support/simulation/sim-client.ts';
import { SimNetwork } from '../../../support/simulation/sim-network.ts';
import { SimServer } from '../../../support/simulation/sim-server.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }));
const clients: SimClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.closes();
  vi.useRealTimers();
});

const passes = (ms = 3_000): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** A delegate at a draft, whose connection comes and goes. */
async function atADraft() {
  const random = new Random(1);
  const server = new SimServer(random, null);
  server.start();
  const making = server.makeDraft(1);
  await passes();
  await making;
  const network = new SimNetwork(random);
  const client = new SimClient({ member: 'delegate-0', browser: new SimBrowser(), network, server, bug: null });
  clients.push(client);
  const storage = new FakeStorage();
  const texts = () => unpostedOf(session(), storage);
  const session = (): LiveSession => {
    if (!client.session) throw new Error('the page is closed');
    return client.session;
  };
  const reloads = async (): Promise<void> => {
    await passes(); // what was done is stored
    client.closes();
    void client.opens();
    await passes();
  };
  const goesOffline = (): void => {
    network.isDown = true;
    network.cut();
  };
  const chairs = async (act: ActDraft): Promise<void> => {
    const done = server.act('chair', Act.parse({ ...act, id: randomUUID() }));
    await passes();
    await done;
  };
  void client.opens();
  await passes();
  const [point] = client.points();
  if (!point) throw new Error('the draft has no point');
  return { network, goesOffline, chairs, session, texts, reloads, point };
}

const open = (point: PointId, text: string): ActDraft => ({
  kind: 'thread.open',
  point,
  anchor: null,
  needs: [],
  text,
});

/** Through the composer, whose text is kept until it is answered. */
function posts({ session, texts }: Awaited<ReturnType<typeof atADraft>>, point: PointId, text: string): ThreadId {
  let thread = '';
  void texts().post({ kind: 'point', point }, text, () => {
    const { id, outcome } = session().act(open(point, text));
    thread = id;
    return outcome;
  });
  return ThreadId.parse(thread);
}

function replies({ session, texts }: Awaited<ReturnType<typeof atADraft>>, thread: ThreadId, text: string): void {
  const reply = { kind: 'thread.reply', thread, text } as const;
  void texts().post({ kind: 'reply', thread }, text, () => session().act(reply).outcome);
}

test('[C2] what waits in a thread stands in the order it was made, after what others said, whatever this clock says', async () => {
  const draft = await atADraft();
  const thread = posts(draft, draft.point, 'Question');
  await passes();
  draft.goesOffline();
  vi.setSystemTime(Date.now() - 3_600_000);
  const said = ['A', 'B', 'C', 'D', 'E', 'F'];
  for (const text of said) replies(draft, thread, text);
  const comments = threadsOf(draft.session().snapshot().rows).find(({ row }) => row.id === thread)?.comments ?? [];
  expect(comments.map(({ body }) => body.kind === 'said' && body.text)).toEqual(['Question', ...said]);
});

test.each(['on the same page', 'after a reload'])(
  '[T2] a comment that is taken back %s is in its composer',
  async when => {
    const draft = await atADraft();
    draft.goesOffline();
    posts(draft, draft.point, 'Made offline');
    if (when === 'after a reload') await draft.reloads();
    expect(draft.texts().all()).toEqual([]); // it stands as a comment
    for (const { id } of draft.session().unanswered()) draft.session().takeBack(id);
    await passes();
    expect(draft.texts().of({ kind: 'point', point: draft.point })?.text).toBe('Made offline');
    await draft.reloads();
    expect(draft.texts().of({ kind: 'point', point: draft.point })?.text).toBe('Made offline');
    expect(draft.session().kept()).toEqual([]);
  },
);

test.each(['on the same page', 'after a reload'])(
  '[T2] replies to a comment that is taken back %s, sent or only begun, are kept for their author',
  async when => {
    const draft = await atADraft();
    draft.goesOffline();
    const thread = posts(draft, draft.point, 'Question');
    replies(draft, thread, 'Sent reply');
    draft.texts().write({ kind: 'reply', thread }, 'Begun reply');
    if (when === 'after a reload') await draft.reloads();
    draft.texts();
    const [first] = draft.session().unanswered();
    if (first) draft.session().takeBack(first.id);
    await passes();
    expect(
      draft
        .texts()
        .all()
        .map(({ text }) => text),
    ).toEqual(['Question']);
    const words = draft
      .session()
      .kept()
      .map(kept => kept.words)
      .join();
    expect(words).toContain('Sent reply');
    expect(words).toContain('Begun reply');
    expect(
      draft
        .session()
        .kept()
        .map(kept => kept.point),
    ).toContain(draft.point);
  },
);

test('[T2] words of acts that have no composer, taken back after a reload, are kept for their author', async () => {
  const draft = await atADraft();
  draft.goesOffline();
  const { point } = draft;
  const basis = draft.session().wordingOf(point);
  draft.session().act({ kind: 'stance.take', point, stance: 'accept', reason: 'Why we accept', basis });
  draft.session().act({ kind: 'point.rename', point, title: 'A better title' });
  await draft.reloads();
  draft.texts();
  for (const { id } of draft.session().unanswered()) draft.session().takeBack(id);
  await passes();
  expect(
    draft
      .session()
      .kept()
      .map(kept => kept.words),
  ).toEqual(['Why we accept', 'A better title']);
  expect(draft.texts().all()).toEqual([]);
});

test('[T2] a change begun to a comment that is removed is kept for its author', async () => {
  const draft = await atADraft();
  const thread = posts(draft, draft.point, 'Question');
  await passes();
  const comment = CommentId.parse(thread);
  draft.texts().write({ kind: 'edit', comment }, 'Question, put better');
  draft.session().act({ kind: 'comment.remove', comment });
  expect(draft.texts().all()).toEqual([]);
  expect(
    draft
      .session()
      .kept()
      .map(({ words, point }) => [words, point]),
  ).toEqual([['Question, put better', draft.point]]);
});

test('[T2] a comment that is refused since its point was removed is kept for its author', async () => {
  const draft = await atADraft();
  draft.goesOffline();
  posts(draft, draft.point, 'Made offline');
  await draft.chairs({ kind: 'point.remove', point: draft.point });
  draft.network.isDown = false;
  await passes(20_000);
  expect(draft.texts().all()).toEqual([]);
  expect(
    draft
      .session()
      .kept()
      .map(({ words }) => words),
  ).toEqual(['Made offline']);
});

test('[T2] kept words that were dismissed can be brought back, and survive a reload then', async () => {
  const draft = await atADraft();
  draft.session().keepWords(draft.point, 'Long and precious', 'It was locked.');
  const [kept] = draft.session().kept();
  if (!kept) throw new Error('nothing was kept');
  draft.session().dismissKept(kept.id);
  expect(draft.session().kept()).toEqual([]);
  draft.session().restoreKept(kept);
  await draft.reloads();
  expect(draft.session().kept()).toEqual([kept]);
});

test('[C2] a reply that is refused after a reload is kept for its author, with its point', async () => {
  const draft = await atADraft();
  const thread = posts(draft, draft.point, 'Question');
  await passes();
  draft.goesOffline();
  draft.session().act({ kind: 'thread.reply', thread, text: 'Too late' });
  await draft.reloads();
  await draft.chairs({ kind: 'member.change', member: MemberId.parse('delegate-0'), role: 'observer', party: null });
  draft.network.isDown = false;
  await passes(20_000);
  expect(
    draft
      .session()
      .kept()
      .map(({ words, point }) => [words, point]),
  ).toEqual([['Too late', draft.point]]);
});

test('[T2] what was sent after a reload is neither kept nor begun again', async () => {
  const draft = await atADraft();
  draft.goesOffline();
  posts(draft, draft.point, 'Made offline');
  await draft.reloads();
  draft.texts();
  draft.network.isDown = false;
  await passes(20_000);
  expect(draft.session().unanswered()).toEqual([]);
  expect(draft.texts().all()).toEqual([]);
  await draft.reloads();
  expect(draft.texts().all()).toEqual([]);
  expect(draft.session().kept()).toEqual([]);
});
