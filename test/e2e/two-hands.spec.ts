// Two people's hands in one point: each person's words stay whole, and carets and selections stay at their words. They
// sit at one table from story to story, and work at other points in each.
import { boxOf } from './box-of.ts';
import { agreeOn, both, composes, imeOf } from './hands.ts';
import type { Delegate } from './people.ts';
import { expect, layOutSample, test } from './story.ts';

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
  await ukr.goesToEnd(18);
  // As on a busy page: the browser tells of the selection only after the change.
  const held = await ukr.page.evaluateHandle(() => {
    const hold = (event: Event): void => void (event.isTrusted && event.stopImmediatePropagation());
    addEventListener('selectionchange', hold, { capture: true });
    return hold;
  });
  await ukr.page.keyboard.press('Control+Home');
  await ukr.body(18).evaluate((body, hold) => {
    const text = document.createTreeWalker(body, NodeFilter.SHOW_TEXT).nextNode() as Text;
    const range = document.createRange();
    range.setStart(text, 2);
    range.setEnd(text, 6);
    range.surroundContents(document.createElement('mark'));
    removeEventListener('selectionchange', hold, { capture: true });
  }, held);
  await ukr.types('At the caret: ');
  expect(await agreeOn(people, 18), 'the caret is where it was').toBe(`At the caret: ${before} Typed on.`);
  await expect(ukr.body(18)).toHaveAttribute('translate', 'no');
});

test('[E8] words are selected with the mouse while somebody else writes before them', async () => {
  const [ukr, rus] = people;
  const { mouse } = ukr.page;
  await ukr.goesToEnd(22);
  await rus.goesToStart(22);
  /** In the window: the left edge of a word of point 22, and its right one. */
  const edges = (word: string): Promise<{ left: number; right: number; y: number }> =>
    ukr.body(22).evaluate((body, sought) => {
      const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let text = walk.nextNode(); text; text = walk.nextNode()) {
        const at = text.textContent?.indexOf(sought) ?? -1;
        if (at < 0) continue;
        range.setStart(text, at);
        range.setEnd(text, at + sought.length);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return { left, right, y: (top + bottom) / 2 };
      }
      throw new Error(`no “${sought}” in “${body.textContent}”`);
    }, word);
  const selected = (): Promise<string> => ukr.page.evaluate(() => String(getSelection()));
  const word = /(?<= )\w{6,}/.exec(await ukr.words(22))?.[0] ?? '';
  const from = await edges(word);
  await mouse.move(from.left + 1, from.y);
  await mouse.down();
  for (const letters of ['a ', 'b ', 'c ']) {
    await rus.types(letters);
    await expect(ukr.body(22)).toContainText(letters);
    const now = await edges(word);
    await mouse.move((now.left + now.right) / 2, now.y, { steps: 2 });
    await expect.poll(async () => word.slice(0, 2) === (await selected()).slice(0, 2), word).toBe(true);
  }
  const to = await edges(word);
  await mouse.move(to.right, to.y, { steps: 2 });
  await mouse.up();
  await expect.poll(selected).toBe(word);
  await rus.types('d ');
  await expect(ukr.body(22)).toContainText('d ');
  expect(await selected()).toBe(word);
  await expect(ukr.page.getByRole('toolbar', { name: 'Selected words' })).toBeVisible();
});
