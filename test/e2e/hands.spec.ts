// Two people's hands in one point: each person's words stay whole, carets stay at their words, and nothing is written
// that nobody typed.
import type { Browser, CDPSession, Page } from '@playwright/test';
import { boxOf } from './box-of.ts';
import { Delegate } from './people.ts';
import { expect, layOutSample, test } from './story.ts';

const both = async (
  browser: Browser,
  options: { baseURL?: string } = {},
): Promise<[Delegate, Delegate]> => [
  await Delegate.sitsDown(browser, 'ukr-delegate', options),
  await Delegate.sitsDown(browser, 'rus-delegate', options),
];

/** What others have of a point, once it reads so for both. */
async function agreeOn(people: readonly Delegate[], point: number): Promise<string> {
  const [first, ...rest] = people;
  for (const other of rest)
    await expect(async () => expect(await other.words(point)).toBe(await first?.words(point))).toPass();
  return (await first?.words(point)) ?? '';
}

const composes = (cdp: CDPSession, text: string) =>
  cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

async function imeOf(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

/** Two people sit at one table from story to story, and work at other points in each. */
test.describe(() => {
  test.describe.configure({ mode: 'default' });
  test.use({ sample: 'as it was left' });
  let people: [Delegate, Delegate];

  test.beforeAll(async ({ browser, request, baseURL }) => {
    await layOutSample(request);
    people = await both(browser, baseURL === undefined ? {} : { baseURL });
  });
  test.afterAll(async () => {
    for (const { page } of people) await page.context().close();
  });

  test('[E8] two people who type at one place keep their words whole', async () => {
    const [ukr, rus] = people;
    const [mine, yours] = ['sovereignty reaffirmed hereby', 'notwithstanding the foregoing'];
    const places = {
      end: (person: Delegate, point: number) => person.goesToEnd(point),
      start: (person: Delegate, point: number) => person.goesToStart(point),
      middle: async (person: Delegate, point: number) => {
        await person.goesToStart(point);
        for (let i = 0; i < 9; i++) await person.page.keyboard.press('ArrowRight');
      },
      empty: async (person: Delegate, point: number) => {
        if (person === ukr) {
          await person.goesToEnd(point);
          await person.page.keyboard.press('Control+A');
          await person.page.keyboard.press('Delete');
        }
        await expect(person.body(point)).toHaveText('');
        await person.goesToEnd(point);
      },
    };
    for (const [index, [place, goes]] of Object.entries(places).entries()) {
      const point = 3 + index;
      for (const person of people) await goes(person, point);
      await Promise.all([ukr.typesByHand(mine), rus.typesByHand(yours)]);
      const words = await agreeOn(people, point);
      for (const each of [mine, yours]) expect(words, `at the ${place}`).toContain(each);
    }
    // and who comes behind a word that is still being typed
    await ukr.goesToEnd(8);
    await ukr.types(' interna');
    await expect(rus.body(8)).toContainText(' interna');
    await expect(rus.point(8).locator('.peer-caret')).toContainText('UKR Delegate');
    await rus.goesToEnd(8);
    await ukr.types('tional');
    await expect(rus.body(8)).toContainText(' international');
    await rus.types(' foregoing');
    await ukr.types(' law');
    expect(await agreeOn(people, 8)).toContain(' international law foregoing');
  });

  test("[E8] others' carets are painted at their letters, also while I write before them", async () => {
    const [ukr, rus] = people;
    await rus.goesToStart(2);
    for (let i = 0; i < 3; i++) await rus.page.keyboard.press('ArrowRight');
    const caret = ukr.point(2).locator('.peer-caret');
    await expect(caret).toContainText('RUS Delegate');
    const place = async (): Promise<string> => JSON.stringify(await caret.boundingBox());
    await ukr.goesToStart(2);
    const before = await place();
    await ukr.types('W'); // no line more, so that nothing else has them painted
    await expect.poll(place).not.toBe(before);
  });

  test("[E9] somebody else's Enter, Backspace, list and bold leave my words and my caret where they are", async () => {
    const [ukr, rus] = people;
    await ukr.goesToEnd(15);
    for (let i = 0; i < 9; i++) await ukr.page.keyboard.press('ArrowLeft');
    await rus.goesToStart(15);
    const { keyboard } = rus.page;
    const whole: string[] = [];
    const deeds = {
      enter: () => keyboard.press('Enter'),
      backspace: () => keyboard.press('Backspace'),
      'soft break': () => keyboard.press('Shift+Enter'),
      bold: async () => {
        await keyboard.press('Shift+Control+End');
        await keyboard.press('Control+B');
        await keyboard.press('Control+Home');
      },
    };
    for (const [deed, does] of Object.entries(deeds)) {
      for (let i = 0; i < 4; i++) await keyboard.press('ArrowRight');
      const word = `unbroken${deed.replaceAll(' ', '')}word`;
      whole.push(word);
      await Promise.all([ukr.typesByHand(` ${word}`), does()]);
      expect(await agreeOn(people, 15), deed).toContain(whole.join(' '));
    }
  });

  test('[T23] what is selected, and what is pressed, stays so while the keyboard or the pointer is beside the words', async () => {
    const [ukr, rus] = people;
    await rus.goesToStart(12);
    await ukr.goesToEnd(12);
    await ukr.selectsBack('planning.'.length);
    await ukr.page.keyboard.press('Alt+F10');
    await rus.types('Before it. ');
    await expect(ukr.body(12)).toContainText('Before it.');
    await ukr.page.keyboard.press('Escape');
    await ukr.types('plans.');
    expect(await agreeOn(people, 12)).toMatch(/^Before it\..* plans\.$/s);
    const stance = ukr.point(12).getByRole('button', { name: /^UKR:/ });
    await stance.hover();
    await ukr.page.mouse.down();
    const before = await boxOf(stance);
    await rus.page.keyboard.press('Enter');
    await expect.poll(async () => (await stance.boundingBox())?.y).not.toBe(before.y);
    await ukr.page.mouse.up();
    await expect(ukr.page.getByRole('dialog')).toContainText('Point 12');
    await ukr.page.keyboard.press('Escape');
  });

  test('[E15] what is composed over a selection takes away what was selected alone, and has the marks chosen for it', async () => {
    const [ukr, rus] = people;
    const ime = await imeOf(ukr.page);
    const goesTo = async (person: Delegate, point: number, offset: number) => {
      await person.goesToStart(point);
      for (let i = 0; i < offset; i++) await person.page.keyboard.press('ArrowRight');
    };
    /** What they have typed before is here, too: the draft's changes come in their order. */
    const isHere = async (said: string) => {
      await rus.goesToEnd(20);
      await rus.types(said);
      await expect(ukr.body(20)).toContainText(said);
    };
    await goesTo(ukr, 14, 2);
    for (let i = 0; i < 18; i++) await ukr.page.keyboard.press('Shift+ArrowRight');
    const before = await rus.words(14);
    await composes(ime, 'に');
    await goesTo(rus, 14, 8);
    await rus.types('INSIDE');
    await isHere(' One.');
    await ime.send('Input.insertText', { text: '日本' });
    await ukr.types('!');
    expect(await agreeOn(people, 14)).toBe(`${before.slice(0, 2)}日本!INSIDE${before.slice(20)}`);

    await ukr.goesToEnd(17);
    await ukr.types(' teh');
    const teh = (await agreeOn(people, 17)).trimEnd();
    await ime.send('Input.imeSetComposition', {
      text: 'th',
      selectionStart: 2,
      selectionEnd: 2,
      replacementStart: teh.length - 3,
      replacementEnd: teh.length,
    });
    await goesTo(rus, 17, 0);
    await rus.page.keyboard.press('Control+End');
    await rus.page.keyboard.press('ArrowLeft');
    await rus.types('INSIDE');
    await isHere(' Two.');
    await ime.send('Input.insertText', { text: 'the' });
    expect(await agreeOn(people, 17)).toBe(`${teh.slice(0, -3)}theINSIDE`);

    await ukr.goesToEnd(19);
    await ukr.page.keyboard.press('Control+B');
    await composes(ime, 'に');
    await rus.goesToEnd(19);
    await rus.types(' plain');
    await isHere(' Three.');
    await ime.send('Input.insertText', { text: '日本' });
    await ukr.types('x');
    await expect(rus.body(19).locator('strong')).toHaveText('日本x');
    expect(await agreeOn(people, 19)).toMatch(/日本x plain$/);
  });

  test('[E16] what an extension changes in the page is undone and never written; what a person types beside it is', async () => {
    const [ukr] = people;
    await ukr.goesToEnd(18);
    const before = await ukr.words(18);
    await ukr.body(18).evaluate(body => {
      const text = document.createTreeWalker(body, NodeFilter.SHOW_TEXT).nextNode() as Text;
      const mark = document.createElement('mark');
      const word = text.splitText(4);
      word.splitText(6);
      word.replaceWith(mark);
      mark.append(word);
    });
    await expect(ukr.body(18).locator('mark')).toHaveCount(0);
    await ukr.body(18).evaluate(body => {
      const text = document.createTreeWalker(body, NodeFilter.SHOW_TEXT).nextNode() as Text;
      text.data = 'Übersetzt.';
    });
    await ukr.types(' Typed on.');
    expect(await agreeOn(people, 18)).toBe(`${before} Typed on.`);
    await ukr.goesToStart(18);
    await ukr.body(18).evaluate(body => {
      const text = document.createTreeWalker(body, NodeFilter.SHOW_TEXT).nextNode() as Text;
      const range = document.createRange();
      range.setStart(text, 2);
      range.setEnd(text, 6);
      range.surroundContents(document.createElement('mark'));
    });
    await ukr.types('At the caret: ');
    expect(await agreeOn(people, 18), 'the caret is where it was').toBe(`At the caret: ${before} Typed on.`);
    await expect(ukr.body(18)).toHaveAttribute('translate', 'no');
  });
});

test('[E15] what is being composed is neither written nor redrawn, and enters the words as they then stand', async ({
  browser,
}) => {
  const people = await both(browser);
  const [ukr, rus] = people;
  const ime = await imeOf(ukr.page);
  await ukr.goesToEnd(12);
  await composes(ime, 'に');
  await composes(ime, 'にほ');
  await rus.goesToStart(12);
  await rus.types('First: ');
  await rus.page.keyboard.press('Enter');
  await rus.types('Second');
  await expect(rus.body(12)).not.toContainText('にほ');
  await composes(ime, 'にほん');
  await ime.send('Input.insertText', { text: '日本' });
  await ukr.types(' agrees');
  const words = await agreeOn(people, 12);
  expect(words).toContain('日本 agrees');
  expect(words).toMatch(/^First:\s+Second/);
  expect(words).not.toMatch(/[に\u200b]/);

  await ukr.goesToStart(13);
  for (let i = 0; i < 3; i++) await ukr.page.keyboard.press('ArrowRight');
  await composes(ime, 'ね');
  const chair = await Delegate.sitsDown(browser, 'chair');
  await rus.goesToStart(13);
  await rus.types('Not ');
  await chair.changesPoint(13, 'Lock point');
  await expect(ukr.page.getByText('Locked by the chair.', { exact: true })).toBeVisible();
  await composes(ime, 'ねこ');
  await ime.send('Input.insertText', { text: '猫' });
  await ukr.types(' after');
  await expect(ukr.page.getByRole('region', { name: 'Kept for you' })).toContainText('猫 after');
  await expect(ukr.body(13)).not.toContainText(/[ね猫]/);
  await chair.page.keyboard.press('Escape');
  await chair.changesPoint(13, 'Unlock point');
  await expect(ukr.body(13)).toHaveAttribute('contenteditable', 'true');
  await ukr.types('going on');
  expect(await agreeOn(people, 13)).toMatch(/^Not At going on/);

  await composes(ime, 'にほん');
  ukr.page.on('dialog', dialog => dialog.accept());
  await ukr.page.reload();
  await expect(rus.body(13)).toContainText('At going onにほん');
});

test('[E17] a click into words that cannot be edited, then typing: no shortcut fires, and the reason is said', async ({
  browser,
}) => {
  const said = async (who: Delegate, point: number, why: RegExp): Promise<void> => {
    const { page } = who;
    await who.body(point).hover(); // brings it into view, and the editor with it
    await expect(who.body(point)).toHaveAttribute('data-lexical-editor');
    await who.body(point).click({ position: { x: 90, y: 12 } });
    for (const key of ['a', 'g', 'r', '?', 'n', 'Backspace']) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(page.locator('.said-here')).toHaveText(why);
    }
    await expect(who.body(point)).toBeFocused();
  };
  await said(await Delegate.sitsDown(browser, 'ukr-delegate'), 7, /^Locked by the chair\.$/); // the sample has it so
  await said(await Delegate.sitsDown(browser, 'observer'), 3, /^Observers cannot change the text\.$/);
});

test('[E17] a lock holds the keys, says so at the caret, and the page stays where it is', async ({ browser }) => {
  const ukr = await Delegate.sitsDown(browser, 'ukr-delegate');
  const chair = await Delegate.sitsDown(browser, 'chair');
  await ukr.goesToEnd(2);
  await ukr.types(' here too');
  await ukr.goesToEnd(3);
  await ukr.types(' before the lock');
  await expect(chair.body(3)).toContainText('before the lock');
  await chair.changesPoint(3, 'Lock point');
  const reason = ukr.page.getByText('Locked by the chair.', { exact: true });
  await expect(reason).toBeVisible();
  const top = await ukr.page.evaluate(() => scrollY);
  await ukr.types('? j k after   ');
  await ukr.page.keyboard.press('Space');
  expect(await ukr.page.evaluate(() => scrollY)).toBe(top);
  const kept = ukr.page.getByRole('region', { name: 'Kept for you' });
  await expect(kept, 'what was typed on when the lock fell is kept at once').toContainText('? j k after');
  for (const key of ['z', 'Shift+z', 'y', 'x', 'u']) {
    await ukr.page.keyboard.press('ArrowLeft');
    await expect(reason).toBeHidden();
    await ukr.page.keyboard.press(`Control+${key}`);
    await expect(reason, `Control+${key}`).toBeVisible();
  }
  expect(await ukr.body(2).innerText(), 'Control+Z undid nothing in the point that was left').toContain('here too');
  for (const key of ['Tab', 'Shift+Tab', '?']) await ukr.page.keyboard.press(key);
  await expect(ukr.body(3)).toBeFocused();
  await expect(ukr.page.getByRole('dialog')).toHaveCount(0);
  const words = kept.locator('blockquote');
  await expect(words, 'behind an arrow it is another place').toHaveText([/^lock\? j k after/, '?']);
  await ukr.body(3).dblclick({ position: { x: 60, y: 12 } });
  const over = (await ukr.page.evaluate(() => String(getSelection()))).trim();
  expect(over).not.toBe('');
  await ukr.types('instead');
  await expect(words).toHaveText([/^lock\? j k after/, '?', 'instead']);
  await expect(kept).toContainText(`You meant to replace “${over}”.`);
  expect(await ukr.words(3)).toMatch(/before the lock$/);
  await chair.changesPoint(3, 'Unlock point');
  await expect(reason).toBeHidden();
  await ukr.goesToEnd(3);
  await ukr.types(', and after it');
  await expect(chair.body(3)).toContainText('before the lock, and after it');
  await chair.changesPoint(3, 'Lock point');
  await expect(reason).toBeVisible();
  await ukr.types(' again');
  const all = [/^lock\? j k after\s*$/, '?', 'instead', /^\s*again$/];
  await expect(words, 'a second lock adds to none of the first').toHaveText(all);
  await chair.changesPoint(3, 'Unlock point');
  await expect(kept).toContainText('Point 3 was locked when you wrote this. It is open again.');
  await kept.getByRole('button', { name: 'Put back at the end of point 3' }).first().dblclick();
  await expect(words, '[T21] the second press is for none of the others').toHaveText(all.slice(1));
  await expect(ukr.body(3), '[T32] the keyboard is in the words').toBeFocused();
  await expect(chair.body(3)).toContainText('? j k after');
  await ukr.page.keyboard.press('Control+z');
  await expect(words, '[E17] the undo key gives back what was put back').toHaveCount(all.length);
  await expect(chair.body(3)).not.toContainText('? j k after');
  await expect(chair.body(3), 'and takes nothing else').toContainText('and after it');
  await ukr.page.keyboard.press('Control+Shift+z');
  await expect(words).toHaveText(all.slice(1));
  await ukr.page.keyboard.type(' and on');
  await expect(chair.body(3)).toContainText(/\? j k after +and on$/);
  expect((await chair.words(3)).split('? j k after').length, 'once').toBe(2);
  await ukr.selectsBack(2);
  await ukr.page.keyboard.press('Control+k');
  const address = ukr.page.getByLabel('Address of the link on “on”');
  await address.fill('www.un.org');
  await chair.changesPoint(3, 'Lock point');
  await expect(ukr.page.getByRole('form', { name: 'Link' })).toContainText('Locked by the chair. What you typed stays');
  await address.press('Enter');
  await expect(address, '[T23] the field stays, and has the keyboard').toBeFocused();
  await expect(address).toHaveValue('www.un.org');
  await address.press('Escape');
  await expect(ukr.body(3)).toBeFocused();
  await ukr.types('tail');
  await expect(words.last(), 'also behind a form, to which one left the words open').toHaveText(/tail$/);
  await chair.changesPoint(3, 'Unlock point');
  await ukr.goesToEnd(3);
  await ukr.selectsBack(2);
  await ukr.page.keyboard.press('Control+Alt+m');
  await ukr.page.getByLabel('Comment to everyone').fill('Why on?');
  await chair.changesPoint(3, 'Lock point');
  await expect(ukr.body(3)).toHaveAttribute('aria-readonly', 'true');
  await ukr.page.keyboard.press('Control+Enter');
  await expect(ukr.card('Why on?')).toBeVisible();
  await expect(ukr.body(3)).toBeFocused();
  await ukr.types('end');
  await expect(words.last()).toHaveText(/end$/);
  await chair.changesPoint(3, 'Unlock point');
  const ime = await ukr.page.context().newCDPSession(ukr.page);
  await ukr.goesToEnd(3);
  await ukr.types(' word');
  await composes(ime, 'に');
  await chair.changesPoint(3, 'Lock point');
  await expect(ukr.body(3)).toHaveAttribute('aria-readonly', 'true');
  await ime.send('Input.insertText', { text: '日本' });
  await expect(words.last()).toHaveText('日本');
  await ukr.types('go');
  await expect(words.last(), '[E15] of what was being composed no raw letter is kept').toHaveText('日本go');
});

test('a name at a caret goes, and comes back when that caret moves; it covers no other name and no title', async ({
  browser,
}) => {
  const [ukr, rus, eur] = [...(await both(browser)), await Delegate.sitsDown(browser, 'eur-delegate')] as const;
  await ukr.page.addStyleTag({ content: '.peer-name { animation-play-state: paused }' }); // the story ends it itself
  await ukr.goesToEnd(2);
  for (const other of [rus, eur]) await other.goesToStart(2);
  const name = (who: string) => ukr.point(2).locator('.peer-name').filter({ hasText: who });
  const ends = (who: string) =>
    name(who).evaluate(label => {
      for (const animation of label.getAnimations()) animation.finish();
    });
  const boxes = async () => {
    const all = [name('RUS'), name('EUR'), ukr.point(2).locator('.point-title')];
    const found = await Promise.all(all.map(each => each.boundingBox()));
    return found.filter(box => box !== null).toSorted((a, b) => a.y - b.y);
  };

  for (const who of ['RUS', 'EUR']) await expect(name(who)).toBeVisible();
  await expect(async () => {
    const [title, first, second] = await boxes();
    if (!title || !first || !second) throw new Error('a title and two names were expected');
    expect(first.y).toBeGreaterThanOrEqual(title.y + title.height);
    expect(second.y).toBeGreaterThanOrEqual(first.y + first.height);
  }).toPass();

  await ends('RUS');
  await expect(name('RUS')).toBeHidden();
  await ukr.types(' My words draw all carets anew.');
  await expect(name('RUS')).toBeHidden();
  await expect(name('EUR')).toBeVisible();

  const caret = await boxOf(ukr.point(2).locator('.peer-caret').filter({ hasText: 'RUS' }));
  await ukr.page.mouse.move(caret.x + 1, caret.y + caret.height / 2);
  await expect(name('RUS')).toBeVisible();
  await ukr.page.mouse.move(caret.x + 60, caret.y + caret.height / 2);
  await ends('RUS');
  await expect(name('RUS')).toBeHidden();

  await rus.page.keyboard.press('ArrowRight');
  await expect(name('RUS')).toBeVisible();
  for (const person of [ukr, rus, eur]) expect(person.errors).toEqual([]);
});
