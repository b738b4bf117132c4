// What stands beside selected words, and where the keyboard is afterwards: the bar, its formatting and links, the caret
// behind the words, and lists.
import { boxOf } from './box-of.ts';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

// two long stories: on a machine that does much else they take their time
test.describe.configure({ timeout: 240_000 });

/** What is selected, as the browser says it, and whether the keyboard is in the words. */
const selected = (who: Delegate): Promise<{ words: string; isInWords: boolean }> =>
  who.page.evaluate(() => ({
    words: String(document.getSelection()),
    isInWords: document.activeElement?.closest('.body') !== null,
  }));

test('[T11] the bar goes with its words when others’ doings move them without a scroll', async ({ browser }) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const drafter = await Delegate.sitsDown(browser, 'drafter');
  const bar = ukr.page.getByRole('toolbar', { name: 'Selected words' });
  /** How far the bar's lower edge is above the selected words, and where these are. */
  const gap = (): Promise<{ readonly above: number; readonly words: number }> =>
    ukr.page.evaluate(() => {
      const words = document.getSelection()?.getRangeAt(0).getBoundingClientRect().top ?? 0;
      const edge = document.querySelector('.selection-bar')?.getBoundingClientRect().bottom ?? 0;
      return { above: Math.round(words - edge), words: Math.round(words) };
    });
  await ukr.goesToStart(2);
  for (let i = 0; i < 8; i++) await ukr.page.keyboard.press('Shift+ArrowRight');
  let before = await gap();
  // While the selection still changes the bar has no place.
  await expect(async () => {
    before = await gap();
    expect(Math.abs(before.above)).toBeLessThan(100);
  }).toPass();

  await test.step('a banner comes above the text', async () => {
    await ukr.page.context().setOffline(true);
    await expect.poll(async () => (await gap()).words).not.toBe(before.words);
    await expect.poll(async () => (await gap()).above).toBe(before.above);
    await ukr.page.context().setOffline(false);
    await expect(ukr.page.getByText('All changes saved')).toBeVisible();
  });

  await test.step('a point above changes places with it', async () => {
    const { words } = await gap();
    await drafter.changesPoint(1, 'Move down');
    await expect.poll(async () => (await gap()).words).not.toBe(words);
    await expect.poll(async () => (await gap()).above).toBe(before.above);
    await expect(bar).toBeVisible();
  });

  await test.step('[T11] it comes, and stays, while somebody else types on in the same point', async () => {
    await drafter.goesToStart(2);
    await ukr.goesToEnd(2);
    await expect(bar).toBeHidden();
    let [isSeen, typed] = [false, 0];
    const typing = (async () => {
      for (; !isSeen && typed < 300; typed++) await drafter.page.keyboard.type('k', { delay: 30 });
    })();
    await expect.poll(() => ukr.words(2)).toMatch(/^k{9}/);
    await ukr.selectsBack(8);
    await expect(bar).toBeVisible();
    isSeen = true;
    await typing;
    expect(typed, 'it was seen before the typing ended').toBeLessThan(300);
    await expect.poll(() => ukr.words(2)).toMatch(new RegExp(`^k{${typed}}`));
    await expect.poll(async () => (await gap()).above).toBe(before.above);
  });

  await test.step('[T11] words that fill the window have it at the window’s foot, also when they are scrolled', async () => {
    await ukr.goesToEnd(4);
    await ukr.page.keyboard.insertText(' The parties agree.'.repeat(300));
    await ukr.page.keyboard.press('Control+a');
    await expect(bar).toBeInViewport({ ratio: 1 });
    const foot = (await boxOf(bar)).y;
    const top = (await gap()).words;
    await ukr.page.mouse.wheel(0, -200);
    await expect.poll(async () => (await gap()).words).not.toBe(top);
    await expect(bar).toBeInViewport({ ratio: 1 });
    expect((await boxOf(bar)).y).toBe(foot);
  });
});

test('[T9] after a comment or a flag the caret stands behind its words, wherever they are by then', async ({
  browser,
}) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const rus = await Delegate.sitsDown(browser, 'rus-delegate');
  const number = 9;
  const bar = ukr.page.getByRole('toolbar', { name: 'Selected words' });
  const field = ukr.page.getByLabel('Comment to everyone');
  const begin = async (words: string): Promise<void> => {
    await ukr.goesToEnd(number);
    await ukr.page.keyboard.type(` ${words}`);
    await ukr.selectsBack(words.length);
    await expect.poll(async () => (await selected(ukr)).words).toBe(words);
  };
  const typesOnBehind = async (words: string): Promise<void> => {
    await expect.poll(() => selected(ukr)).toEqual({ words: '', isInWords: true });
    await ukr.page.keyboard.type('!');
    await expect.poll(() => ukr.words(number)).toContain(`${words}!`);
  };

  await test.step('posting, also when another has moved the words', async () => {
    await begin('one');
    await ukr.page.keyboard.press('Control+Alt+m');
    await field.fill('Which one?');
    await rus.goesToStart(number);
    await rus.types('Again: ');
    await expect.poll(() => ukr.words(number)).toContain('Again: ');
    await ukr.page.keyboard.press('Control+Enter');
    await expect(ukr.card('Which one?')).toBeVisible();
    await typesOnBehind('one');
  });

  await test.step('Esc, Cancel and Discard', async () => {
    await begin('two');
    await ukr.page.keyboard.press('Control+Alt+m');
    await field.press('Escape');
    await typesOnBehind('two');
    for (const [words, text, verb] of [
      ['No', '', 'Cancel'],
      ['Not', 'No.', 'Discard'],
    ] as const) {
      await begin(words);
      await bar.getByRole('button', { name: 'Comment' }).click();
      await field.fill(text);
      await ukr.page.getByRole('region', { name: 'New comment' }).getByRole('button', { name: verb }).click();
      await typesOnBehind(words);
    }
  });

  await test.step('a flag: raised, cancelled, left by Esc', async () => {
    const dialog = ukr.page.getByRole('dialog');
    for (const [words, end] of [
      ['if', 'Cancel'],
      ['but', 'Escape'],
      ['so', 'Flag for everyone to see'],
    ] as const) {
      await begin(words);
      await bar.getByRole('button', { name: 'Flag' }).click();
      await dialog.getByRole('radio').first().check();
      if (words === 'so')
        await expect(dialog).toContainText('You began this on “but”. It is about the words above now.');
      if (end === 'Escape') await ukr.page.keyboard.press('Escape');
      else await dialog.getByRole('button', { name: end }).click();
      await typesOnBehind(words); // at once: nobody looks whether a dialog has closed
    }
  });

  await test.step('on a phone: the sheet is closed, and another comment is begun', async () => {
    await ukr.page.setViewportSize({ width: 390, height: 844 });
    const sheet = ukr.page.getByRole('region', { name: 'Discussion' });
    for (const [words, text] of [
      ['far', 'Half a thought'],
      ['near', ''],
    ] as const) {
      await begin(words);
      const foot = await ukr.page.getByRole('navigation', { name: 'Beside the text' }).boundingBox();
      const end = await ukr.page.evaluate(() => document.getSelection()?.getRangeAt(0).getBoundingClientRect().bottom);
      expect(end, '[E13] written above the bar at the foot').toBeLessThan(foot?.y ?? 0);
      await bar.getByRole('button', { name: 'Comment' }).click();
      await ukr.page.keyboard.type(text); // at once
      await expect(field).toBeFocused();
      await expect(field).toHaveValue(text);
      await sheet.getByRole('button', { name: 'Close' }).click();
      await typesOnBehind(words);
    }
    await ukr.page.getByRole('button', { name: /^Comments, / }).click();
    await sheet.getByRole('button', { name: 'Close' }).click();
    await expect(ukr.page.getByRole('button', { name: /^Comments, / })).toBeFocused();
    await ukr.page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('[T10] a button acts on what is selected when it is pressed', async () => {
    await begin('all of it');
    await expect(bar).toBeVisible();
    // In one turn of the page, so that nothing can come between: the selection shrinks and the button is pressed.
    await bar.getByRole('button', { name: 'Flag' }).evaluate(button => {
      const selection = document.getSelection();
      const { focusNode, focusOffset } = selection ?? { focusNode: null, focusOffset: 0 };
      if (focusNode) selection?.setBaseAndExtent(focusNode, focusOffset, focusNode, focusOffset + 'all'.length);
      if (button instanceof HTMLElement) button.click();
    });
    await expect(ukr.page.getByRole('dialog').locator('blockquote')).toHaveText('all');
    await ukr.page.keyboard.press('Escape');
    // And while it changes there is no button.
    await typesOnBehind('all');
    await ukr.page.keyboard.press('Shift+ArrowLeft');
    await expect(bar).toBeVisible();
    const isGone = await ukr.page.evaluate(
      () =>
        new Promise(resolve => {
          document.addEventListener('selectionchange', () => {
            requestAnimationFrame(() => resolve(document.querySelector('.selection-bar') === null));
          });
          document.getSelection()?.modify('extend', 'backward', 'character');
        }),
    );
    expect(isGone).toBe(true);
  });
  for (const person of [ukr, rus]) expect(person.errors).toEqual([]);
});

test('[E10] words are formatted and linked at the bar, by whoever may edit them, and look the same when nobody edits', async ({
  browser,
  baseURL,
}) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const rus = await Delegate.sitsDown(browser, 'rus-delegate');
  const number = 9;
  const far = 26;
  const bar = ukr.page.getByRole('toolbar', { name: 'Selected words' });
  const press = (name: string): Promise<void> => bar.getByRole('button', { name, exact: true }).click();
  const select = async (words: string): Promise<void> => {
    await ukr.goesToEnd(number);
    await ukr.page.keyboard.type(words);
    await ukr.selectsBack(words.length);
    await expect(bar).toBeVisible();
  };

  await test.step('a mark is put on, shown, seen by others, and undone in one step', async () => {
    await select('held');
    await press('Bold');
    await press('Italic');
    await expect(bar.getByRole('button', { name: 'Bold' })).toHaveAttribute('aria-pressed', 'true');
    await expect(rus.body(number).locator('strong.body-bold.body-italic')).toHaveText('held');
    expect(await selected(ukr)).toEqual({ words: 'held', isInWords: true });
    await ukr.page.keyboard.press('Control+z');
    await expect(rus.body(number).locator('strong.body-bold:not(.body-italic)')).toHaveText('held');
    await ukr.page.keyboard.press('Control+z');
    await expect(rus.body(number).locator('strong')).toHaveCount(0);
  });

  await test.step('[T11] the bar is one row beside the words, and is worked by keys', async () => {
    await expect(bar).toBeVisible();
    const words = await ukr.page.evaluate(() =>
      document.getSelection()?.getRangeAt(0).getBoundingClientRect().toJSON(),
    );
    const box = await boxOf(bar);
    expect(box.y + box.height <= words.top || box.y >= words.bottom).toBe(true);
    expect(box.height).toBeLessThan(44);
    await ukr.hasNoAxeViolations({ part: '.selection-bar' });
    await bar.evaluate(element => element.setAttribute('data-first', ''));
    await rus.goesToStart(number);
    await rus.types('Here: ');
    await expect.poll(() => ukr.words(number)).toContain('Here: ');
    await expect(bar).toHaveAttribute('data-first', ''); // another's typing elsewhere takes no bar away
    await ukr.page.keyboard.press('Alt+F10');
    await expect(bar.getByRole('button', { name: 'Bold' })).toBeFocused();
    await ukr.page.keyboard.press('ArrowRight');
    await ukr.page.keyboard.press('ArrowRight');
    await ukr.page.keyboard.press('Enter');
    await expect(rus.body(number).locator('.body-underline')).toHaveText('held');
    expect(await selected(ukr)).toEqual({ words: 'held', isInWords: true });
    await ukr.page.keyboard.press('Control+Shift+9');
    await expect(rus.body(number).locator('blockquote')).toContainText('held');
    await expect(bar.getByRole('button', { name: 'Quote' })).toHaveAttribute('aria-pressed', 'true');
    await ukr.page.keyboard.press('Control+Shift+7');
    await expect(rus.body(number).locator('ol > li')).toContainText('held');
    await press('Bulleted list');
    await expect(rus.body(number).locator('ul > li')).toHaveCSS('list-style-type', 'disc');
  });

  await test.step('[E12] a link is made by keys, refused in words, opened, and removed', async () => {
    await select('here');
    await ukr.page.keyboard.press('Control+k');
    const field = ukr.page.getByLabel('Address of the link on “here”');
    await field.fill('javascript:alert(1)');
    await field.press('Enter');
    await expect(ukr.page.getByRole('alert')).toContainText('“javascript:” is neither');
    await rus.goesToStart(number);
    await rus.types('Now: ');
    await field.fill(`${baseURL}/healthz`);
    await field.press('Enter');
    const link = ukr.body(number).getByRole('link', { name: 'here', exact: true });
    await expect(link).toHaveAttribute('href', `${baseURL}/healthz`);
    await expect.poll(() => selected(ukr)).toEqual({ words: '', isInWords: true });
    await ukr.page.keyboard.type('after');
    await expect(rus.body(number).locator('a')).toHaveText('here');
    await expect.poll(() => ukr.words(number)).toContain('hereafter');
    await link.click({ position: { x: 8, y: 8 } });
    const about = ukr.page.getByRole('toolbar', { name: 'Link' });
    await expect(about.getByRole('link')).toHaveAttribute('href', `${baseURL}/healthz`);
    expect(ukr.page.context().pages()).toHaveLength(1); // the plain click put the caret
    await ukr.page.keyboard.press('Control+k');
    await field.press('Escape');
    await ukr.page.keyboard.type('R');
    await expect(rus.body(number).locator('a')).toHaveText(/^\w*R\w+$/); // where the caret stood, within the link
    await ukr.page.keyboard.press('Control+z');
    await expect(link).toBeVisible();
    const opened = ukr.page.context().waitForEvent('page');
    await link.click({ modifiers: ['ControlOrMeta'], position: { x: 8, y: 8 } });
    await expect(await opened).toHaveURL(/healthz$/);
    await ukr.page.bringToFront();
    await about.getByRole('button', { name: 'Remove the link' }).click();
    await expect(rus.body(number).locator('a')).toHaveCount(0);
  });

  await test.step('[E12] its words are deleted meanwhile: the form stays, says so, and keeps the address', async () => {
    await select(' gone');
    await ukr.page.keyboard.press('Control+k');
    const field = ukr.page.getByLabel('Address of the link on “gone”');
    await field.fill('www.un.org');
    const before = await boxOf(field);
    await rus.goesToEnd(number);
    for (let i = 0; i < 5; i++) await rus.page.keyboard.press('Backspace');
    await expect(ukr.page.getByRole('alert')).toContainText('These words are no longer in the text.');
    await field.press('Enter');
    await expect(field).toHaveValue('www.un.org');
    const after = await boxOf(field);
    expect(after.y).toBe(before.y);
    expect(Math.abs(after.x - before.x)).toBeLessThan(40); // half of what the words were wide
    await field.press('Escape');
  });

  await test.step('whoever may not edit is shown no formatting', async () => {
    await ukr.body(7).scrollIntoViewIfNeeded();
    await ukr.body(7).dblclick({ position: { x: 40, y: 12 } });
    await expect(bar.getByRole('button')).toHaveText(['Comment', 'Flag']);
  });

  await test.step('[E7] words standing still stand where the editor will have them', async () => {
    await rus.goesToEnd(far);
    await rus.page.keyboard.press('Enter');
    await rus.types('- a  b,     c');
    await rus.page.keyboard.press('Enter');
    await rus.types('so  on');
    await ukr.page.evaluate(() => scrollTo(0, 0));
    const body = ukr.body(far);
    await expect(body).toContainText(/so\s+on/);
    await expect(body).not.toHaveAttribute('data-lexical-editor'); // far from the screen
    const places = (): Promise<unknown> =>
      body.evaluate(element => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const { left, top, height } = element.getBoundingClientRect();
        const boxes: number[][] = [];
        while (walker.nextNode()) {
          const range = document.createRange();
          range.selectNodeContents(walker.currentNode);
          for (const box of range.getClientRects())
            boxes.push([box.left - left, box.top - top, box.width].map(Math.round));
        }
        const item = element.querySelector('li');
        return { boxes, height: Math.round(height), marker: item && getComputedStyle(item).listStyleType };
      });
    const still = await places();
    expect(still).toMatchObject({ marker: 'disc' });
    await body.scrollIntoViewIfNeeded();
    await expect(body).toHaveAttribute('data-lexical-editor', 'true');
    expect(await places()).toEqual(still);
  });
  for (const person of [ukr, rus]) expect(person.errors).toEqual([]);
});
