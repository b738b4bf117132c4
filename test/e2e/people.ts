// People at a draft in real Chromium, each in a browser context of their own, with the few moves that the stories are
// told in.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { Seat } from '../../shared/api/contract.ts';

type AxeScope = { readonly part?: string; readonly rules?: readonly string[] };

export class Delegate {
  readonly page: Page;
  readonly seat: Seat;
  /** Whatever the page threw: a story that ends with one has failed. */
  readonly errors: string[] = [];

  private constructor(page: Page, seat: Seat) {
    this.page = page;
    this.seat = seat;
    page.on('pageerror', error => this.errors.push(String(error)));
  }

  static async sitsDown(
    browser: Browser,
    member: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<Delegate> {
    return Delegate.sitsDownIn(await browser.newContext(options), member);
  }

  static async sitsDownIn(context: BrowserContext, member: string, draft = 'sample'): Promise<Delegate> {
    const response = await context.request.post('/api/seats', { data: { draft, member } });
    const delegate = new Delegate(await context.newPage(), Seat.parse(await response.json()));
    await delegate.opens();
    return delegate;
  }

  /** In the same seat, e.g. after the browser was closed. Does not wait for the connection. */
  static async returnsTo(context: BrowserContext, seat: Seat): Promise<Delegate> {
    const delegate = new Delegate(await context.newPage(), seat);
    await delegate.page.goto(`/drafts/sample?seat=${seat.id}`);
    await expect(delegate.body(1)).toBeVisible();
    return delegate;
  }

  async opens(rest = ''): Promise<void> {
    await this.page.goto(`/drafts/${this.seat.draft}?seat=${this.seat.id}${rest}`);
    await expect(this.page.getByText('All changes saved')).toBeVisible();
  }

  /** As a link within the page does: nothing is fetched anew, which would be most of a story's time. */
  async goesTo(rest = ''): Promise<void> {
    await this.page.evaluate(to => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, `/drafts/${this.seat.draft}?seat=${this.seat.id}${rest}`);
  }

  /** A point by its number. */
  point(number: number): Locator {
    return this.page
      .locator('article.point')
      .filter({ has: this.page.getByRole('heading', { name: new RegExp(`^${number}\\D`) }) });
  }

  body(number: number): Locator {
    return this.point(number).getByRole('textbox');
  }

  async words(number: number): Promise<string> {
    return (await this.body(number).innerText()).trim();
  }

  /** The words stand before their editor is there, which comes as a file of its own. */
  private async canType(number: number): Promise<void> {
    await expect(async () => {
      // The still words give way to the editor meanwhile. No timeout: what Playwright has left of one by then can be
      // negative (TimeoutNegativeWarning).
      await this.body(number).scrollIntoViewIfNeeded();
      await expect(this.body(number)).toHaveAttribute('data-lexical-editor', 'true', { timeout: 5_000 });
    }).toPass();
  }

  /** Clicks into the first line and goes to the end of the point. */
  async goesToEnd(number: number): Promise<void> {
    await this.canType(number);
    await this.body(number).click({ position: { x: 40, y: 12 } });
    await this.page.keyboard.press('Control+End');
  }

  async goesToStart(number: number): Promise<void> {
    await this.canType(number);
    await this.body(number).click({ position: { x: 40, y: 12 } });
    await this.page.keyboard.press('Control+Home');
  }

  types(words: string): Promise<void> {
    return this.page.keyboard.type(words);
  }

  /** As fast as hands do: what others write arrives between the letters. */
  typesByHand(words: string): Promise<void> {
    return this.page.keyboard.type(words, { delay: 12 });
  }

  /** Clicks as a hand does: the page draws several frames between pressing and letting go. */
  async presses(button: Locator): Promise<void> {
    await button.hover();
    await this.page.mouse.down();
    await this.page.evaluate(async () => {
      for (let frames = 0; frames < 12; frames++) await new Promise(requestAnimationFrame);
    });
    await this.page.mouse.up();
  }

  /** Selects that many characters before the caret. */
  async selectsBack(characters: number): Promise<void> {
    for (let i = 0; i < characters; i++) await this.page.keyboard.press('Shift+ArrowLeft');
  }

  /** On the whole of a point, for everyone. */
  async comments(number: number, text: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`Comment on the whole of point ${number}$`) }).click();
    await this.page.getByLabel('Comment to everyone').fill(text);
    await this.page.keyboard.press('Control+Enter');
    await expect(this.card(text)).toBeVisible();
  }

  card(text: string): Locator {
    return this.page.locator('[data-thread]').filter({ hasText: text });
  }

  /** The keyboard is in the field for a reply. */
  async beginsReply(text: string): Promise<Locator> {
    await this.card(text).locator('.thread-head').click();
    const field = this.card(text).getByLabel('Reply to everyone');
    await field.click();
    return field;
  }

  /** The keyboard is in the field for the reason. */
  async beginsFlag(number: number): Promise<Locator> {
    await this.page.getByRole('button', { name: new RegExp(`Flag the whole of point ${number}$`) }).click();
    const field = this.page.getByRole('dialog').getByLabel(/^Reason/);
    await field.click();
    return field;
  }

  async changesPoint(number: number, verb: string, how: 'click' | 'dblclick' = 'click'): Promise<void> {
    const item = this.page
      .getByRole('navigation', { name: 'Themes and points' })
      .getByRole('button', { name: `Change point ${number}`, exact: true });
    await item.focus();
    await item.click();
    await this.page.getByRole('button', { name: verb, exact: true })[how]();
  }

  /** What a screen reader is told of the connection from now on. */
  async listens(): Promise<() => Promise<readonly string[]>> {
    await this.page.evaluate(() => {
      const heard: string[] = [];
      for (const place of document.querySelectorAll('output, [role=status], [role=alert], [aria-live]'))
        new MutationObserver(() => heard.push(place.textContent)).observe(place, {
          characterData: true,
          childList: true,
          subtree: true,
        });
      Object.assign(globalThis, { heard });
    });
    return () =>
      // put there above
      this.page.evaluate(() => [...(Reflect.get(globalThis, 'heard') as string[]).filter(words => words !== '')]);
  }

  hasNoAxeViolations(scope: AxeScope = {}): Promise<void> {
    return hasNoAxeViolations(this.page, scope);
  }

  hasNoAxeViolationsInBoth(part?: string): Promise<void> {
    return hasNoAxeViolationsInBoth(this.page, part);
  }

  /** As the chair: a version by this name, circulated with all red lines; their links. */
  async sendsRound(name: string, readers: readonly string[], note: string): Promise<readonly string[]> {
    const { page } = this;
    await this.goesTo('&tab=history');
    await page.getByLabel('Name the draft as it stands now').fill(name);
    await page.getByRole('button', { name: 'Save as version' }).click();
    await page.getByRole('button', { name: `Circulate the version ${name}` }).click();
    await page.getByLabel(/^Readers, one to a line/).fill(readers.join('\n'));
    await page.getByLabel('What you write with it').fill(note);
    for (const party of await page.getByRole('dialog').getByRole('checkbox').all()) await party.check();
    await page.getByRole('button', { name: /^Create / }).click();
    await expect(page.getByText('shown once')).toBeVisible();
    const fields = page.getByRole('dialog').getByRole('textbox');
    const links: string[] = [];
    for (const field of await fields.all()) links.push(await field.inputValue());
    await page.getByRole('button', { name: 'Done' }).click();
    return links;
  }
}

/** Somebody with a link to a circulated version, and no seat. */
export class Reader {
  readonly page: Page;
  readonly errors: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', error => this.errors.push(String(error)));
  }

  static async opens(
    where: Browser | BrowserContext,
    link: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<Reader> {
    const context = 'newContext' in where ? await where.newContext(options) : where;
    const reader = new Reader(await context.newPage());
    await reader.page.goto(link);
    await expect(reader.page.getByRole('region', { name: 'What was sent to you' })).toBeVisible();
    return reader;
  }

  point(number: number): Locator {
    return this.page
      .locator('article.point')
      .filter({ has: this.page.getByRole('heading', { name: new RegExp(`^${number}\\D`) }) });
  }

  card(text: string): Locator {
    return this.page.locator('[data-thread]').filter({ hasText: text });
  }

  /** A word of a point; the bar stands beside it. */
  async selects(number: number): Promise<void> {
    await this.point(number)
      .locator('.body')
      .dblclick({ position: { x: 60, y: 14 } });
    await expect(this.page.getByRole('toolbar', { name: 'Selected words' })).toBeVisible();
  }

  /** Selects a word of a point and begins a comment on it. */
  async begins(number: number, text: string): Promise<void> {
    await this.selects(number);
    await this.page.getByRole('toolbar', { name: 'Selected words' }).getByRole('button', { name: 'Comment' }).click();
    await this.page.getByLabel('Comment to the delegations and readers').fill(text);
  }

  async comments(number: number, text: string): Promise<void> {
    await this.begins(number, text);
    await this.page.getByRole('button', { name: 'Post to the delegations and readers' }).click();
    // On a phone the sheet goes when one is back in the words.
    await expect(this.point(number).getByRole('button', { name: /: go to the first$/ })).toBeVisible();
  }

  hasNoAxeViolations(scope: AxeScope = {}): Promise<void> {
    return hasNoAxeViolations(this.page, scope);
  }

  hasNoAxeViolationsInBoth(): Promise<void> {
    return hasNoAxeViolationsInBoth(this.page);
  }
}

/**
 * Of this page, not of pages framed in it: those are looked at by themselves. `part`: of that alone, where the rest of
 * the page is looked at elsewhere. `rules`: these alone, where the others cannot have changed.
 */
async function hasNoAxeViolations(page: Page, { part, rules }: AxeScope = {}): Promise<void> {
  // Its source is read once for each page that is opened: it is half a megabyte.
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0;' }) })
    .exclude('iframe')
    .setLegacyMode()
    .options({ resultTypes: ['violations'] });
  if (part !== undefined) axe.include(part);
  if (rules) axe.withRules([...rules]);
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
}

/** In light and in dark, which differ in nothing but colours. */
async function hasNoAxeViolationsInBoth(page: Page, part?: string): Promise<void> {
  const scope = part === undefined ? {} : { part };
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await hasNoAxeViolations(page, scope);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await hasNoAxeViolations(page, { ...scope, rules: ['color-contrast'] });
}
