// Commented and flagged words through another person's line breaks, until they are deleted; then both are attached
// again by hand, by keys alone.
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

const number = 12;
const [before, words] = ['Ukraine ', 'shall determine'];
const statement = 'No limit set by others on the size and equipment';

/** What is painted in the point for threads or flags, in reading order. */
const painted = (who: Delegate, kind: 'thread' | 'flag'): Promise<string> =>
  who.body(number).evaluate(
    (body, kind) =>
      [...CSS.highlights]
        .filter(([name]) => name.startsWith(`${kind}-`))
        .flatMap(([, ranges]) => [...ranges] as Range[]) // this page paints with live ranges
        .filter(range => body.contains(range.startContainer))
        .sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b))
        .map(String)
        .join(''),
    kind,
  );

const presses = async (who: Delegate, key: string, times: number): Promise<void> => {
  for (let i = 0; i < times; i++) await who.page.keyboard.press(key);
};

/** From the point's beginning, over so many characters. */
const selects = async (who: Delegate, from: number, length: number): Promise<void> => {
  await who.goesToStart(number);
  await presses(who, 'ArrowRight', from);
  await presses(who, 'Shift+ArrowRight', length);
};

/** Presses a verb beside the selection; again, where it was offered for what was selected a moment ago. */
const does = async (who: Delegate, name: 'Comment' | 'Flag', from = before.length): Promise<void> => {
  const begun = who.page.locator(name === 'Flag' ? 'dialog blockquote' : '[aria-label="New comment"] q');
  await expect(async () => {
    await selects(who, from, words.length);
    await who.page.getByRole('toolbar', { name: 'Selected words' }).getByRole('button', { name }).click();
    const isRight = (await begun.textContent())?.includes(words);
    if (!isRight) await who.page.keyboard.press('Escape');
    expect(isRight).toBe(true);
  }).toPass();
};

test('a comment and a flag stay on their words through line breaks; where the words are gone they are attached again by hand', async ({
  browser,
}) => {
  test.slow(); // many keys: on a busy machine each takes its time
  const [rus, ukr] = await Promise.all(['rus-delegate', 'ukr-delegate'].map(who => Delegate.sitsDown(browser, who)));
  if (!rus || !ukr) throw new Error('two people were expected');
  const flagOn = (who: Delegate) => who.point(number).locator('.flag-line').filter({ hasText: 'claimed by RUS' });

  await test.step('one comments on words and flags them', async () => {
    await does(rus, 'Comment');
    await rus.page.getByLabel('Comment to everyone').fill('By whom counted?');
    await rus.page.keyboard.press('Control+Enter');
    await expect(ukr.card('By whom counted?')).toBeVisible();
    await does(rus, 'Flag');
    const dialog = rus.page.getByRole('dialog');
    await ukr.goesToStart(number);
    await presses(ukr, 'ArrowRight', before.length + 'shall '.length);
    await ukr.types('not ');
    await expect(dialog).toContainText('These words have changed meanwhile. They read now: “shall not determine”');
    await presses(ukr, 'Backspace', 'not '.length);
    await expect(dialog).not.toContainText('These words');
    await dialog.getByLabel(statement).check();
    await dialog.getByRole('button', { name: 'Flag for everyone to see' }).click();
    await expect(dialog).toHaveCount(0);
    await ukr.point(number).scrollIntoViewIfNeeded();
    await expect(flagOn(ukr)).toContainText(statement);
    for (const kind of ['thread', 'flag'] as const) await expect.poll(() => painted(ukr, kind)).toContain(words);
  });

  await test.step('another breaks the line before, in and behind them, joins it again, and takes it back', async () => {
    const stay = async (): Promise<void> => {
      for (const who of [rus, ukr])
        for (const kind of ['thread', 'flag'] as const) await expect.poll(() => painted(who, kind)).toContain(words);
    };
    await ukr.goesToStart(number);
    await presses(ukr, 'ArrowRight', before.length);
    for (const [steps, key] of [
      [0, 'Enter'],
      [0, 'Backspace'],
      [0, 'Shift+Enter'],
      [6, 'Enter'],
      [0, 'Control+z'],
      [9, 'Enter'],
    ] as const) {
      await presses(ukr, 'ArrowRight', steps);
      await ukr.page.keyboard.press(key);
      await stay();
    }
    await ukr.goesToStart(number);
    await ukr.types('Whereas, ');
    await expect(rus.body(number)).toContainText('Whereas, ');
    await stay();
    for (const who of [rus, ukr]) await expect(who.card('By whom counted?')).not.toContainText(/Detached|changed/);
  });

  await test.step('the words are deleted: card and flag say so, with their last wording; so does a comment being written', async () => {
    await does(rus, 'Comment', 'Whereas, '.length + before.length + '⏎'.length);
    await ukr.goesToEnd(number);
    await ukr.page.keyboard.press('Control+a');
    await ukr.types('All is for planning.');
    const begun = rus.page.getByLabel('New comment');
    await expect(begun).toContainText('These words are no longer in the text. If you send your comment, everyone sees');
    await rus.page.keyboard.press('Escape');
    await expect(begun).toHaveCount(0);
    for (const who of [rus, ukr])
      await expect(who.card('By whom counted?')).toContainText(`no longer where they stood. Last: “${words}”`);
    await flagOn(rus).click();
    await expect(rus.point(number)).toContainText('Detached: these words are no longer where they stood.');
  });

  await test.step('the raiser attaches the thread to other words by keys, and the flag; nobody else is offered it', async () => {
    const attach = rus.card('By whom counted?').getByRole('button', { name: 'Attach to selected words' });
    await expect(attach, 'also on a card that is not open').toBeVisible();
    await expect(ukr.page.getByRole('button', { name: 'Attach to selected words' })).toHaveCount(0);
    await rus.card('By whom counted?').locator('.thread-head').click();
    await attach.click();
    await expect(rus.card('By whom counted?')).toContainText(`Select words in point ${number}`);
    await rus.goesToEnd(number);
    await rus.selectsBack('for planning.'.length);
    await rus.page.keyboard.press('Control+Shift+E');
    await attach.focus();
    await rus.page.keyboard.press('Enter');
    await expect(rus.card('By whom counted?')).toContainText('Attached to these words, for everyone to see.');
    await expect.poll(() => painted(ukr, 'thread')).toBe('for planning.');
    await expect(ukr.card('By whom counted?')).toContainText('for planning.');
    await rus.goesToEnd(number);
    await rus.selectsBack('planning.'.length);
    await rus.point(number).getByRole('button', { name: 'Attach to selected words' }).click();
    await rus.types(' And on.');
    await expect(ukr.body(number), 'the next letter takes nobody’s place').toContainText('for planning. And on.');
    await expect.poll(() => painted(ukr, 'flag')).toContain('planning.');
    await flagOn(ukr).click();
    await ukr.card('By whom counted?').locator('.thread-head').click();
    await expect(ukr.page.getByRole('button', { name: 'Attach to selected words' })).toHaveCount(0);
    for (const part of ['.threads', 'article.point:has(.flag-card)']) await rus.hasNoAxeViolations({ part });
  });

  await test.step('the history says from which words to which', async () => {
    await ukr.page.getByRole('button', { name: 'History', exact: true }).click();
    await expect(
      ukr.page.getByText('to “for planning.”; before that it was attached to words that are not shown'),
    ).toBeVisible();
    expect([...rus.errors, ...ukr.errors]).toEqual([]);
  });
});

test('[A13] a comment on words that a lock keeps out goes back to its author, and to nobody else', async ({
  browser,
}) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const chair = await Delegate.sitsDown(browser, 'chair');
  await ukr.goesToEnd(21);
  await ukr.page.context().setOffline(true);
  await ukr.types(' Away words');
  await ukr.selectsBack(5);
  await ukr.page.keyboard.press('F2');
  await ukr.page.getByLabel('Comment to everyone').fill('On words of mine.');
  await ukr.page.keyboard.press('Control+Enter');
  await expect(ukr.card('On words of mine.')).toBeVisible();
  await chair.changesPoint(21, 'Lock point');
  await expect(ukr.page.locator('.save-state')).toContainText('Reconnecting');
  await ukr.page.context().setOffline(false);
  const form = ukr.page.getByLabel('Comment to everyone');
  await expect(form).toHaveValue('On words of mine.');
  await expect(ukr.page.getByText('The server did not take the words that it is about.')).toBeVisible();
  await expect(ukr.page.getByRole('region', { name: 'Kept for you' })).toContainText('Away words');
  await expect(chair.card('On words of mine.')).toHaveCount(0);
  expect([...ukr.errors, ...chair.errors]).toEqual([]);
});
