// More than fits: said at once, nothing cut or lost, and the page goes on.
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

/** Into what has the focus, as from a clipboard. */
const pastes = ({ page }: Delegate, words: string, times: number, type = 'text/plain'): Promise<void> =>
  page.evaluate(
    ([text, count, kind]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData(kind, text.repeat(count));
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    },
    [words, times, type] as const,
  );

test('a paste of two megabytes and a comment that is too long are told at once, lose nothing and silence nobody', async ({
  browser,
}) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const eur = await Delegate.sitsDown(browser, 'eur-delegate');
  const { page } = ukr;

  await ukr.goesToEnd(1);
  await pastes(ukr, 'Two megabytes. ', 140_000);
  await expect(page.getByRole('alert')).toContainText('Nothing was put in: it has 2,100,000 characters');
  await ukr.hasNoAxeViolations({ part: '.paste-refused' });
  await ukr.types(' Typed after it.');
  await expect(eur.body(1)).toContainText('Typed after it.');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(ukr.body(1)).toBeFocused(); // where the words were to go
  await pastes(ukr, '<p>Marked <b>up</b> alone.</p>', 10_000, 'text/html');
  await expect(page.getByRole('alert'), '[T16] also without plain words').toContainText('it has 160,000 characters');
  await page.getByRole('button', { name: 'Dismiss' }).click();

  await page.getByRole('button', { name: /Comment on the whole of point 2$/ }).click();
  const field = page.getByLabel('Comment to everyone');
  await field.fill('x'.repeat(25_000));
  await expect(field).toHaveAccessibleDescription('25,000 of 20,000 characters: shorten it to post.');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('button', { name: 'Post to everyone' })).toBeDisabled();
  await page.keyboard.press('Control+Enter');
  await ukr.hasNoAxeViolations({ part: '.composer' });
  await page.reload();
  await page.getByRole('button', { name: 'Go on writing' }).click();
  expect(await field.inputValue()).toHaveLength(25_000);
  await field.fill('Short enough.');
  await page.keyboard.press('Control+Enter');
  await expect(eur.card('Short enough.')).toBeVisible();

  await ukr.goesToEnd(1);
  await ukr.types(' And later words.');
  await expect(eur.body(1)).toContainText('And later words.');
  await expect(page.getByText('All changes saved')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Kept for you' })).toHaveCount(0);
  expect([...ukr.errors, ...eur.errors]).toEqual([]);
});
