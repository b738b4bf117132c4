// A version is circulated: two readers say what they think of it, a delegation sees it at its own text, the chair sees
// who answered, and the links end.
import { Delegate, Reader } from './people.ts';
import { expect, test } from './story.ts';

test.use({ serviceWorkers: 'allow' });

test('readers of a version comment and flag it; the draft has it at the same words; nobody reads more than they should', async ({
  browser,
}) => {
  const chair = await Delegate.sitsDown(browser, 'chair');
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const [ann = '', ben = ''] = await chair.sendsRound(
    'Rev. 3',
    ['A. Nowak, Poland', 'J. Weber, Germany'],
    'In confidence.',
  );
  const [cy = ''] = await chair.sendsRound('Rev. 4', ['C. Other'], '');

  const anna = await Reader.opens(browser, ann);
  await test.step('the text as it was sent, and nothing to write it with', async () => {
    await expect(anna.page.getByText('sent by Chair')).toBeVisible();
    await expect(anna.page.getByText('In confidence.')).toBeVisible();
    await expect(anna.point(1).locator('.body')).toContainText('sovereignty');
    await expect(anna.page.locator('[contenteditable=true]')).toHaveCount(0);
    // what the delegations say to one another is theirs
    await expect(anna.page.locator('[data-thread]')).toHaveCount(0);
    await ukr.goesToStart(1);
    await ukr.types('Solemnly, ');
  });

  await test.step('past the outline to the text by keyboard, on the same page', async () => {
    await anna.page.getByRole('button', { name: 'Skip to the text' }).focus();
    await anna.page.keyboard.press('Enter');
    await expect(anna.page.locator('main#text')).toBeFocused();
    await expect(anna.page.getByText('sent by Chair')).toBeVisible();
    expect(anna.page.url()).toContain(ann.slice(ann.indexOf('#')));
  });

  await test.step('a comment on words, and a flag', async () => {
    await anna.comments(1, 'Which borders are these?');
    await anna.page.getByRole('button', { name: 'Flag the whole of point 2', exact: true }).click();
    await anna.page.getByRole('radio').first().check();
    await anna.page.getByLabel('Reason (optional)').fill('So it is read in Warsaw.');
    await anna.page.getByRole('button', { name: 'Flag for the delegations and readers to see' }).click();
    await expect(anna.point(2).getByText('claimed by A. Nowak, Poland')).toBeVisible();
    await expect(anna.point(2)).not.toContainText('waiting to be sent');
  });

  await test.step('what was said is answered with the hash of its entry, which the page keeps', async () => {
    const proof = anna.page.getByText('Proof that what you said was recorded');
    const receipt = anna.page.getByText(/is the entry of the draft’s shared record with the hash [0-9a-f]{64}/);
    await proof.click();
    const words = await receipt.innerText();
    await anna.hasNoAxeViolations();
    await anna.page.reload();
    await proof.click();
    await expect(receipt).toHaveText(words);
  });

  await test.step('the draft has both, marked with the version', async () => {
    const card = ukr.card('Which borders are these?');
    await expect(card).toContainText('On “Rev. 3”, which was circulated');
    await expect(card).toContainText('A. Nowak, Poland');
    await expect(card).not.toContainText('Text changed since');
    await expect(ukr.point(2).getByText('claimed by A. Nowak, Poland on “Rev. 3”')).toBeVisible();
    await card.getByRole('button', { name: /Point 1/ }).click();
    await card.getByLabel('Reply to everyone in the draft').fill('Those of 1991.');
    await ukr.page.keyboard.press('Control+Enter');
    await expect(card.getByText('Those of 1991.')).toBeVisible();
  });

  await test.step('who was sent it together reads it; others, and the answer, do not', async () => {
    const jan = await Reader.opens(browser, ben);
    await expect(jan.card('Which borders are these?')).toBeVisible();
    await expect(jan.page.getByText('Those of 1991.')).toHaveCount(0);
    const other = await Reader.opens(browser, cy);
    await expect(other.page.locator('[data-thread]')).toHaveCount(0);
    await jan
      .card('Which borders are these?')
      .getByRole('button', { name: /Point 1/ })
      .click();
    await jan.page.getByLabel('Reply to the delegations and readers').fill('We ask the same.');
    await jan.page.keyboard.press('Control+Enter');
    await expect(anna.card('We ask the same.')).toBeVisible(); // asked for every ten seconds
    await expect(anna.page.getByText('Those of 1991.')).toHaveCount(0);
  });

  await test.step('the chair sees who opened it and who answered; the record names nobody who was silent', async () => {
    await chair.goesTo('&tab=history');
    await chair.page.getByText(/to 2 readers.*opened by 2, answered by 2/).click();
    await expect(chair.page.getByText(/^Opened .* \(1 comment, 1 flag\)$/)).toBeVisible();
    await expect(chair.page.getByText(/to 1 reader,.*opened by 1, answered by 0/)).toBeVisible();
    await ukr.goesTo('&tab=history');
    await expect(ukr.page.getByText(/Sent .* to 1 reader, with the red lines of/)).toBeVisible();
    await expect(ukr.page.getByText('sent “Rev. 4” to a reader')).toBeVisible();
    await expect(ukr.page.getByText('C. Other')).toHaveCount(0);
  });

  await test.step('Esc loses no links that nobody has copied', async () => {
    await chair.page.getByRole('button', { name: 'Circulate the version Rev. 4' }).click();
    const dialog = chair.page.getByRole('dialog');
    await dialog.getByLabel(/^Readers, one to a line/).fill('D. Third\nE. Fourth');
    await dialog.getByRole('button', { name: 'Create 2 links' }).press('Enter');
    await expect(dialog.getByText('shown once')).toBeVisible();
    await expect(dialog.getByRole('button', { name: /^Copy/ }).first()).toBeFocused();
    for (let i = 0; i < 3; i++) await chair.page.keyboard.press('Escape');
    await expect(dialog.getByRole('alert')).toContainText('Copy the links first: they are not shown again.');
    await chair.hasNoAxeViolations();
    await dialog.getByRole('textbox').first().focus();
    await chair.page.keyboard.press('Control+c');
    await chair.page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });
  expect([...anna.errors, ...chair.errors, ...ukr.errors]).toEqual([]);
});

test('what a reader says without a connection waits; what they wrote when their link ended stays theirs', async ({
  browser,
}) => {
  const chair = await Delegate.sitsDown(browser, 'chair');
  const [link = ''] = await chair.sendsRound('Rev. 3', ['A. Nowak, Poland'], '');
  const anna = await Reader.opens(browser, link);
  await anna.selects(4); // the bar's own code has come, as it has where the service worker keeps it
  await anna.page.context().setOffline(true);
  await anna.comments(3, 'Said without a connection');
  await expect(anna.card('Said without a connection')).toContainText('waiting to be sent');
  await expect(anna.page.getByText('You are offline.')).toBeVisible();
  await anna.page.context().setOffline(false);
  await expect(anna.card('Said without a connection')).not.toContainText('waiting to be sent');
  await expect(anna.page.getByText('You are offline.')).toHaveCount(0);

  await anna.page.getByRole('button', { name: 'Flag the whole of point 2', exact: true }).click();
  await anna.page.getByLabel('Reason (optional)').fill('Half a flag');
  await anna.page.keyboard.press('Escape');
  await anna.begins(4, 'Half a thought');
  await chair.goesTo('&tab=history');
  await chair.page.getByText(/to 1 reader,.*answered by 1/).click();
  await chair.page.getByRole('button', { name: 'End link of A. Nowak, Poland' }).dblclick();
  const asked = chair.page.getByRole('dialog', { name: 'End the link of A. Nowak, Poland' });
  await asked.getByRole('button', { name: 'Keep the link' }).click();
  await chair.page.getByRole('button', { name: 'End link of A. Nowak, Poland' }).click();
  await asked.getByRole('button', { name: 'End link' }).click();
  const field = anna.page.getByLabel('Comment to the delegations and readers');
  await field.pressSequentially(' here', { delay: 12 });
  await expect(anna.page.getByText('Chair ended this link.')).toBeVisible(); // asked for every ten seconds
  await anna.page.keyboard.type(', and on.');
  await expect(field, '[T23] the field stays while it is written in').toHaveValue('Half a thought here, and on.');
  await expect(anna.page.getByRole('button', { name: 'Post to the delegations and readers' })).toBeDisabled();
  await anna.page.locator('.page-title').click();
  const kept = anna.page.getByRole('region', { name: 'Kept for you' });
  await expect(kept.getByText('Half a thought here, and on.')).toBeVisible();
  await expect(anna.page.locator('.body')).toHaveCount(0);
  const heading = anna.page.getByRole('heading', { name: 'This cannot be read any more' });
  await expect(heading).toBeFocused();
  await anna.page.keyboard.press('Tab');
  await expect(kept.getByRole('button', { name: 'Copy' }).first()).toBeFocused();
  await anna.page.reload();
  await expect(anna.page.getByText('Chair ended this link.')).toBeVisible();
  await expect(kept.getByText('Half a thought')).toBeVisible();
  await expect(kept.getByText('Half a flag')).toBeVisible();
  await anna.hasNoAxeViolations();
  await kept.getByRole('button', { name: 'Dismiss' }).last().click();
  await anna.page.reload();
  await expect(kept.locator('blockquote')).toHaveText(['Half a thought here, and on.']);
  expect(anna.errors).toEqual([]);
});
