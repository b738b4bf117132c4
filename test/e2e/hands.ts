// What stories of hands share: two people, the words that both have of a point, and an input method.
import type { Browser, CDPSession, Page } from '@playwright/test';
import { Delegate } from './people.ts';
import { expect } from './story.ts';

export const both = async (browser: Browser, options: { baseURL?: string } = {}): Promise<[Delegate, Delegate]> => [
  await Delegate.sitsDown(browser, 'ukr-delegate', options),
  await Delegate.sitsDown(browser, 'rus-delegate', options),
];

/** What others have of a point, once it reads so for both. */
export async function agreeOn(people: readonly Delegate[], point: number): Promise<string> {
  const [first, ...rest] = people;
  for (const other of rest)
    await expect(async () => expect(await other.words(point)).toBe(await first?.words(point))).toPass();
  return (await first?.words(point)) ?? '';
}

export async function composes(cdp: CDPSession, text: string): Promise<void> {
  await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
}

export async function imeOf(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}
