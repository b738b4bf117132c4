// One bit of one file of the data folder is another, or a file is missing: nothing else than the truth is shown, what
// does not fit is told, and the draft opens where its log is whole.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DocRows } from '../../shared/rows/row-store.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import { does, onPoint, pointAt } from '../support/circulating.ts';
import type { TestServer } from '../support/running-server.ts';
import { newFolder, Person, sampleFolder, startTestServer } from '../support/running-server.ts';
import { Random } from '../support/seeded-random.ts';
import { connectStock } from '../support/stock-client.ts';

const isLong = process.env['LONG'] === '1';
const seeds = Array.from({ length: isLong ? 200 : 9 }, (_, index) => index + 1);
const whole = sampleFolder();
const folders: string[] = [whole];
let truth: string;

/** All that a member is shown of the draft: its words, its rows, its members. Null: the draft is not opened. */
async function shownBy({ address }: TestServer): Promise<string | null> {
  const chair = await Person.sitsDown(address, 'chair').catch(() => null);
  if (!chair) return null;
  const view = await chair.get(`/api/drafts/sample?seat=${chair.seat.id}`);
  if (view.status !== 200) return null;
  const [text, shared] = [await connectStock(chair), await connectStock(chair, 'shared')];
  const words = [...text.doc.share.keys()].sort().map(point => [point, canonicalText(bodyOf(text.doc, point))]);
  const rows = new DocRows(shared.doc);
  const all = (['points', 'themes', 'threads', 'comments', 'flags', 'stances', 'redLines'] as const).map(table =>
    rows.all(table).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  text.leave();
  shared.leave();
  const { members } = await chair.view();
  return JSON.stringify([words, all, members]);
}

async function startIn(folder: string): Promise<{ server: TestServer | null; said: string }> {
  try {
    const server = await startTestServer({ folder });
    return { server, said: '' };
  } catch (error) {
    return { server: null, said: String(error) };
  }
}

beforeAll(async () => {
  const server = await startTestServer({ folder: whole });
  const chair = await Person.sitsDown(server.address, 'chair');
  await does(chair, onPoint(await pointAt(chair, 4), 'Said before.'));
  truth = (await shownBy(server)) ?? '';
  expect(truth).toContain('Said before.');
  await server.stop();
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function copied(): string {
  const folder = newFolder();
  folders.push(folder);
  cpSync(whole, folder, { recursive: true });
  return folder;
}

/** `isOfLog`: the log itself was damaged, and the draft need not open. */
async function holdsIn(folder: string, what: string, isOfLog: boolean): Promise<void> {
  const { server, said } = await startIn(folder);
  const shown = server ? await shownBy(server) : null;
  const told = server ? server.said() : said;
  await server?.stop();
  if (shown === null) expect([isOfLog, told !== ''], `${what}: not opened: ${told}`).toEqual([true, true]);
  else expect(shown === truth, `${what}: something else is shown. Told: ${told}`).toBe(true);
}

const files = readdirSync(whole).filter(file => !file.endsWith('-shm'));

test.each(seeds)('[L12] a bit of some file is another: nobody is shown anything else (seed %i)', async seed => {
  const random = new Random(seed);
  const folder = copied();
  const present = readdirSync(folder).filter(name => readFileSync(join(folder, name)).length > 0);
  const file = random.pick(present);
  const bytes = readFileSync(join(folder, file));
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  writeFileSync(join(folder, file), bytes);
  await holdsIn(folder, `${file} at ${at}`, file.startsWith('log.sqlite'));
});

test.each(files)('[L12] %s is missing: it is told, or made anew', async file => {
  const folder = copied();
  rmSync(join(folder, file));
  expect(existsSync(join(folder, file))).toBe(false);
  await holdsIn(folder, `${file} missing`, file.startsWith('log.sqlite'));
});
