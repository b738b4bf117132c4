// A key pressed twice or held, and the second half of a double click: what came to their place meanwhile, the draft's
// words above all, is not meant.
import type { CDPSession, Locator } from '@playwright/test';
import { boxOf } from './box-of.ts';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

const codes = { Enter: [13, '\r'], Space: [32, ' '] } as const;

/** When a hand does it, in seconds: the page has seen to each before the next, however long it takes for that. */
const beats = (): readonly number[] => [0, 0.05, 0.2, 0.25].map(after => Date.now() / 1_000 + after);

async function pressesTwice(cdp: CDPSession, name: keyof typeof codes, isWithCtrl = false): Promise<void> {
  const [windowsVirtualKeyCode, text] = codes[name];
  const key = { key: name === 'Space' ? ' ' : name, code: name, windowsVirtualKeyCode, modifiers: isWithCtrl ? 2 : 0 };
  const down = isWithCtrl ? ({ ...key, type: 'rawKeyDown' } as const) : ({ ...key, type: 'keyDown', text } as const);
  const up = { ...key, type: 'keyUp' } as const;
  for (const [index, timestamp] of beats().entries())
    await cdp.send('Input.dispatchKeyEvent', { ...(index % 2 === 0 ? down : up), timestamp });
}

async function clicksTwice(cdp: CDPSession, button: Locator): Promise<void> {
  await button.hover();
  const box = await boxOf(button);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, button: 'left' } as const;
  for (const [index, timestamp] of beats().entries()) {
    const type = index % 2 === 0 ? 'mousePressed' : 'mouseReleased';
    await cdp.send('Input.dispatchMouseEvent', { ...at, type, clickCount: index < 2 ? 1 : 2, timestamp });
  }
}

test('[T21] a press that is made twice or held does nothing to the words that come to its place', async ({
  browser,
}) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-head');
  const { page } = ukr;
  const { keyboard } = page;
  const cdp = await page.context().newCDPSession(page);
  const bar = page.getByRole('toolbar', { name: 'Selected words' });
  const form = page.getByRole('region', { name: 'New comment' });
  const field = page.getByLabel('Comment to everyone');
  const number = 9;
  const select = async (): Promise<string> => {
    await ukr.goesToEnd(number);
    await ukr.selectsBack(5);
    await expect(bar).toBeVisible();
    return ukr.words(number);
  };
  const holds = async (...keys: readonly string[]): Promise<void> => {
    for (const key of [...keys, ...keys]) await keyboard.down(key);
    for (const key of keys.toReversed()) await keyboard.up(key);
  };
  const comment = async (text: string): Promise<void> => {
    await keyboard.press('F2');
    await field.fill(text);
  };

  const ends: Record<string, () => Promise<void>> = {
    'a comment': () => comment('One').then(() => pressesTwice(cdp, 'Enter', true)),
    'a comment, held': () => comment('Two').then(() => holds('Control', 'Enter')),
    'a comment by its button': async () => {
      await comment('Three');
      await form.getByRole('button', { name: /^Post/ }).focus();
      await pressesTwice(cdp, 'Enter');
    },
    'Cancel by a blank': async () => {
      await keyboard.press('F2');
      await form.getByRole('button', { name: 'Cancel' }).focus();
      await pressesTwice(cdp, 'Space');
    },
    'a flag': async () => {
      await bar.getByRole('button', { name: 'Flag' }).click();
      await page.getByRole('dialog').getByRole('radio').first().check();
      await page
        .getByRole('dialog')
        .getByLabel(/^Reason/)
        .fill('So.');
      await holds('Control', 'Enter');
    },
    'a link': async () => {
      await holds('Control', 'k');
      await page.getByLabel(/^Address of the link/).fill('https://www.un.org');
      await pressesTwice(cdp, 'Enter');
    },
  };
  for (const [name, end] of Object.entries(ends))
    await test.step(`[T9] ${name}: what is typed on at once stands behind the words`, async () => {
      const before = await select();
      await end();
      await keyboard.type('!');
      await expect.poll(() => ukr.words(number), name).toBe(`${before}!`);
    });

  await test.step('another key is meant, and so is the same one after it', async () => {
    const before = await select();
    await comment('Four');
    await keyboard.press('Control+Enter');
    await keyboard.type('?');
    await keyboard.press('Enter');
    await keyboard.type('Then');
    await expect.poll(() => ukr.words(number)).toMatch(/\?\n+Then$/);
    expect(await ukr.words(number)).toContain(`${before}?`);
  });

  await test.step('a tool of the bar leaves the words that it formats', async () => {
    const before = await select();
    for (const press of [() => pressesTwice(cdp, 'Enter'), () => pressesTwice(cdp, 'Space'), () => holds('Enter')]) {
      const isBold = (await ukr.body(number).locator('strong').count()) > 0;
      await keyboard.press('Alt+F10');
      await expect(bar.getByRole('button', { name: 'Bold' })).toBeFocused();
      await press();
      await expect(ukr.body(number).locator('strong')).toHaveCount(isBold ? 0 : 1);
      await expect(ukr.body(number)).toBeFocused();
      expect(await ukr.words(number)).toBe(before);
    }
  });

  await test.step('a double click on what opens a form leaves the keyboard in it', async () => {
    const before = await select();
    const whole = page.getByRole('button', { name: new RegExp(`Comment on the whole of point ${number}$`) });
    for (const button of [bar.getByRole('button', { name: 'Comment' }), whole]) {
      await clicksTwice(cdp, button);
      await keyboard.type('My view');
      await expect(field).toHaveValue('My view');
      await form.getByRole('button', { name: 'Discard' }).click();
    }
    expect(await ukr.words(number)).toBe(before);
  });

  await test.step('a double click on what opens a menu leaves it open', async () => {
    await clicksTwice(cdp, page.getByRole('button', { name: 'Legend' }));
    await expect(page.locator(':popover-open')).toBeVisible();
    await page.keyboard.press('Escape');
    const flag = page.locator('.flag-line').first();
    await clicksTwice(cdp, flag);
    await expect(flag).toHaveAttribute('aria-expanded', 'true');
  });
  expect(ukr.errors).toEqual([]);
});
