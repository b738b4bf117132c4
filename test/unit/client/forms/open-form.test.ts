// Forms that send acts, over a real outbox: what is filled in survives, is sent once, and comes back with a reason when
// it is refused.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BegunForms } from '../../../../client/forms/begun-forms.ts';
import { UnpostedTexts } from '../../../../client/threads/unposted.ts';
import { FlagId, MemberId, PartyId, RedLineId } from '../../../../shared/ids.ts';
import { actRetryMs } from '../../../../shared/limits.ts';
import { FakeStorage } from '../../../support/fake-storage.ts';
import type { FormOfTest } from '../../../support/form-page.ts';
import { draft, member, newPage, settle } from '../../../support/form-page.ts';

const flag = FlagId.parse('f1');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[T21] a form is sent once, however often it is pressed, with a connection and without', async () => {
  for (const line of ['open', 'cut'] as const) {
    const page = newPage();
    page.line = line;
    const form = page.opens();
    form.set({ reason: 'Agreed over lunch.' });
    const sent = settle(form);
    expect(settle(form)).toBeNull();
    await vi.advanceTimersByTimeAsync(3 * actRetryMs);
    expect(settle(form)).toBeNull();
    page.line = 'open';
    await vi.advanceTimersByTimeAsync(actRetryMs);
    expect(await sent).toEqual({ kind: 'done' });
    expect(page.taken).toHaveLength(1);
  }
});

test('[T21] a form that stays open is empty once it was sent, and sends the next thing', async () => {
  const page = newPage();
  const form = page.opens();
  for (const reason of ['First', 'Second']) {
    form.set({ reason });
    await settle(form);
    expect(form.fields.reason).toBe('');
  }
  expect(page.taken).toMatchObject([{ outcome: 'First' }, { outcome: 'Second' }]);
});

test('[T21] what waits can be taken back; its words are offered again, a mere choice is not', async () => {
  for (const [reason, left] of [
    ['Agreed over lunch.', 1],
    ['', 0],
  ] as const) {
    const page = newPage();
    page.line = 'cut';
    const form = page.opens();
    form.set({ choice: 'crosses', reason });
    const sent = settle(form);
    const [waiting] = page.outbox.unanswered;
    if (waiting) page.session.live.takeBack(waiting.id);
    await sent;
    expect(page.forms.returned()).toHaveLength(left);
    expect(page.opens().fields.reason).toBe(reason);
    page.line = 'open';
    await vi.advanceTimersByTimeAsync(3 * actRetryMs);
    expect(page.taken).toEqual([]);
  }
});

test('[T21] what rests on a refused act is not sent; of what was half done the rest alone is offered', async () => {
  const raise = (form: FormOfTest) =>
    form.send({
      act: {
        kind: 'red-line.add',
        party: PartyId.parse('ukr'),
        statement: 'Nothing about us without us.',
        theme: null,
        points: [],
        source: { who: 'U', where: '', date: '2026-01-01' },
      },
      next: {
        act: line => ({ kind: 'flag.amend', flag, severity: 'risks', reason: line }),
        left: line => ({ reason: line }),
      },
    });
  const none = newPage(undefined, { refused: ['red-line.add'] });
  none.line = 'refusing';
  await raise(none.opens());
  await vi.advanceTimersByTimeAsync(actRetryMs);
  expect(none.taken).toEqual([]);
  expect(none.opens().fields.reason).toBe('');
  const half = newPage(undefined, { refused: ['flag.amend'] });
  half.line = 'refusing';
  await raise(half.opens());
  expect(half.taken.map(({ kind }) => kind)).toEqual(['red-line.add']);
  expect(RedLineId.parse(half.opens().fields.reason)).toBe(half.taken[0]?.id);
});

test('[T2] what is filled in in a form survives Esc and a reload, for its member only, and leaves when emptied', () => {
  const page = newPage();
  page.opens().set({ choice: 'crosses', reason: 'Half a reason' });
  const after = newPage(page.storage);
  for (const { opens } of [page, after]) expect(opens().fields).toEqual({ choice: 'crosses', reason: 'Half a reason' });
  expect(newPage(page.storage, { who: MemberId.parse('rus-head') }).opens().fields.reason).toBe('');
  expect(new UnpostedTexts(page.storage, draft, member).all()).toEqual([]);
  after.opens().set({ choice: 'risks', reason: '' });
  expect(page.storage.length).toBe(0);
});

test('[T2] a refused form comes back with the reason, also after a reload, and leaves when it is done', async () => {
  const page = newPage();
  page.line = 'refusing';
  const form = page.opens();
  form.set({ reason: 'Agreed over lunch.' });
  await settle(form);
  for (const { forms, opens } of [page, newPage(page.storage)]) {
    const state = { kind: 'returned', reason: 'Chair settled it already.', said: 'Agreed over lunch.' };
    expect(forms.returned()).toMatchObject([{ title: 'Settling', state }]);
    expect(opens().fields.reason).toBe('Agreed over lunch.');
  }
  page.line = 'open';
  await settle(page.opens());
  expect([page.storage.length, page.forms.returned().length]).toEqual([0, 0]);
});

test('[T2] what was filled in since stands in front of what came back, which is not lost', async () => {
  const page = newPage();
  page.line = 'refusing';
  page.opens().set({ reason: 'First' });
  const sent = settle(page.opens());
  page.opens().set({ reason: 'Second' });
  await sent;
  expect(page.opens().fields.reason).toBe('Second');
  page.opens().discard();
  expect(page.opens().fields.reason).toBe('First');
});

test('[T2] after a reload what waits is not begun a second time; what may not have arrived goes under its own id', async () => {
  const page = newPage();
  page.line = 'cut';
  page.opens().set({ reason: 'Agreed over lunch.' });
  void settle(page.opens());
  const [waiting] = page.outbox.unanswered;
  const storage = new FakeStorage();
  for (let i = 0; i < page.storage.length; i++) {
    const key = page.storage.key(i) ?? '';
    storage.setItem(key, page.storage.getItem(key) ?? '');
  }
  const kept = new BegunForms(page.storage, draft, member, page.session);
  expect([kept.of('flag.settle/f1'), page.storage.length]).toEqual([undefined, 0]);
  const lost = newPage(storage);
  await settle(lost.opens());
  expect(lost.taken).toMatchObject([{ id: waiting?.id, outcome: 'Agreed over lunch.' }]);
});

test('[T15] a form that the browser cannot store says so, and stands as long as the page', () => {
  const page = newPage();
  page.storage.isFull = true;
  const form = page.opens();
  form.set({ reason: 'x'.repeat(500_000) });
  expect(form.fields.reason).toHaveLength(500_000);
  expect(form.begun && page.forms.isStored(form.begun)).toBe(false);
});

test('[T24] what was begun is listed while its form does not stand open, also after a reload, and asked for until it does', async () => {
  const page = newPage();
  const closes = page.forms.opened('flag.settle/f1');
  page.opens().set({ reason: 'Half a reason' });
  expect(page.forms.closed()).toEqual([]);
  closes();
  expect(page.forms.closed().map(({ fields }) => fields['reason'])).toEqual(['Half a reason']);
  const reloaded = newPage(page.storage);
  const [begun] = reloaded.forms.closed();
  if (!begun) throw new Error('the begun form is not listed');
  reloaded.forms.ask(begun);
  expect(reloaded.forms.asked).toBe('flag.settle/f1');
  const closesAgain = reloaded.forms.opened('flag.settle/f1');
  expect(reloaded.forms.asked).toBeNull();
  expect(reloaded.forms.closed()).toEqual([]);
  closesAgain();
  await settle(reloaded.opens());
  expect(reloaded.forms.closed()).toEqual([]);
});
