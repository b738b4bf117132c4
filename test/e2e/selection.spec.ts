// What stands beside selected words, and where the keyboard is afterwards: the bar, its formatting and links, the caret behind the words, and lists.
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

/** What is selected, as the browser says it, and whether the keyboard is in the words. */
const selected = (who: Delegate): Promise<{ words: string; isInWords: boolean }> =>
  who.page.evaluate(() => ({
    words: String(document.getSelection()),
    isInWords: document.activeElement?.closest('.body') !== null,
  }));

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
    await ukr.types(` ${words}`);
    await ukr.selectsBack(words.length);
    await expect.poll(async () => (await selected(ukr)).words).toBe(words);
  };
  const typesOnBehind = async (words: string): Promise<void> => {
    await expect.poll(() => selected(ukr)).toEqual({ words: '', isInWords: true });
    await ukr.page.keyboard.type('!');
    await expect.poll(() => ukr.words(number)).toContain(`${words}!`);
  };

  await test.step('posting, also when another has moved the words', async () => {
    await begin('one deed');
    await ukr.page.keyboard.press('Control+Alt+m');
    await field.fill('Which one?');
    await rus.goesToStart(number);
    await rus.types('Again: ');
    await expect.poll(() => ukr.words(number)).toContain('Again: ');
    await ukr.page.keyboard.press('Control+Enter');
    await expect(ukr.card('Which one?')).toBeVisible();
    await typesOnBehind('one deed');
  });

  await test.step('Esc, Cancel and Discard', async () => {
    await begin('two deeds');
    await ukr.page.keyboard.press('Control+Alt+m');
    await field.press('Escape');
    await typesOnBehind('two deeds');
    for (const [words, text, verb] of [
      ['three', '', 'Cancel'],
      ['four', 'No.', 'Discard'],
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
      ['five', 'Cancel'],
      ['six', 'Escape'],
      ['seven', 'Flag for everyone to see'],
    ] as const) {
      await begin(words);
      await bar.getByRole('button', { name: 'Flag' }).click();
      await dialog.getByRole('radio').first().check();
      if (end === 'Escape') await ukr.page.keyboard.press('Escape');
      else await dialog.getByRole('button', { name: end }).click();
      await expect(dialog).toHaveCount(0);
      await typesOnBehind(words);
    }
  });

  await test.step('[T10] a button acts on what is selected when it is pressed', async () => {
    await begin('eight nine');
    await expect(bar).toBeVisible();
    // In one turn of the page, so that nothing can come between: the selection shrinks and the button is pressed.
    await bar.getByRole('button', { name: 'Flag' }).evaluate(button => {
      const selection = document.getSelection();
      const { focusNode, focusOffset } = selection ?? { focusNode: null, focusOffset: 0 };
      if (focusNode) selection?.setBaseAndExtent(focusNode, focusOffset, focusNode, focusOffset + 'eight'.length);
      if (button instanceof HTMLElement) button.click();
    });
    await expect(ukr.page.getByRole('dialog').locator('blockquote')).toHaveText('eight');
    await ukr.page.keyboard.press('Escape');
    // And while it changes there is no button.
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
