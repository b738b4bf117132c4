// What does not fit a window: parts of the page that reach out of it sideways, and what is too small for a finger.
import type { Page } from '@playwright/test';

/** What stands out of the window to a side, where nothing around it scrolls. */
export const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { clientWidth } = document.documentElement;
    const scrolls = (element: Element): boolean =>
      element !== document.body &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) ||
        (element.parentElement !== null && scrolls(element.parentElement)));
    return [...document.querySelectorAll('body *:not(.visually-hidden, .skip-link, .page-people, svg *)')]
      .filter(element => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && (right > clientWidth + 1 || left < -1) && !scrolls(element);
      })
      .map(element => `${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`);
  });

/** What is pressed and is less than 40 px high or wide; not links in running text. */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const targets =
      'button, select, textarea, summary, .positions-cell, .outline a, .outline-tools a, ' +
      'input:not([type=checkbox], [type=radio]), label:has(input:is([type=checkbox], [type=radio]))';
    return [...document.querySelectorAll(targets)]
      .filter(target => target.checkVisibility() && !target.closest('.skip-link'))
      .filter(target => {
        const { width, height } = target.getBoundingClientRect();
        return width < 39.5 || height < 39.5;
      })
      .map(target => `${target.tagName}.${target.className} ${target.textContent.slice(0, 40)}`);
  });
