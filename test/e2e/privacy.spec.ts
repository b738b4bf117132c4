// What one may not read does not reach one's browser, in any byte: words that came and went, comments taken back or
// reworded, what others were sent and said. Unique strings are planted and searched for in all that each browser
// received, by requests and by sockets.
import type { BrowserContext, Page } from '@playwright/test';
import { newActId } from '../../client/local/act-id.ts';
import { SentCirculation } from '../../shared/api/circulations.ts';
import { Moment } from '../../shared/api/record.ts';
import { Person } from '../support/running-server.ts';
import { connectStock } from '../support/stock-client.ts';
import { Delegate, Reader } from './people.ts';
import { expect, test } from './story.ts';

test.use({ serviceWorkers: 'allow' });

const passed = ['PLANTEDTYPED', 'PLANTEDREMOVED', 'PLANTEDREWORDED'];
const ofOthers = ['PLANTEDNOTE', 'PLANTEDNAME', 'PLANTEDREMARK'];

test('nothing that may not be read reaches a browser', async ({ browser, server }) => {
  const planted = await plants(server.address);

  const context = await browser.newContext();
  const received = listens(context);
  const observer = await Delegate.sitsDownIn(context, 'observer');
  await reviews(observer, planted);
  const exported = await observer.page.request.get(`/api/drafts/sample/record.jsonl?seat=${observer.seat.id}`);
  expect(found([...(await received()), Buffer.from(await exported.body())], [...passed, 'PLANTEDNOTE'])).toEqual([]);

  const readers = await browser.newContext();
  const readerReceived = listens(readers);
  const reader = await Reader.opens(readers, planted.link);
  await reader.comments(2, 'Read and understood.');
  expect(found(await readerReceived(), [...passed, ...ofOthers, 'PLANTEDTALK'])).toEqual([]);

  // The same search finds it where it may be read.
  const chairs = await browser.newContext();
  const chairReceived = listens(chairs);
  await planted.chair.act({ id: newActId(), kind: 'draft.passing', passing: 'secretariat' });
  const chair = await Delegate.sitsDownIn(chairs, 'chair');
  await reviews(chair, planted);
  expect(found(await chairReceived(), [...passed, ...ofOthers, 'PLANTEDTALK'])).toEqual([
    ...passed,
    ...ofOthers,
    'PLANTEDTALK',
  ]);
  expect([...observer.errors, ...reader.errors, ...chair.errors]).toEqual([]);
});

type Planted = { readonly chair: Person; readonly link: string; readonly typedAt: number; readonly saidAt: number };

async function plants(address: string): Promise<Planted> {
  const chair = await Person.sitsDown(address, 'chair');
  const ukr = await Person.sitsDown(address, 'ukr-delegate');
  const now = async (): Promise<Moment> =>
    Moment.parse(await (await chair.get(`/api/drafts/sample/moments/now?seat=${chair.seat.id}`)).json());
  const { entries } = await chair.history('&kind=point.add&limit=200');
  const point = entries.at(-3)?.point;
  if (!point) throw new Error('the sample has points');
  const client = await connectStock(ukr);
  const grows = async (change: () => void): Promise<void> => {
    const { seq } = (await ukr.view()).heads.text;
    change();
    await expect.poll(async () => (await ukr.view()).heads.text.seq).toBeGreaterThan(seq);
  };
  await grows(() => client.textOf(point).insert(0, 'PLANTEDTYPED '));
  const typedAt = (await now()).at;
  const says = async (text: string): Promise<string> => {
    const id = newActId();
    await ukr.act({ id, kind: 'thread.open', point, anchor: null, needs: [], text });
    return id;
  };
  const [removed, reworded] = [await says('PLANTEDREMOVED'), await says('PLANTEDREWORDED')];
  await says('PLANTEDTALK, between delegations.');
  const saidAt = (await now()).at;
  await ukr.act({ id: newActId(), kind: 'comment.remove', comment: removed as never }); // a comment has its act's id
  await ukr.act({ id: newActId(), kind: 'comment.edit', comment: reworded as never, text: 'Reworded.' });
  await grows(() => client.textOf(point).delete(0, 'PLANTEDTYPED '.length));
  client.leave();
  const sends = async (name: string, note: string, reader: string): Promise<string> => {
    const version = newActId();
    await chair.act({ id: version, kind: 'version.name', name });
    const order = { id: newActId(), version, note, until: Date.now() + 86_400_000, parties: [], names: [reader] };
    const answer = await chair.posts(`/api/drafts/sample/circulations?seat=${chair.seat.id}`, order);
    const [link] = SentCirculation.parse(await answer.json()).links;
    return link?.path ?? '';
  };
  const link = await sends('For Ann', 'Please read.', 'Ann');
  const secret = (await sends('For another', 'PLANTEDNOTE', 'PLANTEDNAME')).split('#')[1];
  const remark = { id: newActId(), kind: 'thread.open', point, anchor: null, needs: [], text: 'PLANTEDREMARK' };
  await chair.posts('/api/circulated/acts', remark, { Authorization: `Bearer ${secret}` });
  return { chair, link, typedAt, saidAt };
}

/** Goes through whatever the history shows of the moments at which it was planted. */
async function reviews(member: Delegate, { typedAt, saidAt }: Planted): Promise<void> {
  const { page } = member;
  await member.opens();
  await page.mouse.wheel(0, 4_000);
  await member.opens('&tab=history&show=all&edits=1');
  await expect(page.locator('.history-list li').first()).toBeVisible();
  await member.opens('&tab=history&show=all&edits=1&words=planted');
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible();
  for (const at of [typedAt, saidAt]) {
    await page.goto(`/drafts/sample?seat=${member.seat.id}&moment=${at}`);
    await expect(page.getByText('As it stood on')).toBeVisible();
    await page.goto(`/drafts/sample?seat=${member.seat.id}&tab=history&from=${at}&to=now`);
    await expect(page.locator('.comparison-summary')).toBeVisible();
  }
}

/** All that a browser receives from now on, answers and frames. */
function listens(context: BrowserContext): () => Promise<readonly Buffer[]> {
  const received: Promise<Buffer>[] = [];
  context.on('response', response => {
    received.push(response.body().catch(() => Buffer.alloc(0))); // a redirect has none
  });
  context.on('page', (page: Page) =>
    page.on('websocket', socket =>
      socket.on('framereceived', ({ payload }) => {
        received.push(Promise.resolve(Buffer.from(payload)));
      }),
    ),
  );
  return () => Promise.all(received);
}

/** Which of the words are in the bytes, as they are or within what is base64 in them. */
function found(received: readonly Buffer[], words: readonly string[]): readonly string[] {
  const texts = received.map(bytes => bytes.toString('latin1'));
  const inside = texts.flatMap(text =>
    [...text.matchAll(/"([A-Za-z0-9+/]{40,}={0,2})"/g)].map(([, base64 = '']) =>
      Buffer.from(base64, 'base64').toString('latin1'),
    ),
  );
  return words.filter(word => [...texts, ...inside].some(text => text.includes(word)));
}
