// Who the readers of a version are, on a database in memory: what a try again finds, and what is kept of a link.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Accounts } from '../../../../server/access/accounts.ts';
import { openAccounts } from '../../../../server/access/accounts.ts';
import { Readers } from '../../../../server/access/readers.ts';
import { CirculationId, DraftId } from '../../../../shared/ids.ts';

const [draft, other] = [DraftId.parse('d'), DraftId.parse('other')];
const sending = { id: CirculationId.parse('sent'), note: 'Our fallback is five years', names: ['Wrong Person', 'Ann'] };
let accounts: Accounts;
let readers: Readers;
beforeEach(async () => {
  accounts = await openAccounts(':memory:');
  readers = new Readers(accounts, () => 1_000_000);
});
afterEach(() => accounts.destroy());

test('[N1] a sending that is tried again has the same readers; another under its id is refused once it was sent', async () => {
  const first = await readers.prepare(draft, sending, false);
  expect(first?.map(({ name }) => name)).toEqual(sending.names);
  for (const isSent of [false, true]) expect(await readers.prepare(draft, sending, isSent)).toEqual(first);
  const changes = [{ note: 'Kind regards' }, { names: ['Ann'] }, { names: ['Ann', 'Wrong Person'] }];
  for (const change of changes) expect(await readers.prepare(draft, { ...sending, ...change }, true)).toBeNull();
  for (const isSent of [false, true]) expect(await readers.prepare(other, sending, isSent)).toBeNull();
  expect((await readers.of(draft)).map(({ name, note }) => [name, note])).toEqual([
    ['Wrong Person', sending.note],
    ['Ann', sending.note],
  ]);
});

test('[N1] what a stop half-way left, and was never sent, gives way to what is sent instead', async () => {
  await readers.prepare(draft, sending, false);
  const corrected = await readers.prepare(draft, { ...sending, note: 'Kind regards', names: ['Right Person'] }, false);
  expect((await readers.of(draft)).map(({ id, name, note }) => [id, name, note])).toEqual([
    [corrected?.[0]?.id, 'Right Person', 'Kind regards'],
  ]);
});

test('[N4] a link leads to its reader, and nothing that is kept leads back to the link', async () => {
  const [first] = (await readers.prepare(draft, sending, false)) ?? [];
  if (!first) throw new Error('nobody was named');
  const secret = (await readers.makeLink(sending.id, first.id)) ?? '';
  expect((await readers.byLink(secret))?.name).toBe('Wrong Person');
  const kept = await accounts.selectFrom('reader').selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(secret);
  await readers.makeLink(sending.id, first.id);
  expect(await readers.byLink(secret)).toBeNull();
});
