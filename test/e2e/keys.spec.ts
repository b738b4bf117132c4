// Keys do what hands mean: they stay in the words, lead from point to point as the words run, are shortcuts on any
// keyboard, and never by accident.
import type { Locator, Page } from '@playwright/test';
import { boxOf } from './box-of.ts';
import { Delegate } from './people.ts';
import { expect, test } from './story.ts';

test('[E13] Tab and arrows stay in the words, or go on where these do', async ({ browser }) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const { page } = ukr;
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const writes = async (number: number, ...lines: readonly string[]): Promise<void> => {
    await ukr.goesToEnd(number);
    await press('Control+a', 'Delete');
    for (const [index, line] of lines.entries()) {
      if (index > 0) await press('Enter');
      await page.keyboard.insertText(line);
    }
  };
  const isIn = (number: number): Promise<void> => expect(ukr.body(number)).toBeFocused();

  await test.step('Tab stays and says so; Esc, then Tab, leaves', async () => {
    await ukr.goesToEnd(2);
    await press('Tab');
    await expect(page.getByText('Tab stays in the text. Esc, then Tab, leaves it.')).toBeVisible();
    await press('Shift+Tab', '?', '!');
    await expect.poll(() => ukr.words(2)).toMatch(/\?!$/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(ukr.body(2)).toHaveAccessibleDescription('Esc, then Tab, leaves the text.');
    await press('Escape');
    await isIn(2);
    await press('Tab');
    await expect(ukr.body(2)).not.toBeFocused();
    await press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Ctrl+Alt+M or F2');
    await press('Escape');
  });

  await test.step('words that run from the right are left at their left', async () => {
    await writes(3, 'הצדדים מסכימים');
    await press('ArrowLeft');
    await isIn(4);
    await press('ArrowLeft');
    await isIn(3);
    await press('ArrowRight', 'ArrowLeft', 'ArrowLeft');
    await isIn(4);
    await ukr.goesToStart(3);
    await press('ArrowRight');
    await isIn(2);
  });

  await test.step('with words of both directions the caret leaves only where they end', async () => {
    await writes(3, 'The parties שלום');
    for (let i = 0; i < 'The parties שלום'.length; i++) await press('ArrowLeft');
    await isIn(3);
    await press('ArrowLeft');
    await isIn(2);
  });

  await test.step('[E13] a caret that goes up stands below the head of the page', async () => {
    await ukr.goesToEnd(9);
    await press(...Array.from({ length: 30 }, () => 'Enter'));
    await ukr.types('the last line');
    const isBelowHead = (): Promise<boolean> =>
      ukr.page.evaluate(() => {
        const node = document.getSelection()?.focusNode;
        const line = (node instanceof Element ? node : node?.parentElement)?.getBoundingClientRect();
        const head = document.querySelector('.page-head')?.getBoundingClientRect();
        return line !== undefined && head !== undefined && line.top > head.bottom - 1;
      });
    await press('Control+Home');
    await ukr.types('Q');
    await expect.poll(isBelowHead).toBe(true);
    await press('Control+End', ...Array.from({ length: 28 }, () => 'ArrowUp'));
    await expect.poll(isBelowHead).toBe(true);
  });

  await test.step('an empty line, a break and a wrapped line are lines', async () => {
    await writes(4, '', 'Below an empty line', '');
    await press('ArrowUp', 'ArrowUp');
    await isIn(4);
    await ukr.types('First');
    await expect.poll(() => ukr.words(4)).toMatch(/^First\s+Below/);
    await press('ArrowDown', 'ArrowDown');
    await isIn(4);
    await ukr.types('Last');
    await expect.poll(() => ukr.words(4)).toMatch(/line\s+Last$/);
    await press('ArrowDown');
    await isIn(5);

    await writes(4, '', 'Words');
    await press('Home', 'ArrowLeft');
    await isIn(4);
    await press('ArrowLeft');
    await isIn(3);

    await writes(4, 'One');
    await press('Shift+Enter', 'Shift+Enter');
    await ukr.types('two');
    await press('ArrowUp');
    await isIn(4);
    await press('ArrowUp');
    await isIn(4);
    await press('ArrowUp');
    await isIn(3);

    await writes(4, 'word '.repeat(40));
    await press('ArrowUp', 'End', 'ArrowDown'); // from the end of its last line but one
    await isIn(4);
    await press('Home', 'ArrowDown');
    await isIn(5);
    await press('ArrowUp', 'Home');
    for (let up = 0; up < 3; up++) await press('ArrowUp'); // from the start of the fourth line
    await isIn(4);
    await press('ArrowDown', 'Home', 'ArrowUp', 'End', 'ArrowUp');
    await isIn(3);
  });

  await test.step('in a list Tab goes deeper, and comes back', async () => {
    await writes(4, '');
    await pastes(page, '<ul><li>one</li><li>two</li></ul>');
    await expect(ukr.body(4).locator('li')).toHaveCount(2);
    await press('Tab');
    await expect(ukr.body(4).locator('li li')).toHaveText('two');
    await isIn(4);
    await press('Shift+Tab');
    await expect(ukr.body(4).locator('li li')).toHaveCount(0);
    await expect(page.getByText('All changes saved')).toBeVisible();
  });

  await test.step('[E18, E3] a quote or item keeps its lines through a paste, and a join that is undone', async () => {
    const two = '<p>one</p><p>two</p>';
    await writes(6, 'above', 'ab');
    await press('Control+Shift+9', 'ArrowLeft');
    await pastes(page, two);
    await expect(ukr.body(6).locator('blockquote')).toHaveText(['aone', 'twob']);
    await pastes(page, 'x\ny', 'text/plain');
    await expect(ukr.body(6).locator('blockquote')).toHaveText(['aone', 'twox', 'yb']);
    await writes(6, 'ab', 'below');
    await press('ArrowUp', 'Control+Shift+8', 'End', 'Delete');
    await expect(ukr.body(6).locator('li')).toHaveText(['abbelow']);
    await press('Control+z');
    await expect(ukr.body(6).locator('li')).toHaveText(['ab']);
    await expect(ukr.body(6).locator('p')).toHaveText(['below']);
    await press('ArrowUp', 'Home', 'ArrowRight');
    await pastes(page, two);
    await expect(ukr.body(6).locator('li')).toHaveText(['aone', 'twob']);
    await expect(page.getByText('All changes saved')).toBeVisible();
  });

  await test.step('[E18] a picture in what is pasted is left out, and it is said', async () => {
    await writes(4, '');
    await pastes(page, '<p>The map<img src="map.png">shows it</p>');
    await expect(ukr.body(4)).toHaveText('The map shows it');
    await expect(page.getByText('Left out of what you pasted: pictures.')).toBeVisible();
  });

  await test.step('[G6] links up to the bound are taken; of a longer one its words are, and it is said', async () => {
    const link = (length: number): string => `<a href="https://un.org/${'x'.repeat(length - 15)}">`;
    await writes(4, '');
    await pastes(page, `<p>See ${link(2_000)}this</a> and ${link(2_001)}that</a>.</p>`);
    await expect(ukr.body(4)).toHaveText('See this and that.');
    await expect(ukr.body(4).locator('a')).toHaveText(['this']);
    await expect(page.getByText('links of more than 2,000 characters (their words are here)')).toBeVisible();
    await expect(page.getByText('All changes saved')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Kept for you' })).toHaveCount(0);
  });
  expect(ukr.errors).toEqual([]);
});

test('[E19] a key acts where the caret is by then, however soon it comes', async ({ browser }) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const { page } = ukr;
  await ukr.goesToEnd(4);
  for (const key of ['Control+a', 'Delete']) await page.keyboard.press(key);
  await page.keyboard.insertText('one two');
  // As on a busy page: the browser tells of the selection only after the next key.
  await page.evaluate(() =>
    addEventListener('selectionchange', event => event.isTrusted && event.stopImmediatePropagation(), {
      capture: true,
    }),
  );
  const after = async (keys: readonly string[]): Promise<string> => {
    for (const key of keys) await page.keyboard.press(key);
    return (await ukr.words(4)).replace(/\n+/g, '/');
  };
  expect(await after(['Home', 'Delete', 'End', 'Backspace'])).toBe('ne tw');
  expect(await after(['Home', 'o', 'End', 'o', 'Control+ArrowLeft', 'Enter'])).toBe('one /two');
  expect(await after(['End', 'Shift+Home', 'Control+x', 'ArrowUp', 'Home', 'Control+v'])).toBe('twoone');
  await pastes(page, '<ul><li>a</li><li>b</li></ul>');
  expect(await after(['ArrowUp', 'End', '!', 'ArrowDown', 'Tab'])).toBe('two/a!/b/one');
  await expect(ukr.body(4).locator('li li')).toHaveText('b');
  await ukr.body(4).click({ position: { x: 40, y: 12 } });
  expect(await after(['Enter', 'Control+Home', 'Shift+End', 'Control+b'])).toMatch(/^two/);
  await expect(ukr.body(4).locator('strong').first()).toHaveText(/^two/);
  expect(ukr.errors).toEqual([]);
});

test('[E19] what is clicked and typed before the editor is there comes to its place in it', async ({ browser }) => {
  const context = await browser.newContext();
  let send = (): void => undefined;
  const isSent = new Promise<void>(resolve => {
    send = resolve;
  });
  await context.route(/point-editor/, async route => {
    await isSent;
    await route.continue();
  });
  const ukr = await Delegate.sitsDownIn(context, 'ukr-delegate');
  const before = await ukr.words(2);
  await ukr.body(2).click({ position: { x: 200, y: 12 } });
  await ukr.types('typed early ');
  await expect(ukr.body(2)).not.toHaveAttribute('data-lexical-editor', 'true');
  send();
  await expect(ukr.body(2)).toContainText('typed early ');
  await ukr.types('and late ');
  const words = await ukr.words(2);
  expect(words.replace('typed early and late ', '')).toBe(before);
  expect(words).not.toMatch(/^typed/);
  expect(ukr.errors).toEqual([]);
});

test('[T13] no key that was meant for words becomes a shortcut', async ({ browser }) => {
  const [ukr, chair] = await Promise.all(['ukr-delegate', 'chair'].map(who => Delegate.sitsDown(browser, who)));
  if (!ukr || !chair) throw new Error('two people were expected');
  const { page } = ukr;
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const nothingHappened = async (): Promise<void> => {
    await expect(list).toBeHidden();
    expect(await page.evaluate(() => document.activeElement?.closest('[data-thread]') ?? null)).toBe(null);
  };

  await test.step('[T12] a comment begins by the letter M wherever it stands, by F2, and not by AltGr', async () => {
    const field = page.getByLabel('Comment to everyone');
    await ukr.goesToEnd(2);
    await ukr.selectsBack(4);
    const ctrlAlt = { ctrlKey: true, altKey: true, modifierAltGraph: false };
    await dispatches(page, { ...ctrlAlt, key: 'µ', code: 'KeyM', modifierAltGraph: true });
    await dispatches(page, { ...ctrlAlt, key: ',', code: 'KeyM' });
    await expect(ukr.body(2)).toBeFocused();
    await dispatches(page, { ...ctrlAlt, key: 'm', code: 'Semicolon' });
    await expect(field).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(ukr.body(2)).toBeFocused();
    await page.keyboard.press('F2');
    await expect(field).toBeFocused();
    await page.keyboard.press('Escape');
  });

  await test.step('the point is removed while somebody types in it', async () => {
    await ukr.goesToEnd(3);
    await ukr.types(' Written before.');
    await ukr.goesToEnd(2);
    await ukr.types('and so on');
    await chair.changesPoint(2, 'Remove point');
    await chair.page.locator('.undo-offer').hover(); // as long as the pointer is there, the way back stays
    await expect(ukr.point(2)).not.toContainText('Non-aggression');
    await ukr.types('jk?N');
    await nothingHappened();
    const said = page.getByText(/^Chair removed this point at .* What you typed since then is kept for you above/);
    await expect(said).toBeVisible();
    await page.keyboard.press('Shift');
    await expect(said).toBeHidden();
    await page.keyboard.press('Control+z');
    await expect(page.getByText('Nothing to undo or redo here.')).toBeVisible();
    expect(await ukr.words(2), 'nothing is undone in what was the third').toMatch(/Written before\.$/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(list).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('[T14] words of several points are selected', async () => {
    const [from, to] = [await boxOf(ukr.body(2)), await boxOf(ukr.body(3))];
    await page.mouse.move(from.x + 60, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 90, to.y + 12, { steps: 6 });
    await page.mouse.up();
    const scrolled = await page.evaluate(() => scrollY);
    await ukr.types('jk ?');
    await nothingHappened();
    await expect(page.getByText('You cannot type over words of several points.')).toBeVisible();
    expect(await page.evaluate(() => [scrollY, getSelection()?.isCollapsed])).toEqual([scrolled, false]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(list).toBeVisible();
  });

  await test.step('[E17] what was typed on after the removal is kept, and goes back when the point does', async () => {
    await page.keyboard.press('Escape');
    const kept = page.getByRole('region', { name: 'Kept for you' });
    await expect(kept.locator('blockquote'), '[E17] their last word is whole').toHaveText('onjk?N');
    await chair.page.keyboard.press('Control+z');
    await kept.getByRole('button', { name: 'Put back at the end of point 2' }).click();
    await expect(chair.body(2)).toContainText(/and so onjk\?N$/);
    await expect(kept).toHaveCount(0);
  });
  for (const person of [ukr, chair]) expect(person.errors).toEqual([]);
});

test('[E14] words dragged to another point move there, or it is said why not', async ({ browser }) => {
  const [ukr, chair] = await Promise.all(['ukr-delegate', 'chair'].map(who => Delegate.sitsDown(browser, who)));
  if (!ukr || !chair) throw new Error('two people were expected');
  const { page } = ukr;
  await page.evaluate(() =>
    addEventListener(
      'dragover',
      event => setTimeout(() => Object.assign(globalThis, { isDragSeen: event.defaultPrevented })),
      { capture: true },
    ),
  );
  /** Takes up the second word of a point, with the blank before it, and lets it go at the start of one. */
  const drags = async (from: number, to: number, meanwhile = async () => {}): Promise<void> => {
    await ukr.goesToStart(from);
    for (const key of ['Control+ArrowRight', 'Control+Shift+ArrowRight']) await page.keyboard.press(key);
    const word = await page.evaluate(() => document.getSelection()?.getRangeAt(0).getBoundingClientRect().toJSON());
    const target = await boxOf(ukr.body(to));
    if (!word) throw new Error('a word was expected');
    await page.mouse.move(word.left + 20, word.top + 8);
    await page.mouse.down();
    await page.mouse.move(word.left + 40, word.top + 12, { steps: 4 });
    let step = 0;
    await expect
      .poll(async () => {
        await page.mouse.move(target.x + 1 + (step++ % 2), target.y + 12);
        return page.evaluate(() => Reflect.get(globalThis, 'isDragSeen'));
      })
      .toBe(from !== to); // in its own point the browser shows the place
    await meanwhile();
    await page.mouse.up();
  };
  const drawn = (who: Delegate, number: number): Promise<string> => who.body(number).evaluate(body => body.textContent);
  const [first, second] = [await ukr.words(1), await ukr.words(2)];

  await test.step('they go in there and out here, come back by one undo in either, and go again by redo', async () => {
    await drags(1, 2);
    await expect.poll(() => drawn(ukr, 2)).toMatch(/^ partiesThe parties undertake/);
    await ukr.types(' and all. ');
    await expect.poll(() => drawn(chair, 2)).toMatch(/^ parties and all. The parties undertake/);
    await expect.poll(() => drawn(chair, 1)).toMatch(/^The reaffirm/);
    for (let undo = 0; undo < 2; undo++) await page.keyboard.press('Control+z');
    const both = async (who: Delegate): Promise<readonly string[]> => [await who.words(1), await who.words(2)];
    for (const who of [ukr, chair]) await expect.poll(() => both(who)).toEqual([first, second]);
    await page.keyboard.press('Control+y');
    await expect.poll(() => drawn(chair, 2)).toMatch(/^ partiesThe parties undertake/);
    await expect.poll(() => drawn(chair, 1)).toMatch(/^The reaffirm/);
    await ukr.goesToEnd(1);
    await page.keyboard.press('Control+z');
    for (const who of [ukr, chair]) await expect.poll(() => both(who)).toEqual([first, second]);
  });

  await test.step('what somebody writes in them meanwhile goes along', async () => {
    for (const [from, to] of [
      [12, 12],
      [13, 12],
    ] as const) {
      await chair.goesToStart(from);
      for (const key of ['Control+ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'])
        await chair.page.keyboard.press(key);
      await drags(from, to, async () => {
        await chair.types('[here]');
        await expect(ukr.body(from)).toContainText('[here]');
      });
    }
    await expect.poll(() => drawn(chair, 12)).toMatch(/^ th\[here\]e sh\[here\]allUkraine determine/);
    await expect.poll(() => chair.words(13)).toMatch(/^At invitation/); // out of there comes after in here
  });

  await test.step('[E8] a triple click takes its line without its end; words drop where the bar was', async () => {
    await ukr.goesToEnd(14);
    await ukr.types('\nIt meets. The parties agree to it.\nThe end.');
    const line = ukr.body(14).locator('p').nth(1);
    await line.click({ clickCount: 3 });
    await ukr.types('The first.');
    await expect.poll(() => ukr.words(14)).toMatch(/\nThe first\.\s+The end\.\s*$/);
    await ukr.goesToEnd(14);
    await ukr.selectsBack(4);
    const bar = page.getByRole('toolbar', { name: 'Selected words' });
    const box = await boxOf(bar);
    const word = await page.evaluate(() => document.getSelection()?.getRangeAt(0).getBoundingClientRect().toJSON());
    if (!word) throw new Error('a word was expected');
    await page.mouse.move(word.left + 10, word.top + 8);
    await page.mouse.down();
    for (let step = 0; step < 6; step++) await page.mouse.move(word.left + 14 + step, word.top + 4 - step);
    await expect(bar).toBeHidden();
    const above = await boxOf(line);
    await page.mouse.move(box.x + box.width / 2, above.y + 8, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => ukr.words(14)).toMatch(/\nThe first\.end\.\s+The\s*$/);
  });

  await test.step('into or out of a locked point they do not, and it is said', async () => {
    await drags(1, 2);
    await expect.poll(() => drawn(chair, 2)).toMatch(/^ partiesThe/);
    const moved = [await ukr.words(1), await ukr.words(2)];
    await chair.changesPoint(2, 'Lock point');
    await expect(ukr.point(2)).toContainText('Locked by');
    await ukr.goesToEnd(1);
    await page.keyboard.press('Control+z');
    await expect(page.getByText('nothing was undone. Locked by the chair.')).toBeVisible();
    await drags(1, 2);
    await expect(page.getByText('Locked by the chair.', { exact: true })).toBeVisible();
    expect([await ukr.words(1), await ukr.words(2)]).toEqual(moved);
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('.said-here')).toBeEmpty();
    const target = await boxOf(ukr.body(3));
    await drags(1, 3, async () => {
      await chair.changesPoint(3, 'Lock point');
      const told = page.locator('.said-here');
      let step = 0;
      await expect
        .poll(async () => {
          await page.mouse.move(target.x + 20 + (step++ % 2), target.y + 12);
          return told.textContent();
        }, 'also where the lock falls meanwhile')
        .toBe('Locked by the chair.');
    });
    expect(await ukr.words(1)).toBe(moved[0]);
  });

  await test.step('of a move that is refused by half, nothing is left, and it is said', async () => {
    const [from, to, other] = [await ukr.words(4), await ukr.words(5), await ukr.words(6)];
    await ukr.body(6).click(); // lets go of what was dragged: nobody tells the page that it was not dropped
    await ukr.goesToEnd(6);
    await ukr.types(' Typed before.');
    await expect(chair.body(6)).toContainText(' Typed before.');
    await page.context().setOffline(true);
    await drags(4, 5);
    await expect.poll(() => ukr.words(4)).not.toBe(from);
    await chair.changesPoint(5, 'Lock point');
    await page.context().setOffline(false);
    await expect(
      page.getByText(/^Point 5 was locked.* Your move of “.+” was not taken: it stands where it was\./),
    ).toBeVisible();
    for (const who of [ukr, chair]) {
      await expect.poll(() => who.words(4)).toBe(from);
      await expect.poll(() => who.words(5)).toBe(to);
    }
    await ukr.goesToEnd(6);
    await page.keyboard.press('Control+z');
    await expect.poll(() => chair.words(6), '[E3] what was typed elsewhere can still be undone').toBe(other);
  });

  await test.step('the page itself is not dragged into words: neither all of it, nor a link of it', async () => {
    const [inOne, inTwo] = [await ukr.words(1), await ukr.words(2)];
    const pulls = async (from: Locator, to: Locator): Promise<void> => {
      const [start, end] = [await boxOf(from), await boxOf(to)];
      await page.mouse.move(start.x + 30, start.y + 12);
      await page.mouse.down();
      await page.mouse.move(start.x + 60, start.y + 14, { steps: 6 });
      await page.mouse.move(end.x + 90, end.y + 14, { steps: 6 });
      await page.mouse.up();
    };
    await page.getByRole('heading', { name: 'Framework for peace' }).last().click();
    await page.keyboard.press('Control+a');
    await pulls(ukr.body(1), ukr.body(1));
    await expect(page.getByText('Only words of one point can be dragged')).toBeVisible();
    await page.keyboard.press('Escape');
    await pulls(page.getByRole('link', { name: /Ceasefire/ }).first(), ukr.body(1));
    await ukr.goesToEnd(1);
    await ukr.types(' On.');
    await expect.poll(() => ukr.words(1)).toBe(`${inOne} On.`);
    expect(await ukr.words(2)).toBe(inTwo);
  });

  await test.step('a file is refused in words', async () => {
    await ukr.body(1).evaluate(body => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'draft.docx'));
      body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    await expect(page.getByText('A file cannot be put into the words.')).toBeVisible();
  });
  for (const person of [ukr, chair]) expect(person.errors).toEqual([]);
});

type Key = { key: string; code: string; ctrlKey: boolean; altKey: boolean; modifierAltGraph: boolean };

/** A key of another keyboard than this machine's. */
const dispatches = (page: Page, key: Key): Promise<void> =>
  page.evaluate(init => {
    const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, key);

const pastes = (page: Page, words: string, as = 'text/html'): Promise<void> =>
  page.evaluate(
    ([markup, type]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData(type, markup);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    },
    [words, as] as const,
  );
