// A draft of 300 points: found, gone to and chosen by number, title and words.
import type { Browser, Locator } from '@playwright/test';
import { MadeDraft, Seat } from '../../shared/api/contract.ts';
import { cutOff } from './fitting.ts';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

const subjects = ['convoys', 'monitors', 'detainees', 'borders'];
const outline = {
  title: null,
  themes: Array.from({ length: 12 }, (_, theme) => ({
    title: `The implementation and verification of the commitments of chapter ${theme + 1} of the accord`,
    points: Array.from({ length: 25 }, (_, point) => {
      const number = theme * 25 + point + 1;
      const text = `Article ${number} speaks of ${subjects[number % 4]}; its reference is ref-${number}.`;
      return {
        title: `Duties in chapter ${theme + 1}`,
        blocks: [{ kind: 'paragraph', runs: [{ text, marks: [], link: null }] }],
      };
    }),
  })),
};

/** Like the sample, in parties and members. */
async function longDraft(browser: Browser): Promise<Delegate> {
  const context = await browser.newContext();
  const seat = await context.request.post('/api/seats', { data: { draft: 'sample', member: 'drafter' } });
  const { id } = Seat.parse(await seat.json());
  const made = await context.request.post(`/api/drafts?seat=${id}`, {
    data: { like: 'sample', title: 'A long draft', outline },
  });
  const { draft } = MadeDraft.parse(await made.json());
  return Delegate.sitsDownIn(context, 'ukr-head', draft);
}

test('[T27] a long draft is found one’s way in', async ({ browser }) => {
  const head = await longDraft(browser);
  const { page } = head;

  await test.step('the points of a red line are searched for, and stay in sight when chosen', async () => {
    await head.goesTo('&tab=red-lines');
    await page.getByRole('button', { name: /^Add a red line of/ }).click();
    const search = page.getByLabel('Search numbers, titles and words of points');
    const group = page.getByRole('group', { name: 'Points it concerns' });
    await search.fill('250');
    await search.press('Enter');
    await expect(group.getByText('1 point matches.')).toBeVisible();
    await search.press('ArrowDown');
    await page.keyboard.press('Space');
    await search.fill('ref-108');
    await expect(group.getByRole('checkbox')).toHaveCount(1);
    await expect(group.getByText('its reference is ref-108')).toBeVisible();
    await group.getByRole('checkbox').check();
    await search.fill('chapter 3');
    await expect(group.getByRole('checkbox').first()).toHaveAccessibleName(/^51 Duties in chapter 3/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(group.getByRole('list', { name: 'Chosen points' }).getByRole('listitem')).toHaveText([
      /52 Duties in chapter 3/,
      /108 Duties in chapter 5/,
      /250 Duties in chapter 10/,
    ]);
    await head.hasNoAxeViolations({ part: '.red-line-form' });
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => cutOff(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await group.getByRole('button', { name: /^Take out 250/ }).click();
    await expect(search).toBeFocused();
    await page.getByLabel('What the delegation will not cross').fill('Nothing without a date.');
    await page.getByLabel('Who said or reported it').fill('Head');
    await page.getByRole('button', { name: 'Register it for everyone to see' }).click();
    await expect(page.getByRole('button', { name: 'point 108', exact: true })).toBeVisible();
  });

  const outline = page.getByRole('navigation', { name: 'Themes and points' });
  const marked = outline.locator('[aria-current]');
  const isSeenIn = async (number: number): Promise<void> => {
    await expect(marked).toHaveText(new RegExp(`^${number}\\D`));
    await expect(marked).toBeInViewport({ ratio: 1 });
  };
  const goesTo = async (number: number, key = 'g'): Promise<void> => {
    await page.keyboard.press(key);
    await page.getByLabel('Its number, 1 to 300').fill(String(number));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };

  await test.step('[T28] the outline marks where one went, holds the caret, or reads, and shows the mark', async () => {
    await head.goesTo();
    await expect(head.body(1)).toBeVisible();
    await goesTo(250);
    await isSeenIn(250);
    await expect(head.point(250)).toBeFocused();
    await expect(head.body(250)).toBeInViewport();
    await head.goesToEnd(108);
    await isSeenIn(108);
    await head.types(' Typed, g and all.');
    await goesTo(300, 'Control+F2');
    await isSeenIn(300);
    await page.keyboard.press('g');
    await page.getByLabel('Its number, 1 to 300').fill('301');
    await expect(page.getByText('There is no point 301 in this draft.')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await page.evaluate(() => scrollTo({ top: 0 }));
    await isSeenIn(1);
    expect(await head.words(108)).toContain('Typed, g and all.');
  });

  await test.step('[T36] the place stays when the window takes another size', async () => {
    await goesTo(150);
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await expect(head.body(150)).toBeInViewport();
    for (const [width, height] of [
      [720, 450],
      [390, 844],
      [844, 390],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect(head.body(150)).toBeInViewport();
    }
    await head.goesToEnd(270);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(head.point(270)).toBeInViewport();
    await head.types(' Turned.');
    await page.setViewportSize({ width: 844, height: 390 });
    await expect(head.point(270)).toBeInViewport();
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(await head.words(270)).toContain('Turned.');
  });

  await test.step('[T28] themes fold, for this draft in this browser', async () => {
    const theme = outline.getByRole('button', { name: /^Theme 2 / });
    await theme.click();
    await expect(theme).toHaveAccessibleName(/· 25 points$/);
    await goesTo(30);
    await expect(marked.filter({ visible: true })).toHaveText(/^Theme 2 /);
    await page.reload();
    await expect(theme).toHaveAttribute('aria-expanded', 'false');
    await theme.press('Enter');
    await expect(outline.getByRole('link', { name: /^30 / })).toBeVisible();
  });

  await test.step('[T30] many threads on a point fold, so that the next point’s stand beside it', async () => {
    await head.goesTo();
    const [third, fourth] = await Promise.all([head.point(3), head.point(4)].map(idOf));
    const { id } = Seat.parse(
      await (
        await page.context().request.post('/api/seats', { data: { draft: head.seat.draft, member: 'rus-delegate' } })
      ).json(),
    );
    await page.goto('about:blank'); // what arrives one by one would stand: it is seen
    for (let n = 1; n <= 15; n++) {
      const act = { id: crypto.randomUUID(), kind: 'thread.open', anchor: null, needs: [] };
      const about = n === 15 ? { point: fourth, text: 'On the next point' } : { point: third, text: `Remark ${n}.` };
      const path = `/api/drafts/${head.seat.draft}/acts?seat=${id}`;
      expect((await page.context().request.post(path, { data: { ...act, ...about } })).ok()).toBe(true);
    }
    const margin = page.getByRole('complementary', { name: 'Comments' });
    const cards = margin.locator('[data-thread]');
    const fold = margin.getByRole('button', { name: /on this point/ });
    await head.opens();
    await expect(fold).toHaveText('+11 on this point, point 3');
    await expect(cards).toHaveCount(4);
    await expect(head.card('On the next point')).toBeInViewport();
    await fold.press('Enter');
    await expect(fold).toHaveAttribute('aria-expanded', 'true');
    await expect(cards).toHaveCount(15);
    await expect(fold).toBeFocused();
    await expect(fold).toBeInViewport();
    await head.card('Remark 9.').locator('.thread-head').click();
    await fold.press('Enter');
    await expect(cards).toHaveCount(5);
    await expect(head.card('Remark 9.')).toBeVisible();
    await head.hasNoAxeViolations({ part: '.threads' });
  });

  await test.step('[T30] words that two threads are about look so', async () => {
    const overlaps = (): Promise<readonly string[]> =>
      page.evaluate(() => [...(CSS.highlights.get('thread-overlap') ?? [])].map(range => `${range}`));
    await head.goesToEnd(5);
    await head.selectsBack(6);
    for (const text of ['One thread', 'Another']) {
      await page.keyboard.press('F2');
      await page.getByLabel('Comment to everyone').fill(text);
      await page.keyboard.press('Control+Enter');
      await expect(head.card(text)).toBeVisible();
      await head.selectsBack(3);
    }
    await expect.poll(overlaps).toEqual(['-5.']);
  });
  expect(head.errors).toEqual([]);
});

async function idOf(point: Locator): Promise<string> {
  return (await point.getAttribute('data-point-article')) ?? '';
}
