// Bringing in a real document: paste it, put right how it splits, add it here, make a draft of it; and taking the draft
// out again.
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

const agreement = `Agreement on Access

I. Corridors
1. Corridors open daily from six to six.
2. Convoys are announced a day ahead.
They carry nothing but aid.

II. Detainees
3. Lists are exchanged.
4. Families are informed.`;

test('a document is pasted, put right, made a draft of its own and added to this one', async ({ browser }) => {
  const drafter = await Delegate.sitsDown(browser, 'drafter');
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  await expect(ukr.page.getByRole('button', { name: 'Bring in a document' })).toHaveCount(0);
  const { page } = drafter;

  await test.step('a file that cannot be read is answered in words, and what was pasted stays', async () => {
    await page.getByRole('button', { name: 'Bring in a document' }).click();
    await page.getByLabel('Or paste its text').fill(agreement);
    await page
      .getByLabel(/A file/)
      .setInputFiles({ name: 'x.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
    await expect(page.getByRole('alert')).toContainText('PDF files cannot be read');
    await expect(page.getByLabel('Or paste its text')).toHaveValue(agreement);
    await drafter.hasNoAxeViolations();
  });

  await test.step('the preview is put right', async () => {
    await page.getByRole('button', { name: 'See how it splits' }).click();
    await expect(page.getByText('4 points in 2 themes')).toBeVisible();
    await expect(page.getByLabel('Title of theme 1')).toHaveValue('Corridors');
    await page.getByRole('button', { name: /^Merge with the one above.*point 4$/ }).click();
    await expect(page.getByText('3 points in 2 themes')).toBeVisible();
    await page.getByRole('button', { name: /^Split here.*point 2$/ }).click();
    await page.getByLabel('Title of point 3').fill('Cargo');
    await drafter.hasNoAxeViolations();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('button', { name: 'Bring in a document' }).click();
    await expect(page.getByLabel('Title of point 3')).toHaveValue('Cargo');
    const asked: string[] = [];
    page.once('dialog', dialog => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.evaluate(() => location.reload());
    await expect.poll(() => asked).toEqual(['beforeunload']);
    await expect(page.getByLabel('Title of point 3')).toHaveValue('Cargo');
  });

  await test.step('it becomes a draft of its own', async () => {
    await page.getByRole('button', { name: 'Make a new draft' }).click();
    await page.getByRole('link', { name: 'Open it' }).click();
    await expect(page.getByText('All changes saved')).toBeVisible();
    await expect(drafter.body(3)).toContainText('They carry nothing but aid.');
    await expect(page.getByRole('heading', { name: /Detainees/ }).first()).toBeVisible();
  });

  await test.step('and points of the sample, for everyone, at once', async () => {
    await drafter.opens();
    await page.getByRole('button', { name: 'Bring in a document' }).click();
    await page.getByLabel('Or paste its text').fill(agreement);
    await page.getByRole('button', { name: 'See how it splits' }).click();
    await page.getByRole('button', { name: 'Add to this draft, for everyone' }).click();
    await expect(ukr.body(32)).toContainText('Families are informed.');
    await ukr.goesToEnd(29);
    await ukr.types(' Typed after.');
    await expect(drafter.body(29)).toContainText('Typed after.');
  });

  await test.step('taken out as Markdown', async () => {
    const [download] = await Promise.all([
      ukr.page.waitForEvent('download'),
      ukr.page.getByRole('link', { name: 'Export as Markdown' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('sample.md');
  });
  expect([...drafter.errors, ...ukr.errors]).toEqual([]);
});

test('[T29] the preview of a long document fills the window: warnings first, an outline beside it', async ({
  browser,
}) => {
  const drafter = await Delegate.sitsDown(browser, 'drafter');
  const { page } = drafter;
  const articles = Array.from({ length: 300 }, (_, index) => `${index + 1}. Convoy ${index + 1} passes.`);
  await page.getByRole('button', { name: 'Bring in a document' }).click();
  await page
    .getByLabel('Or paste its text')
    .fill(`# The accord\n\n## Convoys\n\n${articles.join('\n\n')}\n\n![A map](map.png)`);
  await page.getByRole('button', { name: 'See how it splits' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('300 points in')).toBeVisible();
  expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 1440, height: 900 });
  const warnings = dialog.getByRole('region', { name: 'To look at first' });
  await expect(warnings).toHaveText(/Left out: 1 × picture\./);
  const outline = dialog.getByRole('navigation', { name: 'Outline of the document' });
  await outline.getByRole('button', { name: /^250 / }).click();
  const title = dialog.getByLabel('Title of point 250');
  await expect(title).toBeFocused();
  await expect(title).toBeInViewport({ ratio: 1 });
  await expect(dialog.getByRole('heading', { name: 'Bring in a document' })).toBeInViewport();
  await title.fill('x'.repeat(1000));
  await dialog.getByRole('button', { name: 'Make a new draft' }).scrollIntoViewIfNeeded();
  await outline.getByRole('button', { name: /^1 / }).click();
  await warnings.getByRole('button', { name: /^Go there/ }).click();
  await expect(title).toBeFocused();
  for (const part of ['.import-warnings', '.import-nav']) await drafter.hasNoAxeViolations({ part });
  expect(drafter.errors).toEqual([]);
});

for (const [size, viewport] of Object.entries({
  middle: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
}))
  test(`the preview of a document, ${size}, dark`, async ({ browser }) => {
    const drafter = await Delegate.sitsDown(browser, 'drafter', { viewport, colorScheme: 'dark' });
    if (size === 'phone') await drafter.page.getByRole('button', { name: 'Points', exact: true }).click();
    await drafter.page.getByRole('button', { name: 'Bring in a document' }).click();
    await drafter.page.getByLabel('Or paste its text').fill(agreement);
    await drafter.page.getByRole('button', { name: 'See how it splits' }).click();
    await expect(drafter.page.getByText('4 points in 2 themes')).toBeVisible();
    await drafter.hasNoAxeViolations();
  });
