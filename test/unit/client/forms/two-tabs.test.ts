// One form in two tabs of one member: what stands in an open form stays, whatever the other tab does, and is an act of
// its own.
import { expect, test } from 'vitest';
import { FakeStorage } from '../../../support/fake-storage.ts';
import { newPage, settle } from '../../../support/form-page.ts';

const about = 'flag.settle/f1';

/** A browser that tells each tab what the others stored, as browsers do: afterwards, and of every key. */
class Browser extends FakeStorage {
  readonly changed: string[] = [];
  override setItem(key: string, value: string): void {
    super.setItem(key, value);
    this.changed.push(key);
  }
  override removeItem(key: string): void {
    super.removeItem(key);
    this.changed.push(key);
  }
}

/** In the first, the form stands open with a choice and a reason; the second is another tab beside it. */
function twoTabs() {
  const browser = new Browser();
  const [first, second] = [newPage(browser), newPage(browser)];
  const tells = (to: typeof first): void => {
    for (const key of browser.changed.splice(0)) to.forms.storageChanged(key);
  };
  const closes = first.forms.opened(about);
  const form = first.opens();
  form.set({ choice: 'crosses', reason: 'Half a reason' });
  tells(second);
  return { browser, first, second, form, closes, tells };
}

const filled = { choice: 'crosses', reason: 'Half a reason' };

test('[T21] what an open form holds stays when another tab sends the same form, and is another act', async () => {
  const { first, second, form, tells } = twoTabs();
  second.forms.opened(about);
  const there = second.opens();
  there.set({ choice: 'risks', reason: 'From there' });
  tells(first);
  expect(form.fields).toEqual(filled);
  const sent = settle(there);
  tells(first);
  expect(form.fields).toEqual(filled);
  await sent;
  tells(first);
  expect(form.fields).toEqual(filled);
  await settle(form);
  expect(second.taken).toMatchObject([{ outcome: 'From there' }]);
  expect(first.taken).toMatchObject([{ outcome: 'Half a reason' }]);
  expect(first.taken[0]?.id).not.toBe(second.taken[0]?.id);
});

test('[T21] it stays when another tab sends or drops it, also after a reload, and goes when dropped here', async () => {
  for (const how of ['sent', 'dropped'] as const) {
    const { browser, first, second, form, closes, tells } = twoTabs();
    second.forms.opened(about);
    if (how === 'sent') await settle(second.opens());
    else second.opens().discard();
    tells(first);
    expect(form.fields).toEqual(filled);
    form.set({ reason: 'A whole reason' });
    closes();
    expect(newPage(browser).opens().fields).toEqual({ choice: 'crosses', reason: 'A whole reason' });
    expect(first.opens().fields.reason).toBe('A whole reason');
    form.discard();
    expect(browser.length).toBe(0);
  }
});

test('[T21] nothing comes into an open form from another tab, be it empty, sent or discarded', async () => {
  const { first, second, form, tells } = twoTabs();
  second.forms.opened(about);
  const there = second.opens();
  const empty = { choice: 'risks', reason: '' };
  for (const ends of [() => form.discard(), () => settle(form)]) {
    await ends();
    tells(second);
    there.set({ choice: 'crosses', reason: 'From there' });
    tells(first);
    expect(form.fields).toEqual(empty);
    form.set({ reason: 'Next' });
    tells(second);
    expect(there.fields).toEqual({ choice: 'crosses', reason: 'From there' });
  }
  expect(first.taken).toMatchObject([{ outcome: 'Next' }]);
});

test('[T24] two tabs that fill in one form do not tell each other for ever, and both are listed', () => {
  const { browser, first, second, form, closes, tells } = twoTabs();
  const closesThere = second.forms.opened(about);
  const there = second.opens();
  for (const words of ['One', 'One two']) {
    there.set({ reason: words });
    tells(first);
    form.set({ reason: `${words} here` });
    tells(second);
  }
  expect(browser.changed).toEqual([]);
  closes();
  closesThere();
  for (const { forms } of [first, second, newPage(browser)])
    expect(forms.closed().map(({ fields }) => fields['reason'])).toEqual(
      expect.arrayContaining(['One two', 'One two here']),
    );
  const listed = second.forms.closed().find(({ fields }) => fields['reason'] === 'One two here');
  if (!listed) throw new Error('what the first tab began is not listed in the second');
  second.forms.ask(listed);
  second.forms.opened(about);
  expect(second.opens().fields.reason).toBe('One two here');
});

test('[T15] what this page alone holds is not lost by what another tab does with what was stored of it', () => {
  const { browser, first, second, form, closes, tells } = twoTabs();
  browser.isFull = true;
  form.set({ reason: 'A reason that is not stored' });
  closes();
  second.opens().discard();
  tells(first);
  expect(first.opens().fields.reason).toBe('A reason that is not stored');
});
